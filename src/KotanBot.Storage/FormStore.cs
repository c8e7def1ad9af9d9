using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>A form of an office. <paramref name="Number"/> is the version in force, null where it was withdrawn; <paramref name="Changes"/> grows with each deed.</summary>
public sealed record StoredForm(string DialogId, string SatkerCode, string SatkerName, long? Number, long Changes);

/// <summary>A version as it was published; <paramref name="Replaces"/> is the hash of the dialog that shipped under its id then.</summary>
public sealed record FormVersion(long Number, string Hash, string? Replaces, DateTimeOffset PublishedAt);

/// <summary>The text in force of a form, or the last one of what was withdrawn, and its office with the one above it; the centre has none above.</summary>
public sealed record ServedForm(string DialogId, string SatkerCode, string? ParentCode, string Hash, string Source)
{
    public bool IsInForce { get; init; } = true;

    /// <summary>A form of the centre is there for everybody.</summary>
    public bool IsForEverybody => ParentCode is null;
}

/// <summary>A line of what became of a form: published, rolled back or withdrawn, from which version to which, and by whom.</summary>
public sealed record FormChange(DateTimeOffset At, string Deed, string? Before, string? After, AuditActor Actor);

/// <summary>What is to be published. <paramref name="Seen"/>: the form's changes that whoever publishes knew of; 0 for a new form.</summary>
public sealed record FormText(string DialogId, string SatkerCode, string Hash, string Source, long Seen)
{
    public string? Replaces { get; init; }
}

/// <summary>What came of a deed.</summary>
public enum FormResult
{
    Done,

    /// <summary>It lies outside the scope, or somebody else changed it meanwhile.</summary>
    Changed,

    /// <summary>The office has as many forms, or the form as many versions, as there may be.</summary>
    TooMany,
}

/// <summary>Forms that offices published, with all their versions. Texts are never taken away, because answers and running conversations name them.</summary>
public sealed class FormStore(Database database)
{
    public const int MostForms = 50;

    public const int MostVersions = 200;

    private const int MostChanges = 50;

    public IReadOnlyList<ServedForm> ListServed() => database.Read(c => FormRows.ListServed(c).Select(r => new ServedForm(r.DialogId, r.SatkerCode, r.ParentCode, r.Hash, r.Source) { IsInForce = r.InForce is not null }).ToList());

    /// <summary>Those of the scope's offices, withdrawn ones too, by office and id.</summary>
    public IReadOnlyList<StoredForm> List(Scope scope) => database.Read(c => FormRows.List(c, scope).Select(r => r.ToForm()).ToList());

    /// <summary>Null where there is none or its office lies outside the scope.</summary>
    public StoredForm? Find(Scope scope, string dialogId) => database.Read(c => FindWithin(c, null, scope, dialogId));

    /// <summary>Whether an id is taken by a form anywhere, withdrawn ones too.</summary>
    public bool Exists(string dialogId) => database.Read(c => FormRows.Find(c, dialogId)) is not null;

    /// <summary>The newest first; empty where the form lies outside the scope.</summary>
    public IReadOnlyList<FormVersion> ListVersions(Scope scope, string dialogId) =>
        database.Read(c => FindWithin(c, null, scope, dialogId) is null ? [] : FormRows.ListVersions(c, dialogId).Select(r => r.ToVersion()).ToList());

    /// <summary>What became of it, the newest first, as far as a page holds it; empty where the form lies outside the scope.</summary>
    public IReadOnlyList<FormChange> ListChanges(Scope scope, string dialogId) => database.Read(c => FindWithin(c, null, scope, dialogId) is null
        ? []
        : FormRows.ListChanges(c, dialogId, MostChanges).Select(r => new FormChange(Instant.At(r.At), r.Deed, r.Before, r.After, AuditActor.Of(r.ActorId, r.ActorRole))).ToList());

    /// <summary>A new form, or a new version of one of the scope's.</summary>
    public Task<FormResult> PublishAsync(SiteVisitor visitor, FormText text, DateTimeOffset now) => database.WriteAsync((c, t) =>
    {
        if (!OfficeRows.IsWithin(c, t, ScopeOf(visitor), text.SatkerCode))
            return FormResult.Changed;
        if (FormRows.CountServed(c, t, text.SatkerCode, text.DialogId) >= MostForms)
            return FormResult.TooMany;
        if (text.Seen == 0)
            FormRows.Insert(c, t, text.DialogId, text.SatkerCode);
        if (FindWithin(c, t, ScopeOf(visitor), text.DialogId) is not { } form || form.Changes != text.Seen || form.SatkerCode != text.SatkerCode)
            return FormResult.Changed;
        var versions = FormRows.ListVersions(c, text.DialogId, t).ToList();
        if (versions.Count >= MostVersions)
            return FormResult.TooMany;
        var number = versions.Count == 0 ? 1 : versions[0].Number + 1;
        DialogVersionStore.Save(c, t, text.DialogId, text.Hash, text.Source);
        FormRows.InsertVersion(c, t, text.DialogId, new FormRows.VersionRow { Number = number, Hash = text.Hash, Replaces = text.Replaces, PublishedAt = Instant.ToColumn(now) });
        return Put(c, t, form, number, new Deed("form-published", visitor, now));
    });

    /// <summary>Puts an earlier version in force again.</summary>
    public Task<FormResult> RollBackAsync(SiteVisitor visitor, StoredForm seen, long number, DateTimeOffset now) => database.WriteAsync((c, t) =>
    {
        if (FindWithin(c, t, ScopeOf(visitor), seen.DialogId) != seen || seen.Number == number || FormRows.ListVersions(c, seen.DialogId, t).All(v => v.Number != number))
            return FormResult.Changed;
        return seen.Number is null && FormRows.CountServed(c, t, seen.SatkerCode, seen.DialogId) >= MostForms
            ? FormResult.TooMany
            : Put(c, t, seen, number, new Deed("form-rolled-back", visitor, now));
    });

    /// <summary>Nobody starts it any more; what began goes on. A dialog that ships under its id counts again.</summary>
    public Task<FormResult> WithdrawAsync(SiteVisitor visitor, StoredForm seen, DateTimeOffset now) => database.WriteAsync((c, t) =>
        FindWithin(c, t, ScopeOf(visitor), seen.DialogId) == seen && seen.Number is not null ? Put(c, t, seen, null, new Deed("form-withdrawn", visitor, now)) : FormResult.Changed);

    private sealed record Deed(string Name, SiteVisitor Visitor, DateTimeOffset At);

    private static FormResult Put(DbConnection connection, DbTransaction? transaction, StoredForm form, long? number, Deed deed)
    {
        if (!FormRows.SetNumber(connection, transaction, form.DialogId, number, form.Changes))
            return FormResult.Changed;
        var line = new AuditLine(deed.Name, form.SatkerCode, form.DialogId) { ActorId = deed.Visitor.ActorId, Before = $"{form.Number}", After = $"{number}" };
        AuditRows.Append(connection, transaction, line, Instant.ToColumn(deed.At));
        return FormResult.Done;
    }

    private static StoredForm? FindWithin(DbConnection connection, DbTransaction? transaction, Scope scope, string dialogId) =>
        FormRows.Find(connection, dialogId, transaction) is { } row && OfficeRows.IsWithin(connection, transaction, scope, row.SatkerCode) ? row.ToForm() : null;

    private static Scope ScopeOf(SiteVisitor visitor) => visitor.Scope.For(Right.ManageForms);
}
