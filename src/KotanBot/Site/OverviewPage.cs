using KotanBot.Charts;
using KotanBot.Core.Offices;
using KotanBot.Site.Summaries;
using KotanBot.Storage;
using KotanBot.Summaries;

namespace KotanBot.Site;

/// <summary>What the overview shows: the week so far, in the same facts as <c>/ringkas</c>, and how it stands among the weeks before.</summary>
/// <param name="Trend">Null while there is no week before.</param>
public sealed record OverviewModel(WeekFacts Week, ReportWeek Of, Chart Chart, Chart? Trend);

/// <summary><c>/admin</c>: how the office's week goes and what waits.</summary>
public sealed class OverviewPage(OfficeStore offices, SummaryStore summaries, ServedDefinitions definitions)
{
    /// <summary>Before the one that runs.</summary>
    private const int Weeks = 12;

    public void Map(RouteGroupBuilder site) => site.MapGet("/", Show).Needs(Right.SeeWeek);

    private IResult Show(SiteVisit visit)
    {
        var week = offices.Read(visit.Looking, visit.Now, new OfficeNeed.Week().With(definitions.Current)).Week!;
        var of = ReportWeek.Of(visit.Now, visit.Looking.Facts.UtcOffsetMinutes);
        var office = visit.Looking.Satker;
        var before = summaries.List(visit.Looking.Scope.At(office.Code), new SummaryFilter(office.Code, null, null, Weeks)).Select(s => s.Content).Where(s => SummariesPage.MaySee(visit, s)).ToList();
        var running = new WeekSummary(new OfficeName(office.Code, office.Name), of.Monday, visit.Today, week);
        var chart = new SummaryChart(definitions.Current, visit.Visitor.Language).Draw(running, before.Find(s => s.Monday == of.Before.Monday));
        return visit.Page<Overview, OverviewModel>(new OverviewModel(week, of, chart, before.Count == 0 ? null : Trend(visit, running, before)));
    }

    private static Chart Trend(SiteVisit visit, WeekSummary running, IReadOnlyList<WeekSummary> before)
    {
        var known = before.Append(running).ToDictionary(s => s.Monday, s => s.Facts);
        List<DateOnly> mondays = [.. Enumerable.Range(0, Weeks + 1).Select(w => running.Monday.AddDays(7 * (w - Weeks))).SkipWhile(m => !known.ContainsKey(m))];
        ChartLine Line(string label, Func<WeekFacts, int> count) => new(label, [.. mondays.Select(m => new LinePoint(known.TryGetValue(m, out var facts) ? count(facts) : null))]);
        var title = visit.Say("Laporan tiap minggu", "Reports of each week");
        var most = Math.Max(1, mondays.Where(known.ContainsKey).Max(m => Math.Max(known[m].Reports, known[m].NullReports)));
        return new Chart(title, LineChart.Draw(
            title, [.. mondays.Select(m => $"{m.Day}/{m.Month}")], [Line(visit.Say("Laporan", "Reports"), f => f.Reports), Line(visit.Say("Laporan nihil", "Null reports"), f => f.NullReports)], new ChartWords(visit.Visitor.Language), (0, most)));
    }
}
