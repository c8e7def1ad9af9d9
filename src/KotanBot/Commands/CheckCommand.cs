using System.Collections.Immutable;
using System.CommandLine;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Commands;

/// <summary><c>kotanbot check</c>: everything wrong with a dialogs folder, in the form editors jump to.</summary>
public static class CheckCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "folder dialogs; tanpa ini yang terpasang", DefaultValueFactory = _ => ShippedFiles.Dialogs };
        var command = new Command("check", "Periksa naskah percakapan, definisi indeks, dan bank butir") { folder };
        command.SetAction(parsed => Check(parsed.GetValue(folder)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Check(string folder, TextWriter output)
    {
        var (files, set, issues) = DefinitionCheck.Of(folder);
        foreach (var issue in issues)
            output.WriteLine(issue with { File = Path.Join(folder, issue.File) });
        if (set is null || !issues.IsEmpty)
            return KotanCommand.Refused;
        output.WriteLine($"{files} files, {set.Dialogs.Length} dialogs, {Named(set.Banks)} in {folder}: no issues");
        return KotanCommand.Done;
    }

    private static string Named(ImmutableArray<ItemBank> banks) =>
        banks.IsEmpty ? "0 banks" : $"{banks.Length} banks ({string.Join(", ", banks.Select(b => $"{b.Id}: {b.Items.Length} items"))})";
}
