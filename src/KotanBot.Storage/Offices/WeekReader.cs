using System.Collections.Immutable;
using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Reads the week so far of the asker's office and all below it that lie in the scope.</summary>
internal sealed class WeekReader(DbConnection connection, Asker asker)
{
    public WeekFacts Read(OfficeNeed.Week need)
    {
        var scope = asker.Scope.For(Right.SeeWeek);
        var own = asker.Facts.Satker?.Code ?? "";
        var (source, week) = (need.Source, ReportWeek.Of(asker.Now, asker.Facts.UtcOffsetMinutes));
        var dialogs = ReportedRows.Listed([source.Report, source.NullReport]);
        var sent = WeekRows.CountSent(connection, scope, week, dialogs).ToList();
        var said = WeekRows.CountSaid(connection, scope, week, dialogs, ReportedRows.Listed([source.Kind, source.Funding, source.Reason, .. source.People])).ToList();
        var coverage = scope.Root is null or "" ? [] : SatkerAreaRows.ReadCoverage(connection, own);
        var reports = sent.Where(s => s.DialogId == source.Report).ToList();
        return new WeekFacts(
            Total(reports),
            Total(sent.Where(s => s.DialogId == source.NullReport)),
            said.Where(s => s.DialogId == source.Report && source.People.Contains(s.StepId)).Sum(s => (decimal)s.Sum),
            ReviewRows.CountWaiting(connection, asker.Scope.For(Right.ReviewReports), asker.PersonId))
        {
            Kinds = Chosen(said, source.Report, source.Kind),
            Funding = Chosen(said, source.Report, source.Funding),
            Reasons = Chosen(said, source.NullReport, source.Reason),
            Lingkungan = Largest(reports.GroupBy(s => s.Lingkungan).Select(g => new KeyCount(g.Key, Total(g)))),
            Offices = [.. OverdueRows.CountOffices(connection, scope, week, dialogs).Select(o => OfficeOf(o, sent, source))],
            Targets = TargetRows.ReadTargeted(connection, new TargetPlace(own, asker.Now.ToOffset(TimeSpan.FromMinutes(asker.Facts.UtcOffsetMinutes)).Year), need.Outputs),
            Regions = coverage.Count,
            RegionsWithoutOffice = coverage.Count(r => !r.HasOwnOffice),
        };
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
