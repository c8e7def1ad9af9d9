using System.CommandLine;
using KotanBot.Core.Definitions;

namespace KotanBot.Commands;

/// <summary><c>kotanbot check</c>: everything wrong with a dialogs folder, in the form editors jump to.</summary>
public static class CheckCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "folder dialogs; tanpa ini yang terpasang", DefaultValueFactory = _ => ShippedFiles.Dialogs };
        var command = new Command("check", "Periksa naskah percakapan dan definisi indeks") { folder };
        command.SetAction(parsed => Check(parsed.GetValue(folder)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Check(string folder, TextWriter output)
    {
        var issues = new IssueList();
        var texts = DefinitionFiles.ReadTexts(folder, issues);
        var set = DefinitionsReader.Read(texts, issues);
        foreach (var issue in issues)
            output.WriteLine(issue with { File = Path.Join(folder, issue.File) });
        if (issues.Count > 0)
            return KotanCommand.Refused;
        output.WriteLine($"{texts.Count} files, {set?.Dialogs.Length ?? 0} dialogs in {folder}: no issues");
        return KotanCommand.Done;
    }
}
