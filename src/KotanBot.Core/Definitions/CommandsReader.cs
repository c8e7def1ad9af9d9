using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Definitions;

/// <summary>Reads <c>commands.yaml</c> and joins it with the commands of the dialogs; a word with two meanings is an issue.</summary>
internal static class CommandsReader
{
    private static readonly ImmutableDictionary<string, CommandAction> Actions =
        Enum.GetValues<CommandAction>().ToImmutableDictionary(a => a.ToString().ToLowerInvariant());

    public static CommandTable? Read(string file, string text, IReadOnlyList<Dialog> dialogs, IssueList issues)
    {
        var before = issues.Count;
        if (YamlReader.Read(file, text, issues) is not { } root)
            return null;
        var actions = new List<(CommandAction Action, string Command, IEnumerable<string> Words)>();
        var lines = new List<MenuLine>();
        var taken = new HashSet<string>();
        foreach (var dialog in dialogs)
        {
            foreach (var word in dialog.Commands.Concat(dialog.Words))
                Take(word, root, taken, issues);
        }

        foreach (var entry in root.Maps("commands"))
        {
            if (ReadAction(entry, issues) is not { } action)
                continue;
            foreach (var word in action.Words.Append(action.Command))
                Take(word, entry, taken, issues);
            actions.Add(action);
            lines.Add(new MenuLine(action.Command, LocalText.Read(entry, "description")) { Action = action.Action });
            entry.Close();
        }

        root.Close();
        foreach (var missing in Actions.Values.Except(actions.Select(a => a.Action)))
            issues.Add("missing-command", root, $"no command does `{missing.ToString().ToLowerInvariant()}`");
        return issues.Count == before ? new CommandTable(actions, dialogs) { Menu = [.. LinesOf(dialogs, IsWork), .. lines, .. LinesOf(dialogs, d => !IsWork(d))] } : null;

        static bool IsWork(DialogPurpose purpose) => purpose is DialogPurpose.Report or DialogPurpose.NullReport or DialogPurpose.IndexSheet or DialogPurpose.Questionnaire;
    }

    /// <summary>What people come for stands first in the menu, what they need once stands last, and what stands behind "Formulir lain" not at all.</summary>
    private static IEnumerable<MenuLine> LinesOf(IEnumerable<Dialog> dialogs, Func<DialogPurpose, bool> wanted) =>
        dialogs.Where(d => wanted(d.Purpose) && d.Commands.Length > 0 && d.Menu == DialogMenu.Main).OrderBy(d => d.Purpose == DialogPurpose.Registration).ThenBy(d => d.Purpose).Select(d => new MenuLine(d.Commands[0], d.Title));

    private static (CommandAction Action, string Command, IEnumerable<string> Words)? ReadAction(YamlMap entry, IssueList issues)
    {
        var name = entry.Text("action");
        var command = entry.Text("command");
        var words = entry.Texts("words");
        if (Actions.TryGetValue(name, out var action))
            return (action, command, words);
        issues.Add("unknown-action", entry, $"`{name}` is no action; known: {string.Join(", ", Actions.Keys.Order(StringComparer.Ordinal))}");
        return null;
    }

    private static void Take(string word, YamlNode at, HashSet<string> taken, IssueList issues)
    {
        if (word.Any(char.IsUpper))
            issues.Add("bad-command", at, $"`{word}` must be lower case");
        if (!taken.Add(word))
            issues.Add("duplicate-command", at, $"`{word}` already means something else");
    }
}
