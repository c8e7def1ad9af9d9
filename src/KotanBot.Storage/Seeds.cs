using System.Collections.Immutable;

namespace KotanBot.Storage;

/// <summary>What every database starts with: the region tree and the tree of offices.</summary>
public static class Seeds
{
    private const int Wib = 420;
    private const int Wita = 480;

    private static readonly ImmutableArray<Satker> DemoSatker =
    [
        new("BNN", "BNN Pusat", SatkerLevel.Pusat, null, null, "WIB", Wib),
        new("BNNP-19", "BNNP Kepulauan Bangka Belitung", SatkerLevel.Bnnp, "BNN", "19", "WIB", Wib) { Areas = ["19"] },
        new("BNNP-53", "BNNP Nusa Tenggara Timur", SatkerLevel.Bnnp, "BNN", "53", "WITA", Wita) { Areas = ["53"] },
        new("BNNK-19.02", "BNNK Belitung", SatkerLevel.Bnnk, "BNNP-19", "19.02", "WIB", Wib) { Areas = ["19.02"] },
        new("BNNK-53.14", "BNNK Rote Ndao", SatkerLevel.Bnnk, "BNNP-53", "53.14", "WITA", Wita) { Areas = ["53.14"] },
    ];

    /// <summary>Does nothing the second time. Null leaves the regions out, and instead of all offices takes five (tests, a folder of dialogs only).</summary>
    public static async Task EnsureAsync(Database database, RegionTexts? regions, ShippedSatkers? satkers = null)
    {
        if (regions is not null)
            await new RegionStore(database).SeedAsync(regions);
        await new SatkerStore(database).SeedAsync(satkers ?? new ShippedSatkers("demo", _ => DemoSatker));
    }
}
