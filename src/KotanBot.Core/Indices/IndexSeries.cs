using System.Collections.Immutable;

namespace KotanBot.Core.Indices;

/// <summary>Readings that may be joined by one line, the oldest first.</summary>
public sealed record IndexLine(string Index, IndexBasis Basis, ImmutableArray<string> Editions, ImmutableArray<IndexReading> Readings);

/// <summary>
/// Decides which readings may share a line. Never: another unit, another index, a draft and what was confirmed, another year (each counts anew from its January), or
/// editions of which neither says to be comparable with the other.
/// </summary>
public static class IndexSeries
{
    /// <summary>As few lines as the rules allow, in the order in which they begin.</summary>
    public static ImmutableArray<IndexLine> Lines(IEnumerable<IndexReading> readings, IndexCatalog catalog)
    {
        var lines = new List<List<IndexReading>>();
        foreach (var reading in readings.OrderBy(r => r.Week, StringComparer.Ordinal).ThenBy(r => r.Period, StringComparer.Ordinal).ThenBy(r => r.Edition, StringComparer.Ordinal))
        {
            // Comparable is not handed on from one edition to the next, so each on the line is asked; and two readings of one week are no trend.
            var line = lines.FirstOrDefault(l => l.TrueForAll(r => MayShareLine(r, reading, catalog) && r.Week != reading.Week));
            if (line is null)
                lines.Add([reading]);
            else
                line.Add(reading);
        }

        return [.. lines.Select(l => new IndexLine(l[0].Index, l[0].Basis, [.. l.Select(r => r.Edition).Distinct().Order(StringComparer.Ordinal)], [.. l]))];
    }

    public static bool MayShareLine(IndexReading one, IndexReading other, IndexCatalog catalog) =>
        one.Unit.Kind == other.Unit.Kind && one.Unit.Code == other.Unit.Code && one.Index == other.Index && one.Basis == other.Basis && one.Period == other.Period
        && (one.Edition == other.Edition || Says(one, other.Edition, catalog) || Says(other, one.Edition, catalog));

    /// <summary>An edition that is no longer there says nothing.</summary>
    private static bool Says(IndexReading reading, string edition, IndexCatalog catalog) => catalog.Find(reading.Index, reading.Edition)?.ComparableWith.Contains(edition) ?? false;
}
