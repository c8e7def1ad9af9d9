using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

/// <summary>The region lists that ship, read once for a test class.</summary>
public sealed class RegionData
{
    public RegionData()
    {
        Index = RegionIndex.Create(
            Regions.ParseCsv(Text("provinces.csv"), Text("regencies.csv"), Text("districts.csv")), Regions.ParseAliases(Text("aliases.csv")));
    }

    public RegionIndex Index { get; }

    public static string Text(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KotanBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("the repository is not above the tests");
        return File.ReadAllText(Path.Combine(folder.FullName, "dialogs", "wilayah", file));
    }
}
