using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>Where summaries get their numbers from, and at which hour of a Monday they are made.</summary>
public sealed record SummaryPlan(int Hour, WeekSource Source, ImmutableArray<Output> Outputs)
{
    /// <summary>Measures that are taken twice, each with the questionnaire that takes it.</summary>
    public ImmutableArray<(PairedChange Change, Dialog Dialog)> Changes { get; init; } = [];
}

/// <summary>A week of an office that is over and has no summary. <paramref name="Tell"/>: people hear of it; else it comes too late for that.</summary>
public sealed record DueSummary(OfficeName Satker, int UtcOffsetMinutes, ReportWeek Week, bool Tell);

/// <summary>Which summaries, and where in their order a page begins. Null does not restrict.</summary>
public sealed record SummaryFilter(string? SatkerCode, ReportWeek? Week, SummaryPlace? After, int Limit);

/// <summary>The last one of a page.</summary>
public sealed record SummaryPlace(string SatkerCode, ReportWeek Week);

/// <summary>
/// The weekly summaries. A row names office and week, so neither a restart nor a clock that jumps makes one twice; and what is due is whatever row is missing, so
/// none is skipped. The week that ended last is told; what an outage left out before it is made for the archive alone.
/// </summary>
public sealed class SummaryStore(Database database, KeyRing keys)
{
    /// <summary>After a longer outage the weeks before are not made.</summary>
    private const int MostWeeks = 53;

    /// <summary>A summary is for all who review at the office: nobody's own reports are left out.</summary>
    private const string NobodysReports = "";

    /// <summary>By office, the oldest week first.</summary>
    public IReadOnlyList<DueSummary> ReadDue(SummaryPlan plan, DateTimeOffset now) => database.Read(connection => SatkerWords.Offsets.SelectMany(zone =>
    {
        var (newest, tell) = NewestDue(plan, now, zone);
        return SummaryRows.ReadDue(connection, newest, zone, Instant.ToColumn(now))
            .SelectMany(o => Weeks(o.Last is { } last ? ReportWeek.Parse(last) : null, newest).Select(w => new DueSummary(new OfficeName(o.Code, o.Name), zone, w, tell && w == newest)));
    }).ToList());

    /// <summary>Reads the numbers, then keeps them with the word to the office's admins in one transaction. False when somebody made it meanwhile.</summary>
    public async Task<bool> MakeAsync(DueSummary due, SummaryPlan plan, DateTimeOffset now)
    {
        var summary = database.Read(c => Compose(c, due, plan, now));
        return await database.WriteAsync((c, t) => new SummaryWriter(c, t, keys).Save(summary, due.Tell, now));
    }

    /// <summary>All of an office within the scope, the newest first.</summary>
    public IReadOnlyList<StoredSummary> List(Scope scope, string satkerCode) => database.Read(c => SummaryRows.List(c, scope, satkerCode, null, int.MaxValue));

    /// <summary>By office, the newest first.</summary>
    public IReadOnlyList<StoredSummary> List(Scope scope, SummaryFilter filter) => database.Read(c => SummaryRows.ListAll(c, scope, filter));

    /// <summary>Those of the weeks that a year counts (ISO 8601), the newest first.</summary>
    public IReadOnlyList<StoredSummary> ListYear(Scope scope, string satkerCode, int year) => database.Read(c => SummaryRows.ListYear(c, scope, satkerCode, year));

    /// <summary>The years with any summary of an office within the scope, the newest first.</summary>
    public IReadOnlyList<int> ReadYears(Scope scope, string satkerCode) => database.Read(c => SummaryRows.ReadYears(c, scope, satkerCode));

    /// <summary>Null where there is none within the scope.</summary>
    public StoredSummary? Find(Scope scope, string satkerCode, ReportWeek week) => database.Read(c => SummaryRows.Find(c, scope, satkerCode, week.Name));

