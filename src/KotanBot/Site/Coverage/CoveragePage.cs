using System.Collections.Immutable;
using KotanBot.Charts;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Coverage;

/// <summary>A kab/kota: who serves it, whether reports of the year name it, and how many respondents it has of how many.</summary>
public sealed record CoverageLine(ServedRegion Served, string Name, RegionCoverage Coverage, IndexProgress? Progress)
{
    public bool HasReports => Coverage is RegionCoverage.OwnWithReports or RegionCoverage.ServedWithReports;
}

/// <summary>The map and its numbers. <paramref name="Lines"/> are those of one province, or all where there are few.</summary>
public sealed record CoverageModel(int Year, Chart Map, ImmutableArray<ProvinceCoverage> Provinces, string? Province, ImmutableArray<CoverageLine> Lines);

/// <summary><c>/admin/coverage</c>: every kab/kota that the office and those below serve, as a map of tiles with all its numbers in a table.</summary>
public sealed class CoveragePage(SatkerStore satkers, TallyStore tallies, IndexStore indices, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/coverage";

    public const string ProvinceQuery = "prov";

    private const int LettersOfRegency = 5;

    private const int LettersOfProvince = 2;

    /// <summary>More are shown a province at a time.</summary>
    private const int MostLines = 50;

    private readonly Lazy<ImmutableArray<ProvinceTile>> _tiles = new(ProvinceTile.ReadShipped);

    public void Map(RouteGroupBuilder site) => site.MapGet("/coverage", Show).Needs(Right.SeeWeek);

    private IResult Show(SiteVisit visit)
    {
        var (scope, office, year) = (visit.Looking.Scope, visit.Looking.Satker.Code, visit.Today.Year);
        var reported = tallies.ReadPlaces(scope, office, definitions.Current.Outputs, year).Where(p => p.Length >= LettersOfRegency).Select(p => p[..LettersOfRegency]).ToHashSet();
        // Reports and respondents of offices below are not an officer's to see, so their regions are not shown as if nothing were there.
        var served = satkers.ReadCoverage(office).Where(r => scope.WithBelow || r.SatkerCode == office).ToList();
        var regions = served.Select(r => new CoveredRegion(r.RegionCode, r.RegionCode[..LettersOfProvince], CoverageOf(r, reported.Contains(r.RegionCode)))).ToList();
        var provinces = CoverageMap.Count(regions, _tiles.Value);
        var wanted = visit.Query[ProvinceQuery].ToString();
        var province = provinces.Length == 1 ? provinces[0].Province : provinces.FirstOrDefault(p => p.Province == wanted)?.Province;
        var title = visit.Say($"Wilayah layanan {year}", $"Coverage in {year}");
        var shown = regions.Where(r => province is null || provinces.Length == 1 || r.Province == province).ToList();
        var map = new Chart(title, CoverageMap.Draw(title, shown, _tiles.Value, new ChartWords(visit.Visitor.Language)));
        var listed = province is null && regions.Count > MostLines ? [] : served.Zip(regions).Where(r => province is null || r.Second.Province == province).ToList();
        var progress = listed.Count == 0 ? [] : Progress(scope, office, year);
        return visit.Page<CoverageView, CoverageModel>(new CoverageModel(
            year, map, provinces, province, [.. listed.Select(r => new CoverageLine(r.First, NameOf(r.First.RegionCode), r.Second.Coverage, progress.GetValueOrDefault(r.First.RegionCode)))]));
    }

    /// <summary>Of the index of kab/kota in that year, by region.</summary>
    private Dictionary<string, IndexProgress> Progress(Scope scope, string office, int year) => indices.Progress(scope, office, year.ToString(System.Globalization.CultureInfo.InvariantCulture))
        .Where(p => p.Index == "IKOTAN" && p.Unit.Kind == IndexUnitKind.Region).ToDictionary(p => p.Unit.Code);

    private string NameOf(string code) => definitions.Current.Regions.Path(code).Split(", ")[0];

    private static RegionCoverage CoverageOf(ServedRegion region, bool reported) => (region.HasOwnOffice, reported) switch
    {
        (true, true) => RegionCoverage.OwnWithReports,
        (true, false) => RegionCoverage.OwnWithout,
        (false, true) => RegionCoverage.ServedWithReports,
        (false, false) => RegionCoverage.Nothing,
    };
}
