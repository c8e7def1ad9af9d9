using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>How many offices there are, and how many kab/kota have one of their own.</summary>
internal static class CoverageSummary
{
    public static IEnumerable<string> Lines(IReadOnlyList<Satker> satkers, IReadOnlyList<ServedRegion> regions)
    {
        int Of(SatkerLevel level) => satkers.Count(s => s.Level == level);
        var neighbours = regions.Count(IsServedByNeighbour);
        yield return $"satker: {Of(SatkerLevel.Pusat)} pusat, {Of(SatkerLevel.Bnnp)} BNNP, {Of(SatkerLevel.Bnnk)} BNNK";
        yield return $"kab/kota: {regions.Count}; {regions.Count(r => r.HasOwnOffice)} punya BNNK sendiri, {neighbours} dilayani BNNK lain, "
            + $"{regions.Count(r => !r.HasOwnOffice) - neighbours} tanpa BNNK (dilayani BNNP)";
    }

    public static bool IsServedByNeighbour(ServedRegion region) => !region.HasOwnOffice && region.SatkerCode != region.BnnpCode;
}
