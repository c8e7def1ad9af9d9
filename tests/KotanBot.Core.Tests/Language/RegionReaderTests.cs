using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

public sealed class RegionReaderTests(RegionData data) : IClassFixture<RegionData>
{
    [Theory]
    [InlineData("53.14", "53.14")]
    [InlineData("5314", "53.14")]
    [InlineData("19.02.01", "19.02.01")]
    [InlineData("190201", "19.02.01")]
    [InlineData("53.14.01.2001", "53.14.01")]
    [InlineData("NTT", "53")]
    [InlineData("ntb", "52")]
    [InlineData("Jabar", "32")]
    [InlineData("Nusa Tenggara Timur", "53")]
    [InlineData("prov. NTT", "53")]
    [InlineData("DKI", "31")]
    [InlineData("DKI Jakarta", "31")]
    [InlineData("Babel", "19")]
    [InlineData("DIY", "34")]
    [InlineData("DI Yogyakarta", "34")]
    [InlineData("Daerah Istimewa Yogyakarta", "34")]
    [InlineData("Sumatra Utara", "12")]
    [InlineData("Kota Kupang", "53.71")]
    [InlineData("kota kupang", "53.71")]
    [InlineData("Kab. Kupang", "53.01")]
    [InlineData("kabupaten kupang", "53.01")]
    [InlineData("Kab Belitung", "19.02")]
    [InlineData("kabupaten belitung", "19.02")]
    [InlineData("belitong", "19.02")]
    [InlineData("Belitung Timur", "19.06")]
    [InlineData("beltim", "19.06")]
    [InlineData("rote", "53.14")]
    [InlineData("Rote Ndao", "53.14")]
    [InlineData("rote ndau", "53.14")]
    [InlineData("kab rote ndaoo", "53.14")]
    [InlineData("Kota Jogja", "34.71")]
    [InlineData("jaksel", "31.74")]
    [InlineData("Kota Adm. Jakarta Barat", "31.73")]
    [InlineData("jakarta barat", "31.73")]
    [InlineData("kec. Lobalain", "53.14.03")]
    [InlineData("kecamatan lobalain", "53.14.03")]
    [InlineData("Lobalain", "53.14.03")]
    [InlineData("lobalian", "53.14.03")]
    [InlineData("saya di Lobalain", "53.14.03")]
    [InlineData("Tanjungpandan", "19.02.01")]
    [InlineData("Tanjung Pandan", "19.02.01")]
    [InlineData("Tj. Pandan", "19.02.01")]
    [InlineData("tanjung pndan", "19.02.01")]
    [InlineData("Kec. Lobalain, Kab. Rote Ndao", "53.14.03")]
    [InlineData("lobalain rote ndao", "53.14.03")]
    [InlineData("kec lobalain kab rote ndao", "53.14.03")]
    [InlineData("Lobalain, NTT", "53.14.03")]
    [InlineData("NTT, Rote Ndao, Lobalain", "53.14.03")]
    [InlineData("Desa Kuli, Kec. Lobalain, Kab. Rote Ndao", "53.14.03")]
    [InlineData("Badau, Belitung", "19.02.05")]
    [InlineData("Kota Bahagia", "11.01.17")]
    public void Finds_the_region_that_is_meant(string text, string code)
    {
        var expected = data.Index.Find(code);
        Assert.Equal(new RegionReading.One(expected!), RegionReader.Read(text, data.Index));
    }

    [Theory]
    [InlineData("Kupang", RegionLevel.Regency, null, "53.01 53.71")]
    [InlineData("Kupang", RegionLevel.Regency, "53.71", "53.71 53.01")]
    [InlineData("kupng", RegionLevel.Regency, null, "53.01 53.71")]
    [InlineData("Bandung", RegionLevel.Regency, null, "32.04 32.73")]
    [InlineData("Gorontalo", RegionLevel.Regency, null, "75 75.01 75.71")]
    [InlineData("jogja", RegionLevel.Regency, null, "34 34.71")]
    [InlineData("jakarta selatan atau barat", RegionLevel.Regency, null, null)]
    public void Asks_back_between_homonyms_the_nearest_first(string text, RegionLevel to, string? near, string? codes)
    {
        var reading = RegionReader.Read(text, data.Index, RegionLevel.Province, to, near);
        if (codes is null) Assert.IsNotType<RegionReading.One>(reading);
        else Assert.Equal(codes, string.Join(' ', Assert.IsType<RegionReading.AskBack>(reading).Candidates.Select(r => r.Code)));
    }

