using KotanBot.Charts;

namespace KotanBot.Tests.Charts;

/// <summary>The map of tiles and the places that ship for it.</summary>
public sealed class CoverageMapTests
{
    [Fact]
    public void Every_province_has_one_tile_of_its_own()
    {
        var provinces = File.ReadAllLines(Path.Combine(ShippedFiles.Dialogs, "wilayah", "provinces.csv")).Skip(1).Select(l => l.Split(',')[0]);

        Assert.Equal(provinces, ChartSamples.Tiles.Select(t => t.Province));
        Assert.Equal(38, ChartSamples.Tiles.Select(t => (t.Column, t.Row)).Distinct().Count());
        Assert.Equal(38, ChartSamples.Tiles.Select(t => t.Short).Distinct().Count());
        Assert.All(ChartSamples.Tiles, t => Assert.InRange(t.Column, 0, 7));
    }

    [Theory]
    [InlineData("11", "12")]
    [InlineData("61", "64")]
    [InlineData("76", "74")]
    [InlineData("92", "94")]
    [InlineData("36", "35")]
    public void The_west_is_on_the_left(string west, string east) => Assert.True(Tile(west).Column <= Tile(east).Column && Tile(west) != Tile(east));

    [Theory]
    [InlineData("71", "73")]
    [InlineData("65", "63")]
    [InlineData("82", "81")]
    [InlineData("91", "93")]
    [InlineData("31", "32")]
    public void The_north_is_above(string north, string south) => Assert.True(Tile(north).Row < Tile(south).Row);

    [Fact]
    public void Its_table_counts_every_region_once()
    {
        var counted = CoverageMap.Count(ChartSamples.Country, ChartSamples.Tiles);

        Assert.Equal(514, counted.Sum(p => p.Regions));
        Assert.Equal(38, counted.Length);
        Assert.Equal(ChartSamples.Country.Count(r => r.Coverage == RegionCoverage.ServedWithReports), counted.Sum(p => p.ServedWithReports));
        Assert.Equal("Aceh", counted[0].Name);
    }

    [Fact]
    public void Its_words_name_every_province_with_its_numbers()
    {
        var part = CoverageMap.Draw("Cakupan", ChartSamples.Country, ChartSamples.Tiles, ChartWords.Indonesian);

        foreach (var province in CoverageMap.Count(ChartSamples.Country, ChartSamples.Tiles))
            Assert.Contains($"{province.Name} {ChartWords.Indonesian.Coverage(RegionCoverage.OwnWithReports)} {province.OwnWithReports}", part.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_each_kind_by_a_shape_of_its_own()
    {
        var marks = Enum.GetValues<RegionCoverage>().Select(k => CoverageMap.Draw("x", [new CoveredRegion("11.01", "11", k)], ChartSamples.Tiles, ChartWords.Indonesian).Svg);

        Assert.Equal(4, marks.Select(m => System.Text.RegularExpressions.Regex.Match(m, "<path d=\"([^\"]*)\"").Groups[1].Value).Distinct().Count());
    }

    [Theory]
    [InlineData("kode,short\n")]
    [InlineData("code,short,name,column,row\n11,Aceh,Aceh,0\n")]
    public void Refuses_what_is_no_list_of_tiles(string csv) => Assert.Throws<InvalidDataException>(() => ProvinceTile.Read(csv));

    private static ProvinceTile Tile(string province) => ChartSamples.Tiles.Single(t => t.Province == province);
}
