using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>An office. <paramref name="UtcOffsetMinutes"/> is 420, 480 or 540 (<paramref name="Zone"/> WIB, WITA, WIT).</summary>
public sealed record Satker(string Code, string Name, string? ParentCode, string? RegionCode, string Zone, int UtcOffsetMinutes);

/// <summary>The tree of offices.</summary>
public sealed class SatkerStore(Database database)
{
    public IReadOnlyList<Satker> List() => database.Read(c => SatkerRows.List(c).Select(r => r.ToSatker()).ToList());

    public Satker? Find(string code) => database.Read(c => SatkerRows.Find(c, code)?.ToSatker());

    /// <summary>The office itself and all below it; empty when it is unknown.</summary>
    public IReadOnlyList<string> ReadSubtree(string code) => database.Read(c => SatkerRows.ReadSubtree(c, code));

    public Task SaveAsync(Satker satker) => database.WriteAsync((c, t) =>
    {
        SatkerRows.Save(c, t, satker);
        return true;
    });
}
