using System.Collections.Concurrent;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// What is served now, and every older version of a dialog or an item bank that a conversation in flight still names. A version
/// that is no longer stored or no longer readable is absent, and the log says so once; the engine then treats the run as ended.
/// </summary>
public sealed class DialogShelf(ServedDefinitions served, DialogVersionStore versions, BankVersionStore bankVersions)
{
    private readonly ConcurrentDictionary<(string Id, string Hash), Dialog?> _older = new();
    private readonly ConcurrentDictionary<(string Id, string Hash), BankVersion?> _olderBanks = new();

    public DefinitionSet Current => served.Current;

    /// <summary>Keeps the text of every dialog and bank of the files, so that what began can finish after an upgrade. A published form is kept when it is published.</summary>
    public async Task SaveAsync()
    {
        var current = served.Shipped;
        foreach (var dialog in current.Dialogs)
            await versions.SaveAsync(dialog.Id, dialog.Hash, current.SourceOf(dialog.Hash));
        foreach (var version in current.BankVersions)
            await bankVersions.SaveAsync(version.Bank.Id, version.Hash, current.SourceOf(version.Bank.Hash), version.IsCalibrated ? current.SourceOf(version.Hash) : null);
    }

    /// <summary>What this turn runs on: as it is offered to the person, who may just have shown an invitation to another office.</summary>
    public DefinitionSet For(Conversation conversation, Facts facts, ILogger? logger = null)
    {
        var office = facts switch
        {
            { Invitation: { State: InvitationState.Valid, Satker: { } invited } } => invited,
            { Link.Presented: { State: LinkState.Valid, Satker: { } joined } } => joined,
            _ => facts.Satker,
        };
        return Complete(served.OfferedAt(office?.Code), conversation, facts, logger);
    }

    /// <summary>What an input may mean before anything is known of the person: every form of every office is known to it.</summary>
    public DefinitionSet Before(Conversation conversation, ILogger? logger) => Complete(served.Current, conversation, new Facts(), logger);

    /// <summary>What is offered to somebody new.</summary>
    public DefinitionSet ForSomebodyNew => served.OfferedAt(null);

    /// <summary>What is served now and the very versions in which these reports were given.</summary>
    public DefinitionSet Knowing(IEnumerable<WaitingReport> reports)
    {
        var set = served.Current;
        foreach (var report in reports)
            if (set.Find(report.DialogId, report.DialogHash) is null && _older.GetOrAdd((report.DialogId, report.DialogHash), key => Load(key, null)) is { } dialog)
                set = set.With(dialog);
        return set;
    }

    private DefinitionSet Complete(DefinitionSet set, Conversation conversation, Facts facts, ILogger? logger)
    {
        foreach (var (id, hash) in Named(conversation, facts))
            if (set.Find(id, hash) is null && _older.GetOrAdd((id, hash), key => Load(key, logger)) is { } dialog)
                set = set.With(dialog);
        // What cannot be looked up any more is no fault here: it counts as agreed to.
        if (ConsentVersion.DialogOf(facts.Consent) is { } agreed && set.Find(agreed.Id, agreed.Hash) is null && _older.GetOrAdd(agreed, key => Load(key, null)) is { } consented)
            set = set.With(consented);
        foreach (var (id, hash) in NamedBanks(conversation))
            if (set.FindBankVersion(id, hash) is null && _olderBanks.GetOrAdd((id, hash), key => LoadBank(key, logger)) is { } bank)
                set = set.With(bank);
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
        foreach (var own in facts.Office?.OwnReports ?? [])
            yield return (own.DialogId, own.DialogHash);
        foreach (var waiting in new[] { facts.Office?.Review?.Current, facts.Office?.Review?.Next }.OfType<WaitingReport>())
            yield return (waiting.DialogId, waiting.DialogHash);
        if (facts.Held is { } held)
            foreach (var submission in held.Submissions)
                yield return (submission.DialogId, submission.DialogHash);
    }

    private static IEnumerable<(string Id, string Hash)> NamedBanks(Conversation conversation) =>
        conversation.Runs.SelectMany(r => r.Questionnaires ?? []).Select(q => (q.Bank, q.Hash)).Distinct();

    private BankVersion? LoadBank((string Id, string Hash) key, ILogger? logger)
    {
        var issues = new IssueList();
        var texts = bankVersions.Find(key.Id, key.Hash);
        if (texts is not null && BankVersion.Read(key.Id, key.Hash, texts.Source, texts.Calibration, issues) is { } version)
            return version;
        logger?.LogError(
            "Item bank {Bank} version {Hash} cannot be used: {Why}", key.Id, key.Hash, texts is null ? "it is not stored" : string.Join(", ", issues.Select(i => i.Code).Distinct()));
        return null;
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
