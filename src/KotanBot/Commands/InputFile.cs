namespace KotanBot.Commands;

/// <summary>Files that verbs take in whole.</summary>
internal static class InputFile
{
    /// <summary>Throws <see cref="RefusedException"/> for one that is larger than such a file can be, and what reading it throws.</summary>
    public static byte[] Read(string path, int largest) =>
        new FileInfo(path) is { Exists: true, Length: var length } && length > largest ? throw new RefusedException($"{path} is larger than {largest} bytes") : File.ReadAllBytes(path);
}
