namespace KotanBot.Tests.Polyfills;

/// <summary>The wire shapes under tests/wire/telegram, by name without the ending.</summary>
internal static class Fixture
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "wire", "telegram");

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json"));

    /// <summary>All names that begin so, without the beginning.</summary>
    public static IReadOnlyList<string> Named(string prefix) =>
        [.. Directory.GetFiles(Folder, prefix + "*.json").Select(path => Path.GetFileNameWithoutExtension(path)[prefix.Length..]).Order(StringComparer.Ordinal)];
}
