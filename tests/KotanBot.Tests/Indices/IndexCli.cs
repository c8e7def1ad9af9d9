using System.CommandLine;
using KotanBot.Commands;

namespace KotanBot.Tests.Indices;

/// <summary>Runs the <c>index</c> command as the program does, with its streams caught.</summary>
internal static class IndexCli
{
    public static (int ExitCode, string Output, string Error) Run(params IReadOnlyList<string> arguments) => RunOn(null, arguments);

    public static (int ExitCode, string Output, string Error) RunOn(string? dialogs, IReadOnlyList<string> arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = new RootCommand { IndexCommand.Create(dialogs) }.Parse(arguments);
        var code = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (parsed.Errors.Count > 0 ? 2 : code, output.ToString(), error.ToString());
    }

    public static string Definition(string name) => Path.Combine(ShippedFiles.Dialogs, "indices", name + ".yaml");

    public static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
}
