namespace KotanBot.Storage;

/// <summary>What every database starts with: the region tree and the demo offices.</summary>
public static class Seeds
{
    /// <summary>Does nothing the second time. Null leaves the regions out (tests).</summary>
    public static Task EnsureAsync(Database database, RegionTexts? regions) => throw new NotSupportedException($"{database.GetHashCode()}{regions}");
}
