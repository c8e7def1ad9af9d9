using System.Collections.Immutable;
using KotanBot.Charts;
using KotanBot.Core.Indices;
using KotanBot.Storage;

namespace KotanBot.Site.Indices;

/// <summary>What came of making a reading again: equal, or in which ways not.</summary>
public sealed record Recomputation(bool IsEqual, ImmutableArray<string> Words);

/// <summary>One index of one unit from one kind of data: now, over time, and how it came about.</summary>
/// <param name="Bases">The kinds of data from which this unit has readings.</param>
/// <param name="Series">All readings, the oldest first.</param>
/// <param name="Lines">The same, apart where they may not be compared.</param>
/// <param name="Again">Null where nobody asked for it.</param>
public sealed record IndexUnitModel(
    StoredReading Stored, ImmutableArray<IndexBasis> Bases, IReadOnlyList<IndexReading> Series, ImmutableArray<IndexLine> Lines, ReadingWords Words, Recomputation? Again)
{
    /// <summary>The table beside the chart holds a year.</summary>
    private const int MostRows = 53;

    public IndexReading Reading => Stored.Reading;

    public IEnumerable<IndexReading> Newest => Series.Reverse().Take(MostRows);

    /// <summary>Null while there is but one reading.</summary>
    public Chart? Trend(SiteVisit visit)
    {
        if (Series.Count < 2)
            return null;
        var weeks = Series.Select(r => r.Week).Distinct().Order(StringComparer.Ordinal).ToList();
        var title = visit.Say($"{Reading.Index} tiap minggu", $"{Reading.Index} by week");
        var lines = Lines.Select(l => new ChartLine($"{l.Readings[0].Period}, {visit.Say("edisi", "edition")} {string.Join(", ", l.Editions)}", [.. weeks.Select(w => PointOf(l.Readings.FirstOrDefault(r => r.Week == w)))]));
        return new Chart(title, LineChart.Draw(title, weeks, [.. lines], new ChartWords(visit.Visitor.Language)));
    }

    /// <summary>Null where no group is wanted.</summary>
    public Chart? Progress(SiteVisit visit)
    {
        var groups = Reading.Groups.Where(g => g.Target > 0).Select(g => new GroupProgress(Words.Group(g), g.N, g.Target!.Value)).ToList();
        var title = visit.Say("Responden tiap kelompok", "Respondents of each group");
        return groups.Count == 0 ? null : new Chart(title, ProgressChart.Draw(title, groups, new ChartWords(visit.Visitor.Language)));
    }

    public string Group(string id) => Reading.Groups.FirstOrDefault(g => g.Id == id) is { } known ? Words.Group(known) : id;

    private static LinePoint PointOf(IndexReading? reading) => new(Rounded(reading, reading?.Value), Rounded(reading, reading?.Interval?.Lower), Rounded(reading, reading?.Interval?.Upper));

    private static decimal? Rounded(IndexReading? reading, decimal? value) => value is { } known ? IndexRounding.Apply(known, reading!.Decimals) : null;
}
