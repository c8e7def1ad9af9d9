using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>What a form would be: sound exactly when it has no issue.</summary>
public sealed record FormTrial(string Source, ImmutableArray<Issue> Issues, Dialog? Dialog, string SatkerCode)
{
    /// <summary>The form of which this is a new version; null for a new one.</summary>
    public StoredForm? Stored { get; init; }

    /// <summary>What is in force under its id now, with its text.</summary>
    public (Dialog Dialog, string Source)? Before { get; init; }

    /// <summary>Whether everybody is offered it, because its office is the centre.</summary>
    public bool IsForEverybody { get; init; }

    /// <summary>The very same text is in force.</summary>
    public bool IsSame => Before is { } before && before.Dialog.Hash == Dialog?.Hash && Stored is { Number: not null };
}

/// <summary>What came of publishing, with the issues that kept it from being published.</summary>
public sealed record FormOutcome(FormResult Result, ImmutableArray<Issue> Issues)
{
    public bool IsDone => Result == FormResult.Done && Issues.IsEmpty;
}

/// <summary>
/// Where forms are checked, published, rolled back and withdrawn: one deed at a time, so that two forms that cannot stand together are never both checked against what was
/// there before. What is published is served with the next turn.
/// </summary>
public sealed class FormDesk(ServedDefinitions served, Stores stores) : IDisposable
{
    /// <summary>Nobody mends more at once, and nonsense has thousands.</summary>
    private const int MostIssues = 200;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Checks a text as a form of this office, or as a new version of a form that the visitor may change.</summary>
    public FormTrial Try(SiteVisitor visitor, string satkerCode, string source)
    {
        var issues = new IssueList();
        var head = FormReader.ReadHead(source);
        var stored = head.Id.Length > 0 ? stores.Forms.Find(visitor.Scope, head.Id) : null;
        var satker = stores.Satkers.Find(stored?.SatkerCode ?? satkerCode);
        var file = FormFit.FileOf(head.Id.Length > 0 ? head.Id : "form");
        var trial = new FormTrial(source, [], null, satker?.Code ?? satkerCode) { Stored = stored, IsForEverybody = satker is { ParentCode: null } };
        var current = served.Current;
        var dialog = FormReader.Read(file, source, current, trial.IsForEverybody, issues);
        if (dialog is null)
            return trial with { Issues = [.. issues.Take(MostIssues)] };
        if (stored is null && stores.Forms.Exists(dialog.Id))
            issues.Add(new Issue("taken-id", file, head.Line, head.Column, $"another office has a form `{dialog.Id}`; please take another id"));
        else
            CheckReplacement(new ServedForm(dialog.Id, trial.SatkerCode, satker?.ParentCode, dialog.Hash, source), issues);
        var before = current.FindOffered(dialog.Id) is { } known ? (known, current.SourceOf(known.Hash)) : ((Dialog, string)?)null;
        return trial with { Issues = [.. issues], Dialog = dialog, Before = issues.Count == 0 ? before : null };
    }

    /// <summary>Publishes what was tried, if it is still so.</summary>
    public Task<FormOutcome> PublishAsync(SiteVisitor visitor, FormTrial tried, DateTimeOffset now) => InTurnAsync(async () =>
    {
        var trial = Try(visitor, tried.SatkerCode, tried.Source);
        if (trial.Dialog is not { } dialog || !trial.Issues.IsEmpty)
            return new FormOutcome(FormResult.Done, trial.Issues);
        if (trial.Stored != tried.Stored)
            return new FormOutcome(FormResult.Changed, []);
        var text = new FormText(dialog.Id, trial.SatkerCode, dialog.Hash, tried.Source, trial.Stored?.Changes ?? 0) { Replaces = served.Shipped.Find(dialog.Id)?.Hash };
        return new FormOutcome(await stores.Forms.PublishAsync(visitor, text, now), []);
    });

    /// <summary>Puts an earlier version in force again, if it fits what is served now.</summary>
    public Task<FormOutcome> RollBackAsync(SiteVisitor visitor, StoredForm seen, FormVersion version, DateTimeOffset now) => InTurnAsync(async () =>
    {
        if (stores.DialogVersions.Find(seen.DialogId, version.Hash) is not { } source)
            return new FormOutcome(FormResult.Changed, []);
        var trial = Try(visitor, seen.SatkerCode, source);
        return trial.Issues.IsEmpty ? new FormOutcome(await stores.Forms.RollBackAsync(visitor, seen, version.Number, now), []) : new FormOutcome(FormResult.Done, trial.Issues);
    });

    public Task<FormOutcome> WithdrawAsync(SiteVisitor visitor, StoredForm seen, DateTimeOffset now) =>
        InTurnAsync(async () => new FormOutcome(await stores.Forms.WithdrawAsync(visitor, seen, now), []));

    public void Dispose() => _one.Dispose();

    /// <summary>A dialog that ships is named by outputs, banks and texts, which must find in the new version what they name.</summary>
    private void CheckReplacement(ServedForm form, IssueList issues)
    {
        if (served.Fit.Replaces(form))
            served.Fit.ReadWith(stores.Forms.ListServed().Where(f => f.IsInForce && f.DialogId != form.DialogId && served.Fit.Replaces(f)).Append(form), issues);
    }

    private async Task<FormOutcome> InTurnAsync(Func<Task<FormOutcome>> deed)
    {
        await _one.WaitAsync();
        try
        {
            var outcome = await deed();
            if (outcome.IsDone)
                served.Refresh();
            return outcome;
        }
        finally
        {
            _one.Release();
        }
    }
}
