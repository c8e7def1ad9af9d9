namespace KotanBot.Storage;

/// <summary>The key file's secret and the persons' keys that it unwraps. An erased person's key is nowhere any more.</summary>
public sealed class KeyRing
{
    /// <summary>Refuses a key file that does not belong to this database.</summary>
    public static Task<KeyRing> OpenAsync(DataFolder folder, Database database) => throw new NotSupportedException($"{folder.GetHashCode()}{database.GetHashCode()}");
}