    [Fact]
    public void The_own_region_settles_homonyms_of_one_kind_only()
    {
        var homonyms = data.Index.Regions.Where(r => r is { Level: RegionLevel.District, Name: "Kelapa Lima" or "Alak" or "Sukamaju" or "Sukajadi" or "Padang" })
            .GroupBy(r => r.Name).First(g => g.Count() > 1);
        var own = homonyms.Last();
        Assert.IsType<RegionReading.AskBack>(RegionReader.Read(own.Name, data.Index, RegionLevel.District));
        Assert.Equal(new RegionReading.One(own), RegionReader.Read(own.Name, data.Index, RegionLevel.District, near: own.ParentCode));
    }

    [Fact]
    public void Asks_back_at_most_six()
    {
        foreach (var text in (string[])["jakarta", "sungai", "tanjung", "suka", "padang"])
        {
            if (RegionReader.Read(text, data.Index) is RegionReading.AskBack ask) Assert.InRange(ask.Candidates.Length, 2, 6);
        }
        Assert.Equal(5, Assert.IsType<RegionReading.AskBack>(
            RegionReader.Read("jakarta", data.Index, RegionLevel.Regency, RegionLevel.Regency)).Candidates.Count(r => r.Name.StartsWith("Kota Adm.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_finer_region_counts_as_the_wanted_one_that_contains_it() =>
        Assert.Equal(
            new RegionReading.One(data.Index.Find("53.14")!),
            RegionReader.Read("Kec. Lobalain", data.Index, RegionLevel.Regency, RegionLevel.Regency));

    [Fact]
    public void A_wider_region_offers_what_is_inside()
    {
        var none = Assert.IsType<RegionReading.None>(RegionReader.Read("Kab. Belitung", data.Index, RegionLevel.District));
        Assert.All(none.Suggestions, r => Assert.StartsWith("19.02.", r.Code, StringComparison.Ordinal));
        Assert.NotEmpty(none.Suggestions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("99.99")]
    [InlineData("utara")]
    [InlineData("😀")]
    [InlineData("xqzwv")]
    [InlineData("saya tidak tahu")]
    [InlineData("Lobalain, Belitung")]
    public void Finds_none_when_nothing_fits(string text) => Assert.IsType<RegionReading.None>(RegionReader.Read(text, data.Index));

    [Fact]
    public void Every_region_is_found_by_its_own_code_and_by_its_full_path()
    {
        Assert.Equal(38 + 514 + 7_277, data.Index.Regions.Length);
        foreach (var region in data.Index.Regions)
        {
            var expected = new RegionReading.One(region);
            Assert.Equal(expected, RegionReader.Read(region.Code, data.Index));
            Assert.Equal(expected, RegionReader.Read(region.Code.Replace(".", "", StringComparison.Ordinal), data.Index));
            var path = data.Index.Path(region.Code);
            if (RegionReader.Read(path, data.Index, region.Level, region.Level) != expected) Assert.Fail($"{region.Code}: {path}");
        }
    }

    [Fact]
    public void Every_alias_leads_to_its_region()
    {
        foreach (var alias in Regions.ParseAliases(RegionData.Text("aliases.csv")))
        {
            var region = data.Index.Find(alias.Code);
            Assert.NotNull(region);
            var reading = RegionReader.Read(alias.Alias, data.Index, RegionLevel.Province, RegionLevel.Regency);
            var found = reading switch
            {
                RegionReading.One one => [one.Region],
                RegionReading.AskBack ask => ask.Candidates,
                _ => [],
            };
            Assert.True(found.Contains(region), alias.Alias);
        }
    }

    [Theory]
    [InlineData("53.14.03", "Kec. Lobalain, Kab. Rote Ndao, Nusa Tenggara Timur")]
    [InlineData("31.73", "Kota Adm. Jakarta Barat, DKI Jakarta")]
    [InlineData("31.01", "Kab. Adm. Kepulauan Seribu, DKI Jakarta")]
    [InlineData("34.71", "Kota Yogyakarta, DI Yogyakarta")]
    [InlineData("19.02", "Kab. Belitung, Kepulauan Bangka Belitung")]
    [InlineData("00", "")]
    public void Writes_names_for_people(string code, string expected) => Assert.Equal(expected, data.Index.Path(code));

    [Fact]
    public void Names_the_line_of_a_broken_list() =>
        Assert.Contains("line 3", Assert.Throws<FormatException>(() => Regions.ParseCsv("code,name\n11,ACEH\n12\n")).Message, StringComparison.Ordinal);
}
