using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>Settles on one of several regions by the levels wanted and by the person's own region, or asks back.</summary>
internal sealed class RegionChoice(RegionIndex index, RegionLevel from, RegionLevel to, Region? near)
{
    private const int MostOffered = 6;

    public bool IsWanted(Region region) => region.Level >= from && region.Level <= to;

    public bool IsFineEnough(Region region) => region.Level >= from;

    public RegionReading Settle(ImmutableArray<Region> candidates)
    {
        var wanted = candidates.Where(IsWanted).ToList();
        if (wanted.Count == 0)
            wanted = [.. candidates.Where(r => r.Level > to).Select(r => index.AncestorAt(r, to)).OfType<Region>().Distinct()];
        if (wanted.Count == 0) return Offer(candidates.SelectMany(Inside));
        if (wanted.Count == 1) return new RegionReading.One(wanted[0]);
        return AtHome(wanted) is { } home
            ? new RegionReading.One(home)
            : new RegionReading.AskBack([.. Ranked(wanted).Take(MostOffered)]);
    }

    public RegionReading.None Offer(IEnumerable<Region> regions) => new([.. Ranked(regions.Where(IsWanted)).Take(MostOffered)]);

    // Among equals only: "Kupang" stays a question between a kabupaten and a kota, wherever the person lives.
    private Region? AtHome(List<Region> wanted)
    {
        if (near is null || wanted.Select(RegionIndex.KindOf).Distinct().Count() > 1) return null;
        var home = index.AncestorAt(near, RegionLevel.Regency) ?? near;
        var inside = wanted.Where(r => index.IsWithin(r, home)).ToList();
        return inside.Count == 1 ? inside[0] : null;
    }

    private IEnumerable<Region> Inside(Region region) =>
        region.Level >= from ? [region] : index.Children(region.Code).SelectMany(Inside);

    private IOrderedEnumerable<Region> Ranked(IEnumerable<Region> regions) =>
        regions.OrderByDescending(Closeness).ThenBy(r => r.Level).ThenBy(r => r.Code, StringComparer.Ordinal);

    private int Closeness(Region region)
    {
        if (near is null) return 0;
        var shared = 0;
        foreach (var level in (ReadOnlySpan<RegionLevel>)[RegionLevel.Province, RegionLevel.Regency, RegionLevel.District])
        {
            if (index.AncestorAt(near, level) is { } own && index.AncestorAt(region, level)?.Code == own.Code) shared++;
        }
        return shared;
    }
}
