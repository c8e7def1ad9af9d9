using System.Collections.Concurrent;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// The definitions of this start, and every older dialog version that a conversation in flight still names. A version
/// that is no longer stored or no longer readable is absent, and the log says so once; the engine then treats the run as ended.
/// </summary>
public sealed class DialogShelf(DefinitionSet current, DialogVersionStore versions)
{
    private readonly ConcurrentDictionary<(string Id, string Hash), Dialog?> _older = new();

    public DefinitionSet Current => current;

    /// <summary>Keeps the text of every dialog that can start now, so that its runs can finish after an upgrade.</summary>
    public async Task SaveAsync()
    {
        foreach (var dialog in current.Dialogs)
            await versions.SaveAsync(dialog.Id, dialog.Hash, current.SourceOf(dialog.Hash));
    }

    public DefinitionSet For(Conversation conversation, Facts facts, ILogger? logger = null)
    {
        var set = current;
        foreach (var (id, hash) in Named(conversation, facts))
            if (set.Find(id, hash) is null && _older.GetOrAdd((id, hash), key => Load(key, logger)) is { } dialog)
                set = set.With(dialog);
        return set;
    }

    private static IEnumerable<(string Id, string Hash)> Named(Conversation conversation, Facts facts)
    {
        if (conversation.Run is { } run)
            yield return (run.DialogId, run.DialogHash);
        foreach (var paused in conversation.Paused)
            yield return (paused.DialogId, paused.DialogHash);
        foreach (var sent in conversation.Sent)
            yield return (sent.DialogId, sent.DialogHash);
        if (facts.Held is { } held)
            foreach (var submission in held.Submissions)
                yield return (submission.DialogId, submission.DialogHash);
    }

    private Dialog? Load((string Id, string Hash) key, ILogger? logger)
    {
        var issues = new IssueList();
        var text = versions.Find(key.Id, key.Hash);
        var dialog = text is null ? null : DialogReader.Read($"{key.Id}@{key.Hash}", text, issues, checks: false);
        if (dialog?.Id == key.Id)
            return dialog;
        logger?.LogError(
            "Dialog {Dialog} version {Hash} cannot be used: {Why}", key.Id, key.Hash, text is null ? "it is not stored" : string.Join(", ", issues.Select(i => i.Code).Distinct()));
        return null;
    }
}
