using System.Text.RegularExpressions;
using KotanBot.Commands;

namespace KotanBot.Tests.Repository;

/// <summary>
/// Runs every <c>$ kotanbot …</c> of the documents and compares what is printed. <c>…</c> stands for any words, alone on a line for any lines. The folder
/// <c>data</c> of the examples is a fresh one per document.
/// </summary>
public sealed class DocumentedCommandsTests
{
    public static TheoryData<string> Documents => ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/dialog-format.md", "docs/security.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Commands_print_what_stands_below_them(string document)
    {
        var folder = Directory.CreateTempSubdirectory("kotanbot-docs-");
        try
        {
            foreach (var session in Docs.Blocks(document).Where(b => b.Language == "console").SelectMany(b => ("\n" + b.Text).Split("\n$ ", StringSplitOptions.RemoveEmptyEntries)))
            {
                var lines = session.TrimEnd('\n').Split('\n', 2);
                Assert.StartsWith("kotanbot ", lines[0]);
                var (code, output) = await RunAsync([.. lines[0].Split(' ')[1..].Select(a => Place(a, folder.FullName))]);
                Assert.Equal(0, code);
                Assert.Matches(Pattern(lines.Length > 1 ? lines[1] : ""), output.TrimEnd());
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Place(string argument, string folder) => argument switch
    {
        "data" => Path.Combine(folder, "data"),
        _ when argument.StartsWith("dialogs", StringComparison.Ordinal) => Docs.PathOf(argument),
        _ => argument,
    };

    private static string Pattern(string expected) =>
        "^" + string.Join("\n", expected.Split('\n').Select(l => l == "…" ? "(?s:.*)" : Regex.Escape(l).Replace("…", "[^\n]*"))) + "$";

    private static async Task<(int Code, string Output)> RunAsync(string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await KotanCommand.RunAsync(arguments, output, error);
        Assert.Equal("", error.ToString());
        return (code, output.ToString().ReplaceLineEndings("\n"));
    }
}
