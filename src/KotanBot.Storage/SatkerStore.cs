namespace KotanBot.Storage;

/// <summary>An office. <paramref name="UtcOffsetMinutes"/> is 420, 480 or 540 (<paramref name="Zone"/> WIB, WITA, WIT).</summary>
public sealed record Satker(string Code, string Name, string? ParentCode, string? RegionCode, string Zone, int UtcOffsetMinutes);

/// <summary>The tree of offices.</summary>
public sealed class SatkerStore(Database database)
{
    public IReadOnlyList<Satker> List() => throw new NotSupportedException($"{database.GetHashCode()}");

    public Satker? Find(string code) => throw new NotSupportedException(code);

    /// <summary>The office itself and all below it; empty when it is unknown.</summary>
    public IReadOnlyList<string> ReadSubtree(string code) => throw new NotSupportedException(code);

    public Task SaveAsync(Satker satker) => throw new NotSupportedException($"{satker}");
}
