using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>Prints whom each office serves, one block a BNNP. A kab/kota without a BNNK stands under its BNNP like every other.</summary>
internal sealed class CoverageWriter(IReadOnlyList<Satker> satkers, IReadOnlyList<ServedRegion> regions)
{
    private readonly Dictionary<string, string> _names = satkers.ToDictionary(s => s.Code, s => s.Name);

    public void WriteText(TextWriter output)
    {
        if (regions.Count == 0)
        {
            output.WriteLine("tidak ada kab/kota");
            return;
        }

        var (name, code) = (regions.Max(r => r.RegionName.Length), regions.Max(r => r.SatkerCode.Length));
        foreach (var block in regions.GroupBy(r => r.BnnpCode))
        {
            output.WriteLine($"{block.Key} {NameOf(block.Key)}: {block.Count()} kab/kota, {block.Count(r => r.HasOwnOffice)} punya BNNK sendiri");
            foreach (var r in block)
                output.WriteLine($"  {r.RegionCode}  {r.RegionName.PadRight(name)}  {r.SatkerCode.PadRight(code)}  {Note(r)}");
        }

        foreach (var line in CoverageSummary.Lines(satkers, regions).Skip(1))
            output.WriteLine(line);
    }

    public object ToJson(string? satkerCode) => new
    {
        Satker = satkerCode,
        Regions = regions.Count,
        WithOwnOffice = regions.Count(r => r.HasOwnOffice),
        Bnnp = regions.GroupBy(r => r.BnnpCode).Select(block => new
        {
            Code = block.Key,
            Name = NameOf(block.Key),
            Regions = block.Select(r => new { Code = r.RegionCode, Name = r.RegionName, ServedBy = r.SatkerCode, ServedByName = r.SatkerName, r.HasOwnOffice }),
        }),
    };

    private string NameOf(string code) => _names.GetValueOrDefault(code, code);

    private static string Note(ServedRegion region) => region.HasOwnOffice
        ? region.SatkerName
        : CoverageSummary.IsServedByNeighbour(region) ? $"tanpa BNNK sendiri; dilayani {region.SatkerName}" : "tanpa BNNK";
}
