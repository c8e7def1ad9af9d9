namespace KotanBot.Storage;

/// <summary>A region of the official list; <paramref name="Level"/> is <c>province</c>, <c>regency</c> or <c>district</c>.</summary>
public sealed record Region(string Code, string? ParentCode, string Level, string Name);

/// <summary>The three lists as CSV text with a header line (<c>code,name</c> or <c>code,parent,name</c>).</summary>
public sealed record RegionTexts(string Provinces, string Regencies, string Districts);

/// <summary>The region tree.</summary>
public sealed class RegionStore(Database database)
{
    /// <summary>Stores the lists unless exactly these were stored before.</summary>
    public Task SeedAsync(RegionTexts texts) => throw new NotSupportedException($"{texts}{database.GetHashCode()}");

    public Region? Find(string code) => throw new NotSupportedException(code);
}
