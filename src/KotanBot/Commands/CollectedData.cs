using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>What was collected, opened beside a running server and for reading only.</summary>
internal static class CollectedData
{
    /// <summary>Throws <see cref="RefusedException"/> where nothing was ever collected.</summary>
    public static Task<Stores> OpenAsync(string dataPath) =>
        File.Exists(Path.Combine(dataPath, "kotanbot.db"))
            ? Stores.OpenReadOnlyAsync(DataFolder.Open(dataPath))
            : throw new RefusedException($"there is no database in {Path.GetFullPath(dataPath)}");

    /// <summary>The office, or a refusal.</summary>
    public static Satker FindSatker(Stores stores, string code) => stores.Satkers.Find(code) ?? throw new RefusedException($"satker {code} is unknown");
}