    /// <summary>The last week whose Monday of summaries has come, and whether there is still time to tell it before the next one.</summary>
    private static (ReportWeek Week, bool Tell) NewestDue(SummaryPlan plan, DateTimeOffset now, int zone)
    {
        var current = ReportWeek.Of(now, zone);
        return now >= current.BeginsAt(zone).AddHours(plan.Hour)
            ? (current.Before, QuietHours.NextLoud(now, zone) < current.After.BeginsAt(zone))
            : (current.Before.Before, false);
    }

    private static IEnumerable<ReportWeek> Weeks(ReportWeek? last, ReportWeek newest)
    {
        var week = last?.After ?? newest;
        if (week.Monday < newest.Monday.AddDays(-7 * MostWeeks))
            week = new ReportWeek(newest.Monday.AddDays(-7 * MostWeeks));
        for (; week.Monday <= newest.Monday; week = week.After)
            yield return week;
    }

    private WeekSummary Compose(System.Data.Common.DbConnection connection, DueSummary due, SummaryPlan plan, DateTimeOffset now)
    {
        var scope = Scope.Server.At(due.Satker.Code);
        var reader = new WeekReader(connection, scope, due.Satker.Code);
        var facts = reader.Read(plan.Source, plan.Outputs, due.Week, due.Week.Monday.AddDays(6).Year, ReviewRows.CountWaiting(connection, scope, NobodysReports));
        facts = reader.WithLembaga(facts, plan.Source, due.Week);
        return new WeekSummary(due.Satker, due.Week.Monday, DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromMinutes(due.UtcOffsetMinutes)).DateTime), facts)
        {
            Kawasan = SummaryRows.ReadKawasan(connection, scope, due.Week),
            Unclear = SummaryRows.ReadUnclear(connection, scope, due.Week),
            Indices = ReadIndices(connection, scope, due),
            Changes = [.. plan.Changes.Select(c => ReadChange(connection, scope, c, due)).OfType<ChangeFigures>()],
            Moved = SummaryRows.Find(connection, scope, due.Satker.Code, due.Week.Before.Name) is { } before ? Difference(before.Content.Facts, reader.Recount(plan.Source, due.Week.Before)) : null,
        };
    }

    /// <summary>What stood at the end of the week. Readings of lembaga are counted only, and those of offices below are not even read.</summary>
    private SummaryIndices? ReadIndices(System.Data.Common.DbConnection connection, Scope scope, DueSummary due)
    {
        var filter = new IndexFilter(due.Satker.Code) { Week = due.Week.Name, Period = due.Week.Monday.AddDays(6).Year.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        var names = new IndexUnitNames(connection, keys);
        IndexReading Named(IndexReading reading) => reading.Unit.Kind == IndexUnitKind.Lembaga ? reading : reading with { Unit = reading.Unit with { Name = names.Of(reading.Unit) } };
        List<IndexReading> Read(IndexFilter wanted) => [.. IndexReadingRows.Latest(connection, scope, wanted).Select(r => Named(r.Reading))];
        var below = Read(filter with { Kind = IndexUnitKind.Satker }).Concat(Read(filter with { Kind = IndexUnitKind.Region })).Where(r => r.Unit.Satker != due.Satker.Code).ToList();
        return SummaryIndices.Of(Read(filter with { WithBelow = false }), below, RegisterRows.ReadStanding(connection, due.Satker.Code));
    }

    private static ChangeFigures? ReadChange(System.Data.Common.DbConnection connection, Scope scope, (PairedChange Change, Dialog Dialog) measured, DueSummary due)
    {
        var offset = TimeSpan.FromMinutes(due.UtcOffsetMinutes);
        var (from, to) = (new DateTimeOffset(due.Week.Monday.AddDays(6).Year, 1, 1, 0, 0, 0, offset), due.Week.After.BeginsAt(due.UtcOffsetMinutes));
        return ChangeFigures.Of(measured.Change, ChangeRows.Read(connection, scope, measured.Change, measured.Dialog, to), from, to);
    }

    private static SummaryMove? Difference(WeekFacts told, SummaryMove now)
    {
        var moved = new SummaryMove(
            now.Reports - told.Reports, now.NullReports - told.NullReports, now.Verified - told.Verified, now.Rejected - told.Rejected, now.People - told.People);
        return moved == SummaryMove.Nothing ? null : moved;
    }
}
