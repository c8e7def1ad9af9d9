using System.Collections.Immutable;
using System.Data.Common;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>Which reports of an office and those below it: sent in [From, To), of these dialogs, and what else is not null.</summary>
public sealed record ReportFilter(ImmutableArray<string> Dialogs)
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public ReviewState? Review { get; init; }

    public string? Lingkungan { get; init; }

    public bool WithPhotos { get; init; }
}

/// <summary>Where a page of reports ended: the next one begins with what was sent before it.</summary>
public sealed record ReportPlace(DateTimeOffset SentAt, string Id);

/// <summary>A sent report, opened as far as its reporter's key still exists. <paramref name="Review"/> is null for what no office looks over.</summary>
public sealed record OfficeReport(WaitingReport Report, ReviewState? Review, string? SatkerCode, string? Lingkungan);

/// <summary>A page of reports; <paramref name="Next"/> is null after the last one.</summary>
public sealed record ReportPage(ImmutableArray<OfficeReport> Reports, ReportPlace? Next);

/// <summary>What was done to a report after it was sent. <paramref name="Note"/> is what its reporter was told, null where nothing was or its writer is gone.</summary>
public sealed record ReportDeed(DateTimeOffset At, string Deed, AuditActor Actor, string? Note);

/// <summary>One report with all that the office may know of it.</summary>
public sealed record ReportDetail(OfficeReport Report, ImmutableArray<ReportDeed> Deeds, ImmutableArray<AnswerChange> Changes, ImmutableArray<ReportPhoto> Photos)
{
    /// <summary>Others that may tell of the same event.</summary>
    public ImmutableArray<TwinReport> Twins { get; init; } = [];
}

/// <summary>How far a photo of a report is.</summary>
public enum PhotoState
{
    Kept,
    Expected,
    Lost,

    /// <summary>It was erased, or taken back.</summary>
    Gone,
}

/// <summary>A photo that a report names, in the order of sending.</summary>
public sealed record ReportPhoto(string Id, PhotoState State, bool HasThumbnail, bool IsPicture);

/// <summary>The reports of offices as those who look after them read them, whatever became of them.</summary>
public sealed class ReportStore(Database database, KeyRing keys)
{
    /// <summary>The newest first. Each office's own newest are read, as far as they are newer than what was found so far, so that no page reads a year.</summary>
    public ReportPage List(Scope scope, ReportFilter filter, ReportPlace? after, int limit) => database.Read(connection =>
    {
        var newest = new List<ReportRows.Place>();
        foreach (var office in ReportRows.ListOffices(connection, scope))
        {
            var floor = newest.Count > limit ? newest[^1].SubmittedAt : 0;
            newest = [.. newest.Concat(ReportRows.ReadPlaces(connection, office, filter, after, floor, limit + 1)).OrderByDescending(p => p.SubmittedAt).ThenByDescending(p => p.Id, StringComparer.Ordinal).Take(limit + 1)];
        }

        var reports = newest.Take(limit).Select(p => ReportRows.Find(connection, p.Id)).OfType<ReportRows.Row>().Select(r => Open(connection, r)).ToImmutableArray();
        return new ReportPage(reports, newest.Count > limit ? new ReportPlace(Instant.At(newest[limit - 1].SubmittedAt), newest[limit - 1].Id) : null);
    });

    /// <summary>Those of these dialogs whose number begins so, the newest first.</summary>
    public ImmutableArray<OfficeReport> FindNumbered(Scope scope, ImmutableArray<string> dialogs, string number, int limit) => database.Read(connection =>
        ReportRows.FindNumbered(connection, scope, dialogs, number, limit).Select(r => Open(connection, r)).ToImmutableArray());

    /// <summary>Null where it does not exist, was not sent, or lies outside the scope.</summary>
    /// <param name="scope">Whose reports may be read.</param>
    /// <param name="id">Which one.</param>
    /// <param name="dialogs">What counts as a report.</param>
    /// <param name="events">What tells that two reports may be of one event.</param>
    public ReportDetail? Find(Scope scope, string id, ImmutableArray<string> dialogs, ImmutableArray<EventSteps> events) => database.Read(connection =>
    {
        if (ReportRows.FindWithin(connection, scope, dialogs, id) is not { } row)
            return null;
        var report = Open(connection, row);
        var changes = AnswerRows.ReadChanges(connection, id, row.PersonId is { } person ? keys.Find(connection, person) : null);
        var photos = report.Report.Answers.Select(a => a.Value).OfType<AnswerValue.Photos>().SelectMany(p => p.Ids).Select(photo => ReportRows.ReadPhoto(connection, photo));
        return new ReportDetail(report, [.. AuditRows.ReadOf(connection, id).Select(r => DeedOf(connection, r))], [.. changes], [.. photos])
        {
            Twins = events.FirstOrDefault(e => e.Dialog == row.DialogId) is { } steps && report.Review is not null
                ? DuplicateRows.Find(connection, keys, scope, report.Report, row.PersonId, steps)
                : [],
        };
    });

    private OfficeReport Open(DbConnection connection, ReportRows.Row row) =>
        new(ReviewRows.Open(connection, keys, row), row.Review.Length == 0 ? null : ReviewRows.Parse(row.Review), row.SatkerCode, row.Lingkungan);

    private ReportDeed DeedOf(DbConnection connection, AuditRows.Noted row)
    {
        var note = row is { NoteCipher: { } cipher, ActorId: { } actor } ? keys.Find(connection, actor)?.Open(cipher, AuditRows.NotePlace(row.Id)) : null;
        return new ReportDeed(Instant.At(row.At), row.Deed, AuditActor.Of(row.ActorId, row.ActorRole), note);
    }
}
