using System.Collections.Immutable;
using KotanBot.Core.Language;
using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>The provinces and kab/kota that an office can serve.</summary>
/// <param name="Provinces">Codes such as <c>53</c>.</param>
/// <param name="ProvinceOf">The province of each kab/kota, by codes such as <c>53.14</c>.</param>
internal sealed record OfficialRegions(ImmutableHashSet<string> Provinces, ImmutableDictionary<string, string> ProvinceOf)
{
    public static OfficialRegions Of(RegionIndex regions) => new(
        [.. regions.Regions.Where(r => r.Level == RegionLevel.Province).Select(r => r.Code)],
        regions.Regions.Where(r => r.Level == RegionLevel.Regency).ToImmutableDictionary(r => r.Code, r => r.ParentCode!));

    public static OfficialRegions Of(RegionStore regions) => new(
        [.. regions.List("province").Select(r => r.Code)],
        regions.List("regency").ToImmutableDictionary(r => r.Code, r => r.ParentCode!));

    public bool Knows(string code) => Provinces.Contains(code) || ProvinceOf.ContainsKey(code);
}
