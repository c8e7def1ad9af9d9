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
    private readonly ImmutableArray<CommandWords> _list;
    private readonly ImmutableDictionary<string, CommandAction> _actions;
    private readonly ImmutableDictionary<string, CommandAction> _actionWords;
    private readonly ImmutableDictionary<string, Dialog> _dialogs;
    private readonly ImmutableDictionary<string, Dialog> _dialogWords;

    internal CommandTable(IEnumerable<CommandWords> actions, IReadOnlyCollection<Dialog> dialogs)
    {
        _list = [.. actions];
        _actions = _list.ToImmutableDictionary(a => a.Line.Command, a => a.Action);
        _actionWords = _list.SelectMany(a => a.Words.Select(w => (w, a.Action))).ToImmutableDictionary(p => p.w, p => p.Action);
        _dialogs = dialogs.SelectMany(d => d.Commands.Select(c => (c, d))).ToImmutableDictionary(p => p.c, p => p.d);
        _dialogWords = dialogs.SelectMany(d => d.Words.Select(w => (w, d))).ToImmutableDictionary(p => p.w, p => p.d);
        Menu = [.. LinesOf(dialogs, IsWork), .. _list.Select(a => a.Line with { Action = a.Action }), .. LinesOf(dialogs, d => !IsWork(d))];
    }

    /// <summary>What people come for stands first, what they need once stands last, and what stands behind "Formulir lain" not at all.</summary>
    public ImmutableArray<MenuLine> Menu { get; }

    /// <summary>The same commands of the bot itself beside those of other dialogs.</summary>
    internal CommandTable With(IReadOnlyCollection<Dialog> dialogs) => new(_list, dialogs);

    /// <summary>Whether a command or a word means something already.</summary>
    internal bool IsTaken(string word) => _actions.ContainsKey(word) || _actionWords.ContainsKey(word) || _dialogs.ContainsKey(word) || _dialogWords.ContainsKey(word);

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

    private static bool IsWork(DialogPurpose purpose) => purpose is DialogPurpose.Report or DialogPurpose.NullReport or DialogPurpose.IndexSheet or DialogPurpose.Questionnaire;

    private static IEnumerable<MenuLine> LinesOf(IEnumerable<Dialog> dialogs, Func<DialogPurpose, bool> wanted) =>
        dialogs.Where(d => wanted(d.Purpose) && d.Commands.Length > 0 && d.Menu == DialogMenu.Main).OrderBy(d => d.Purpose == DialogPurpose.Registration).ThenBy(d => d.Purpose).Select(d => new MenuLine(d.Commands[0], d.Title));
}

/// <summary>A command of the bot itself: its line of the menu, and the plain words that mean the same.</summary>
internal sealed record CommandWords(CommandAction Action, MenuLine Line, ImmutableArray<string> Words);
