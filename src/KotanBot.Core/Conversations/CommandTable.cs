using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>What the person wants of the bot itself, apart from answering.</summary>
public enum CommandAction
{
    Back,
    Skip,
    Correct,
    Pause,
    Resume,
    Cancel,
    Explain,
    Status,
    Language,
    Data,
    Erase,
    Silence,
    Hear,
    Link,
    Office,
    Forms,
    Broadcast,
    Kawasan,
    Invite,
    Members,
    Overdue,
    Week,
    Target,
    Review,
    Forward,
    Site,
}

/// <summary>A recognised command: an action of the engine or a dialog to start, with the words after it.</summary>
public abstract record Command
{
    private Command()
    {
    }

    public sealed record Act(CommandAction Action, string Payload) : Command;

    public sealed record StartDialog(Dialog Dialog, string Payload) : Command;

    /// <summary>A slash word that nobody knows.</summary>
    public sealed record Unknown(string Word) : Command;
}

/// <summary>A line of a channel's command menu.</summary>
public sealed record MenuLine(string Command, LocalText Description)
{
    /// <summary>What the line does, when it is no dialog.</summary>
    public CommandAction? Action { get; init; }
}

/// <summary>Slash commands and plain words, from <c>commands.yaml</c> and from the dialogs' own heads. No word has two meanings.</summary>
public sealed class CommandTable
{
    private readonly ImmutableDictionary<string, CommandAction> _actions;
    private readonly ImmutableDictionary<string, CommandAction> _actionWords;
    private readonly ImmutableDictionary<string, Dialog> _dialogs;
    private readonly ImmutableDictionary<string, Dialog> _dialogWords;

    internal CommandTable(IEnumerable<(CommandAction Action, string Command, IEnumerable<string> Words)> actions, IEnumerable<Dialog> dialogs)
    {
        var list = actions.ToList();
        var known = dialogs.ToList();
        _actions = list.ToImmutableDictionary(a => a.Command, a => a.Action);
        _actionWords = list.SelectMany(a => a.Words.Select(w => (w, a.Action))).ToImmutableDictionary(p => p.w, p => p.Action);
        _dialogs = known.SelectMany(d => d.Commands.Select(c => (c, d))).ToImmutableDictionary(p => p.c, p => p.d);
        _dialogWords = known.SelectMany(d => d.Words.Select(w => (w, d))).ToImmutableDictionary(p => p.w, p => p.d);
    }

    public required ImmutableArray<MenuLine> Menu { get; init; }

    public MenuLine LineOf(CommandAction action) => Menu.First(l => l.Action == action);

    public bool IsActionWord(string word) => _actionWords.ContainsKey(Fold(word));

    /// <summary>
    /// Reads a whole message as a command, or null. Words that start dialogs count only when nothing is being asked,
    /// because "rapat" or "laporan" may well be an answer.
    /// </summary>
    public Command? Recognise(string text, bool inRun)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('/') && trimmed.Length > 1 && !char.IsWhiteSpace(trimmed[1]))
            return Slash(trimmed);
        if (trimmed is "?" or "？" or "??")
            return new Command.Act(CommandAction.Explain, "");
        var words = Fold(trimmed);
        if (_actionWords.TryGetValue(words, out var action))
            return new Command.Act(action, "");
        if (SkipWithReason(trimmed) is { } skip)
            return skip;
        return !inRun && _dialogWords.TryGetValue(words, out var dialog) ? new Command.StartDialog(dialog, "") : null;
    }

    private Command Slash(string text)
    {
        var space = text.IndexOfAny([' ', '\n', '\t']);
        var word = (space < 0 ? text : text[..space]).ToLowerInvariant();
        var payload = space < 0 ? "" : text[(space + 1)..].Trim();
        var at = word.IndexOf('@', StringComparison.Ordinal);
        if (at > 0)
            word = word[..at];
        if (_actions.TryGetValue(word, out var action))
            return new Command.Act(action, payload);
        return _dialogs.TryGetValue(word, out var dialog) ? new Command.StartDialog(dialog, payload) : new Command.Unknown(word);
    }

    /// <summary>"lewati, tidak ada catatan": the reason comes in the same breath.</summary>
    private Command.Act? SkipWithReason(string text)
    {
        var end = text.IndexOfAny([' ', ',', ':', ';']);
        if (end <= 0 || !_actionWords.TryGetValue(Fold(text[..end]), out var action) || action != CommandAction.Skip)
            return null;
        return new Command.Act(CommandAction.Skip, text[(end + 1)..].Trim(' ', ',', ':', ';', '-'));
    }

    private static string Fold(string word) => word.Trim().TrimEnd('.', '!', ' ').ToLowerInvariant();
}
