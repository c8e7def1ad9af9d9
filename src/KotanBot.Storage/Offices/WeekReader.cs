using System.Collections.Immutable;
using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Reads a week of an office and all below it that lie in the scope, the week so far as well as one that is over.</summary>
internal sealed class WeekReader(DbConnection connection, Scope scope, string satkerCode)
{
    private const int MostLembagaNames = 8;

    /// <param name="year">Of the targets.</param>
    /// <param name="waiting">How many reports wait for who reads it.</param>
    public WeekFacts Read(WeekSource source, ImmutableArray<Output> outputs, ReportWeek week, int year, int waiting)
    {
        var dialogs = ReportedRows.Listed(source.Dialogs);
        var all = WeekRows.CountSent(connection, scope, week, dialogs).ToList();
        var sent = all.Where(s => !s.IsRejected).ToList();
        var said = WeekRows.CountSaid(connection, scope, week, dialogs, ReportedRows.Listed([source.Reason, .. source.Reports.SelectMany(r => r.Steps)])).ToList();
        var coverage = scope.Root is null or "" ? [] : SatkerAreaRows.ReadCoverage(connection, satkerCode);
        var counts = Count(source, all, said);
        return new WeekFacts(counts.Reports, counts.NullReports, counts.People, waiting)
        {
            Verified = counts.Verified,
            Rejected = counts.Rejected,
            Kinds = Kinds(source, sent, said),
            Funding = Largest(source.Reports.SelectMany(r => Chosen(said, r.Dialog, r.Funding))),
            Obstacles = Largest(source.Reports.SelectMany(r => Chosen(said, r.Dialog, r.Obstacles)).Where(o => !source.NoObstacle.Contains(o.Key))),
            Reasons = Largest(Chosen(said, source.NullReport, source.Reason)),
            Lingkungan = Largest(sent.Where(s => IsReport(source, s)).GroupBy(s => s.Lingkungan).Select(g => new KeyCount(g.Key, Total(g)))),
            Offices = [.. OverdueRows.CountOffices(connection, scope, week, dialogs).Select(o => OfficeOf(o, sent, source))],
            Targets = TargetRows.ReadTargeted(connection, new TargetPlace(satkerCode, year), outputs),
            Regions = coverage.Count,
            RegionsWithoutOffice = coverage.Count(r => !r.HasOwnOffice),
        };
    }

    /// <summary>With the institutions that nobody sent anything for in a week that is over.</summary>
    public WeekFacts WithLembaga(WeekFacts facts, WeekSource source, ReportWeek week)
    {
        var dialogs = ReportedRows.Listed(source.Dialogs);
        var counted = LembagaWeekRows.Count(connection, scope, week, dialogs);
        return facts with
        {
            Lembaga = (int)counted.Whole,
            SilentLembaga = (int)counted.Silent,
            SilentLembagaNames = counted.Silent == 0 ? [] : LembagaWeekRows.ReadSilent(connection, scope, week, dialogs, MostLembagaNames),
        };
    }

    /// <summary>How much a week counts now, whatever its summary told.</summary>
    public SummaryMove Recount(WeekSource source, ReportWeek week)
    {
        var dialogs = ReportedRows.Listed(source.Dialogs);
        var people = ReportedRows.Listed(source.Reports.SelectMany(r => r.People));
        return Count(source, [.. WeekRows.CountSent(connection, scope, week, dialogs)], [.. WeekRows.CountSaid(connection, scope, week, dialogs, people)]);
    }

    private static SummaryMove Count(WeekSource source, List<WeekRows.Sent> sent, List<WeekRows.Said> said)
    {
        var reports = sent.Where(s => IsReport(source, s)).ToList();
        return new SummaryMove(
            Total(reports.Where(s => !s.IsRejected)),
            Total(sent.Where(s => s.DialogId == source.NullReport && !s.IsRejected)),
            Total(reports.Where(s => s.IsVerified)),
            Total(reports.Where(s => s.IsRejected)),
            said.Where(s => source.Find(s.DialogId)?.People.Contains(s.StepId) == true).Sum(s => (decimal)s.Sum));
    }

    private static OfficeWeek OfficeOf(OverdueRows.Office office, List<WeekRows.Sent> sent, WeekSource source) => new(
        office.ToSilence(),
        Total(sent.Where(s => s.Code == office.Code && IsReport(source, s))),
        Total(sent.Where(s => s.Code == office.Code && s.DialogId == source.NullReport)));

    private static bool IsReport(WeekSource source, WeekRows.Sent sent) => source.Find(sent.DialogId) is not null;

    /// <summary>As the report says, or as its form is.</summary>
    private static ImmutableArray<KeyCount> Kinds(WeekSource source, List<WeekRows.Sent> sent, List<WeekRows.Said> said) => Largest(source.Reports.SelectMany(r =>
        r.KindIs is { } kind ? [new KeyCount(kind, Total(sent.Where(s => s.DialogId == r.Dialog)))] : Chosen(said, r.Dialog, r.Kind)));

    private static IEnumerable<KeyCount> Chosen(List<WeekRows.Said> said, string dialog, string? step) =>
        said.Where(s => s.DialogId == dialog && s.StepId == step && s.Choice is not null).Select(s => new KeyCount(s.Choice!, (int)s.Count));

    /// <summary>By key, the most common first; without those that nobody chose.</summary>
    private static ImmutableArray<KeyCount> Largest(IEnumerable<KeyCount> counts) =>
    [
        .. counts.GroupBy(c => c.Key).Select(g => new KeyCount(g.Key, g.Sum(c => c.Count))).Where(c => c.Count > 0)
            .OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal),
    ];

    private static int Total(IEnumerable<WeekRows.Sent> sent) => (int)sent.Sum(s => s.Count);
}
