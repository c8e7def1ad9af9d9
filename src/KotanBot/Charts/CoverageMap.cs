using System.Collections.Immutable;
using System.Text;

namespace KotanBot.Charts;

/// <summary>What a kab/kota has.</summary>
public enum RegionCoverage
{
    /// <summary>A BNNK of its own, and reports.</summary>
    OwnWithReports,

    /// <summary>A BNNK of its own, and no reports.</summary>
    OwnWithout,

    /// <summary>No BNNK of its own, yet reports: of the BNNP or of a neighbour that serves it.</summary>
    ServedWithReports,

    /// <summary>Neither.</summary>
    Nothing,
}

/// <summary>A kab/kota on the map, by codes such as 53.14 and 53.</summary>
public sealed record CoveredRegion(string Code, string Province, RegionCoverage Coverage);

/// <summary>A province in numbers, for the words of the map and for the table beside it.</summary>
public sealed record ProvinceCoverage(string Province, string Name, int OwnWithReports, int OwnWithout, int ServedWithReports, int Nothing)
{
    public int Regions => OwnWithReports + OwnWithout + ServedWithReports + Nothing;

    public int Of(RegionCoverage coverage) => coverage switch
    {
        RegionCoverage.OwnWithReports => OwnWithReports,
        RegionCoverage.OwnWithout => OwnWithout,
        RegionCoverage.ServedWithReports => ServedWithReports,
        RegionCoverage.Nothing => Nothing,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>
/// Kab/kota as a map of tiles: a block for each province, roughly where the province lies (<c>dialogs/wilayah/tiles.csv</c>), and in it a mark for each of its
/// kab/kota. The marks differ in shape: a disc, a ring, a diamond, a point. Only the provinces that have regions here are drawn.
/// </summary>
public static class CoverageMap
{
    private const int Across = 7;
    private const double LabelSize = 9;
    private const double LabelHeight = 12;
    private const double TileGap = 5;
    private const double MostPitch = 12;

    private static readonly RegionCoverage[] Kinds = Enum.GetValues<RegionCoverage>();

    /// <summary>In the order of the codes of the provinces.</summary>
    public static ImmutableArray<ProvinceCoverage> Count(IEnumerable<CoveredRegion> regions, IReadOnlyCollection<ProvinceTile> tiles) =>
    [
        .. from region in regions
           group region.Coverage by region.Province into province
           orderby province.Key
           let name = tiles.FirstOrDefault(t => t.Province == province.Key)?.Name ?? province.Key
           select new ProvinceCoverage(
               province.Key,
               name,
               province.Count(c => c == RegionCoverage.OwnWithReports),
               province.Count(c => c == RegionCoverage.OwnWithout),
               province.Count(c => c == RegionCoverage.ServedWithReports),
               province.Count(c => c == RegionCoverage.Nothing)),
    ];

    public static ChartPart Draw(string heading, IReadOnlyList<CoveredRegion> regions, IReadOnlyCollection<ProvinceTile> tiles, ChartWords words)
    {
        var canvas = new SvgCanvas();
        var y = regions.Count == 0 ? 0 : DrawTiles(canvas, regions, [.. tiles.Where(t => regions.Any(r => r.Province == t.Province))]);
        var total = Kinds.ToDictionary(k => k, k => regions.Count(r => r.Coverage == k));
        foreach (var kind in Kinds)
            y = LabelRow.DrawKey(canvas, y, $"{words.Coverage(kind)}: {ChartWords.Number(total[kind])}", (c, x, m) => c.Path(Mark(kind, x, m, 10), PaintOf(kind)));
        return new ChartPart(heading, Text(regions, tiles, words), y, canvas.ToString());
    }

    /// <summary>Returns where the next thing begins.</summary>
    private static double DrawTiles(SvgCanvas canvas, IReadOnlyList<CoveredRegion> regions, IReadOnlyList<ProvinceTile> tiles)
    {
        if (tiles.Count == 0)
            return 0;
        var (first, columns) = (tiles.Min(t => t.Column), tiles.Max(t => t.Column) - tiles.Min(t => t.Column) + 1);
        var width = LabelRow.Inner / columns;
        var pitch = Math.Min(MostPitch, (width - TileGap) / Across);
        var of = regions.OrderBy(r => r.Code, StringComparer.Ordinal).ToLookup(r => r.Province);
        var paths = Kinds.ToDictionary(k => k, _ => new StringBuilder());
        var y = 0.0;
        foreach (var row in tiles.GroupBy(t => t.Row).OrderBy(r => r.Key))
        {
            foreach (var tile in row)
            {
                var x = Chart.Margin + ((tile.Column - first) * width);
                canvas.Text(x, y + 9, columns == 1 ? tile.Name : tile.Short, LabelSize);
                foreach (var (region, i) in of[tile.Province].Select((r, i) => (r, i)))
                    paths[region.Coverage].Append(Mark(region.Coverage, x + (pitch * ((i % Across) + 0.5)), y + LabelHeight + (pitch * ((i / Across) + 0.5)), pitch));
            }
            y += LabelHeight + (pitch * row.Max(t => (of[t.Province].Count() + Across - 1) / Across)) + TileGap;
        }
        foreach (var (kind, path) in paths)
            canvas.Path(path.ToString(), PaintOf(kind));
        return y + TileGap;
    }

    private static string Mark(RegionCoverage kind, double x, double y, double pitch) => kind switch
    {
        RegionCoverage.OwnWithReports => Disc(x, y, pitch * 0.42),
        RegionCoverage.OwnWithout => Disc(x, y, (pitch * 0.42) - 0.5),
        RegionCoverage.ServedWithReports => $"M{N(x)} {N(y - (pitch * 0.5))}l{N(pitch * 0.5)} {N(pitch * 0.5)}l{N(-pitch * 0.5)} {N(pitch * 0.5)}l{N(-pitch * 0.5)} {N(-pitch * 0.5)}z",
        _ => Disc(x, y, pitch * 0.16),
    };

    private static string Disc(double x, double y, double r) => $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0z";

    private static Paint PaintOf(RegionCoverage kind) => kind switch
    {
        RegionCoverage.OwnWithReports => Paint.Main,
        RegionCoverage.OwnWithout => Paint.MainRing,
        RegionCoverage.ServedWithReports => Paint.Second,
        _ => Paint.Soft,
    };

    private static string Text(IReadOnlyList<CoveredRegion> regions, IReadOnlyCollection<ProvinceTile> tiles, ChartWords words)
    {
        if (regions.Count == 0)
            return words.NoData + ".";
        var total = string.Join(", ", Kinds.Select(k => $"{words.Coverage(k)} {ChartWords.Number(regions.Count(r => r.Coverage == k))}"));
        var provinces = Count(regions, tiles).Select(p => $"{p.Name} {string.Join(", ", Kinds.Where(k => p.Of(k) > 0).Select(k => $"{words.Coverage(k)} {ChartWords.Number(p.Of(k))}"))}");
        return $"{total}. {string.Join("; ", provinces)}.";
    }

    private static string N(double value) => SvgCanvas.Number(value);
}
