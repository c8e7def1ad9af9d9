using System.Collections.Immutable;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>What every database starts with: the region tree and the demo offices.</summary>
public static class Seeds
{
    private const int Wib = 420;
    private const int Wita = 480;

    private static readonly ImmutableArray<Satker> DemoSatker =
    [
        new("BNN", "BNN Pusat", null, null, "WIB", Wib),
        new("BNNP-19", "BNNP Kepulauan Bangka Belitung", "BNN", "19", "WIB", Wib),
        new("BNNP-53", "BNNP Nusa Tenggara Timur", "BNN", "53", "WITA", Wita),
        new("BNNK-19.02", "BNNK Belitung", "BNNP-19", "19.02", "WIB", Wib),
        new("BNNK-53.14", "BNNK Rote Ndao", "BNNP-53", "53.14", "WITA", Wita),
    ];

    /// <summary>Does nothing the second time. Null leaves the regions out (tests).</summary>
    public static async Task EnsureAsync(Database database, RegionTexts? regions)
    {
        if (regions is not null)
            await new RegionStore(database).SeedAsync(regions);
        var missing = database.Read(c => DemoSatker.Where(s => SatkerRows.Find(c, s.Code) is null).ToList());
        if (missing.Count > 0)
        {
            await database.WriteAsync((c, t) =>
            {
                foreach (var satker in missing)
                    SatkerRows.Save(c, t, satker);
                return missing.Count;
            });
        }
    }
}
