using System.Globalization;
using System.Text.RegularExpressions;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using KotanBot.Tests.Repository;

namespace KotanBot.Tests.Offices;

/// <summary>The offices of dialogs/wilayah/satker.csv, as a new database has them.</summary>
public sealed class ShippedSatkerTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    private WritableStores _opened = null!;

    private SatkerStore Satkers => _opened.Stores.Satkers;

    public async ValueTask InitializeAsync() => _opened = (await WritableStores.TryOpenAsync(DataFolder.Open(_folder.Data), ShippedFiles.Dialogs))!;

    public async ValueTask DisposeAsync()
    {
        await _opened.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void One_centre_34_bnnp_and_173_bnnk_stand_in_a_tree()
    {
        var satkers = Satkers.List();
        var parents = satkers.ToDictionary(s => s.Code, s => s.ParentCode);

        Assert.Equal((1, 34, 173), (Of(SatkerLevel.Pusat), Of(SatkerLevel.Bnnp), Of(SatkerLevel.Bnnk)));
        Assert.Equal(satkers.Select(s => s.Code), Satkers.ReadSubtree("BNN"));
        Assert.All(satkers.Where(s => s.Level == SatkerLevel.Bnnp), s => Assert.Equal("BNN", s.ParentCode));
        Assert.All(satkers.Where(s => s.Level == SatkerLevel.Bnnk), s => Assert.Equal("BNN", parents[s.ParentCode!]));
        Assert.All(satkers, s => Assert.Equal(s.Level == SatkerLevel.Pusat ? "BNN" : $"{(s.Level == SatkerLevel.Bnnp ? "BNNP" : "BNNK")}-{s.RegionCode}", s.Code));
        Assert.Equal(satkers.Count, satkers.Select(s => s.Name).Distinct().Count());

        int Of(SatkerLevel level) => satkers.Count(s => s.Level == level);
    }

    [Fact]
    public void Every_office_is_named_after_the_region_it_sits_in()
    {
        var misnamed = Satkers.List().Where(s => s.RegionCode is not null && Plain(_opened.Stores.Regions.Find(s.RegionCode)!.Name) != Plain(s.Name)).Select(s => s.Name);

        Assert.Empty(misnamed);

        static string Plain(string name) => Regex.Replace(Regex.Replace(name.ToUpperInvariant(), "^(BNNP|BNNK|BNN|KABUPATEN ADMINISTRASI|KABUPATEN|KOTA ADMINISTRASI|KOTA) (KOTA )?", ""), "[^A-Z]", "");
    }

    [Fact]
    public void Every_office_has_the_clock_of_its_province()
    {
        Assert.All(Satkers.List(), s =>
        {
            var province = int.Parse((s.RegionCode ?? "31")[..2], CultureInfo.InvariantCulture);
            var zone = province is < 50 or 61 or 62 ? "WIB" : province < 80 ? "WITA" : "WIT";
            Assert.Equal((zone, zone switch { "WIB" => 420, "WITA" => 480, _ => 540 }), (s.Zone, s.UtcOffsetMinutes));
        });
    }

    [Fact]
    public void All_514_kab_kota_are_served_once_and_173_have_a_bnnk_of_their_own()
    {
        var coverage = Satkers.ReadCoverage();
        var known = Satkers.List().ToDictionary(s => s.Code);

        Assert.Equal(_opened.Stores.Regions.List("regency").Select(r => r.Code), coverage.Select(r => r.RegionCode).Order(StringComparer.Ordinal));
        Assert.Equal(514, coverage.Count);
        Assert.Equal(173, coverage.Count(r => r.HasOwnOffice));
        Assert.All(coverage, r => Assert.Equal(SatkerLevel.Bnnp, known[r.BnnpCode].Level));
        Assert.All(coverage, r => Assert.Equal(r.SatkerCode, Satkers.FindServing(r.RegionCode)!.Code));
        Assert.Equal(coverage.Count, Satkers.List().Where(s => s.Level == SatkerLevel.Bnnp).Sum(s => Satkers.ReadCoverage(s.Code).Count));
    }

    [Theory]
    [InlineData("91.71", "BNNP-91")]
    [InlineData("93.01", "BNNP-91")]
    [InlineData("94.04", "BNNK-94.04")]
    [InlineData("94.01", "BNNP-91")]
    [InlineData("95.01", "BNNP-91")]
    [InlineData("92.02", "BNNP-92")]
    [InlineData("96.71", "BNNP-92")]
    [InlineData("51.03", "BNNK-51.03")]
    [InlineData("32.09", "BNNP-32")]
    [InlineData("32.74", "BNNK-32.74")]
    public void The_provinces_founded_in_2022_are_served_from_the_old_ones(string region, string satker) => Assert.Equal(satker, Satkers.FindServing(region)!.Code);

    [Fact]
    public async Task The_five_offices_of_a_folder_without_the_file_are_the_same_there()
    {
        using var other = new TempFolder();
        await using var stores = await Stores.OpenAsync(DataFolder.Open(other.Data));
        await Seeds.EnsureAsync(stores.Database, null);

        var five = stores.Satkers.List();
        Assert.Equal(5, five.Count);
        Assert.All(five, s => Assert.Equal(Shown(s), Shown(Satkers.Find(s.Code)!)));

        static string Shown(Satker s) => $"{s.Name}|{s.Level}|{s.ParentCode}|{s.RegionCode}|{s.Zone}|{s.UtcOffsetMinutes}|{string.Join(' ', s.Areas)}";
    }

    [Fact]
    public void The_documents_say_how_sure_the_list_is()
    {
        var rows = File.ReadAllLines(Docs.PathOf("dialogs/wilayah/satker.csv"));
        Assert.StartsWith("code,name,level,parent,regions,timezone,certainty,source", rows[0], StringComparison.Ordinal);
        Assert.All(rows, r => Assert.Equal(8, r.Split(',').Length));
        Assert.All(rows, r => Assert.NotEqual("", r.Split(',')[^1]));

        var (told, counts) = (Docs.Read("dialogs/wilayah/ATTRIBUTION.md"), Satkers.List().CountBy(s => s.Certainty!.Value).ToDictionary());
        foreach (var (certainty, count) in counts)
            Assert.Contains($"| `{SatkerWords.Of(certainty)}` | {count} |", told);
        Assert.Contains(
            $"{counts[Certainty.Sure]} of its {rows.Length - 1} rows are sure, {counts[Certainty.Likely]} likely, {counts[Certainty.Unsure]} unsure",
            Docs.Read("docs/operations.md").ReplaceLineEndings(" "));
    }
}
