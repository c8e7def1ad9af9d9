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
        var dialogs = ReportedRows.Listed([source.Report, source.NullReport]);
        var all = WeekRows.CountSent(connection, scope, week, dialogs).ToList();
        var sent = all.Where(s => !s.IsRejected).ToList();
        var said = WeekRows.CountSaid(connection, scope, week, dialogs, ReportedRows.Listed([source.Kind, source.Funding, source.Reason, .. source.People])).ToList();
        var coverage = scope.Root is null or "" ? [] : SatkerAreaRows.ReadCoverage(connection, satkerCode);
        var reports = sent.Where(s => s.DialogId == source.Report).ToList();
        var counts = Count(source, all, said);
        return new WeekFacts(counts.Reports, counts.NullReports, counts.People, waiting)
        {
            Verified = counts.Verified,
            Rejected = counts.Rejected,
            Kinds = Chosen(said, source.Report, source.Kind),
            Funding = Chosen(said, source.Report, source.Funding),
            Reasons = Chosen(said, source.NullReport, source.Reason),
            Lingkungan = Largest(reports.GroupBy(s => s.Lingkungan).Select(g => new KeyCount(g.Key, Total(g)))),
            Offices = [.. OverdueRows.CountOffices(connection, scope, week, dialogs).Select(o => OfficeOf(o, sent, source))],
            Targets = TargetRows.ReadTargeted(connection, new TargetPlace(satkerCode, year), outputs),
            Regions = coverage.Count,
            RegionsWithoutOffice = coverage.Count(r => !r.HasOwnOffice),
        };
    }

    /// <summary>With the institutions that nobody sent anything for in a week that is over.</summary>
    public WeekFacts WithLembaga(WeekFacts facts, WeekSource source, ReportWeek week)
    {
        var dialogs = ReportedRows.Listed([source.Report, source.NullReport]);
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
        var dialogs = ReportedRows.Listed([source.Report, source.NullReport]);
        return Count(source, [.. WeekRows.CountSent(connection, scope, week, dialogs)], [.. WeekRows.CountSaid(connection, scope, week, dialogs, ReportedRows.Listed(source.People))]);
    }

    private static SummaryMove Count(WeekSource source, List<WeekRows.Sent> sent, List<WeekRows.Said> said)
    {
        var reports = sent.Where(s => s.DialogId == source.Report).ToList();
        return new SummaryMove(
            Total(reports.Where(s => !s.IsRejected)),
            Total(sent.Where(s => s.DialogId == source.NullReport && !s.IsRejected)),
            Total(reports.Where(s => s.IsVerified)),
            Total(reports.Where(s => s.IsRejected)),
            said.Where(s => s.DialogId == source.Report && source.People.Contains(s.StepId)).Sum(s => (decimal)s.Sum));
    }

    private static OfficeWeek OfficeOf(OverdueRows.Office office, List<WeekRows.Sent> sent, WeekSource source) => new(
        office.ToSilence(),
        Total(sent.Where(s => s.Code == office.Code && s.DialogId == source.Report)),
        Total(sent.Where(s => s.Code == office.Code && s.DialogId == source.NullReport)));

    private static ImmutableArray<KeyCount> Chosen(List<WeekRows.Said> said, string dialog, string step) =>
        Largest(said.Where(s => s.DialogId == dialog && s.StepId == step && s.Choice is not null).Select(s => new KeyCount(s.Choice!, (int)s.Count)));

    private static ImmutableArray<KeyCount> Largest(IEnumerable<KeyCount> counts) => [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal)];

    private static int Total(IEnumerable<WeekRows.Sent> sent) => (int)sent.Sum(s => s.Count);
}
