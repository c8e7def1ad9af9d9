using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public abstract class SatkerConformance : StoreConformance
{
    private static readonly RegionTexts Regions = new(
        "code,name\n19,KEPULAUAN BANGKA BELITUNG\n53,NUSA TENGGARA TIMUR\n91,PAPUA\n",
        "code,province_code,name\n19.02,19,KABUPATEN BELITUNG\n19.06,19,KABUPATEN BELITUNG TIMUR\n53.14,53,KABUPATEN ROTE NDAO\n53.15,53,KABUPATEN MANGGARAI BARAT\n91.03,91,KABUPATEN JAYAPURA\n",
        "code,regency_code,name\n53.14.03,53.14,Lobalain\n");

    [Fact]
    public async Task A_region_is_served_by_its_bnnk_else_by_the_bnnp_of_its_province_else_by_the_centre()
    {
        await Seeds.EnsureAsync(Stores.Database, Regions);

        Assert.Equal("BNNK-53.14", Stores.Satkers.FindServing("53.14")!.Code);
        Assert.Equal("BNNK-53.14", Stores.Satkers.FindServing("53.14.03")!.Code);
        Assert.Equal("BNNP-53", Stores.Satkers.FindServing("53.15")!.Code);
        Assert.Equal("BNNP-53", Stores.Satkers.FindServing("53")!.Code);
        Assert.Equal("BNN", Stores.Satkers.FindServing("91.03")!.Code);
        Assert.Null(Stores.Satkers.FindServing("99.99"));
    }

    [Fact]
    public async Task Coverage_shows_every_kab_kota_once_and_never_loses_one_without_an_office()
    {
        await Seeds.EnsureAsync(Stores.Database, Regions);

        Assert.Equal(
            [
                new("91.03", "KABUPATEN JAYAPURA", "BNN", "BNN Pusat", "BNN", false),
                new("19.02", "KABUPATEN BELITUNG", "BNNK-19.02", "BNNK Belitung", "BNNP-19", true),
                new("19.06", "KABUPATEN BELITUNG TIMUR", "BNNP-19", "BNNP Kepulauan Bangka Belitung", "BNNP-19", false),
                new("53.14", "KABUPATEN ROTE NDAO", "BNNK-53.14", "BNNK Rote Ndao", "BNNP-53", true),
                new("53.15", "KABUPATEN MANGGARAI BARAT", "BNNP-53", "BNNP Nusa Tenggara Timur", "BNNP-53", false),
            ],
            Stores.Satkers.ReadCoverage());
        Assert.Equal(["19.02", "19.06"], Stores.Satkers.ReadCoverage("BNNP-19").Select(r => r.RegionCode));
        Assert.Equal(["19.02"], Stores.Satkers.ReadCoverage("BNNK-19.02").Select(r => r.RegionCode));
        Assert.Empty(Stores.Satkers.ReadCoverage("BNNP-99"));
    }

    [Fact]
    public async Task An_office_may_serve_its_neighbour_which_still_has_no_office_of_its_own()
    {
        await Seeds.EnsureAsync(Stores.Database, Regions);
        await Stores.Satkers.SaveAsync(Stores.Satkers.Find("BNNK-19.02")! with { Areas = ["19.02", "19.06"], Certainty = Certainty.Likely });

        Assert.Equal([("19.02", true), ("19.06", false)], Stores.Satkers.ReadCoverage("BNNK-19.02").Select(r => (r.RegionCode, r.HasOwnOffice)));
        Assert.Equal((SatkerLevel.Bnnk, Certainty.Likely, "WIB"), Stores.Satkers.Find("BNNK-19.02") is { } found ? (found.Level, found.Certainty!.Value, found.Zone) : default);
        Assert.Equal(["19.02", "19.06"], Stores.Satkers.List().Single(s => s.Code == "BNNK-19.02").Areas);
    }

    [Fact]
    public async Task Two_offices_change_places_in_one_write()
    {
        var (belitung, province) = (Stores.Satkers.Find("BNNK-19.02")!, Stores.Satkers.Find("BNNP-19")!);
        await Stores.Satkers.SaveAsync([belitung with { Areas = ["19"] }, province with { Areas = ["19.02"] }]);

        Assert.Equal("BNNP-19", Stores.Satkers.FindServing("19.02")!.Code);
        Assert.Equal("BNNK-19.02", Stores.Satkers.FindServing("19.06")!.Code);
    }

    [Fact]
    public async Task What_ships_adds_missing_offices_once_and_changes_none()
    {
        var belitung = Stores.Satkers.Find("BNNK-19.02")! with { Name = "BNNK Belitung Raya", Areas = ["19.02", "19.06"] };
        await Stores.Satkers.SaveAsync(belitung);
        var readings = 0;
        var shipped = new ShippedSatkers("a file", _ =>
        {
            readings++;
            return
            [
                belitung with { Name = "BNNK Belitung", Areas = ["19.02"] },
                belitung with { Code = "BNNK-19.06", Name = "BNNK Belitung Timur", RegionCode = "19.06", Areas = ["19.06", "19.03"] },
            ];
        });

        await Seeds.EnsureAsync(Stores.Database, null, shipped);
        await Seeds.EnsureAsync(Stores.Database, null, shipped);

        Assert.Equal(1, readings);
        Assert.Equal(("BNNK Belitung Raya", "19.02,19.06"), Stores.Satkers.Find("BNNK-19.02") is { } kept ? (kept.Name, string.Join(',', kept.Areas)) : default);
        Assert.Equal(["19.03"], Stores.Satkers.Find("BNNK-19.06")!.Areas);
    }
}
