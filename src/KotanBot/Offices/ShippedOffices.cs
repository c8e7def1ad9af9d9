using System.Text;
using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>The file of offices that ships beside the region lists; a new database starts with them.</summary>
internal static class ShippedOffices
{
    public const string File = "wilayah/satker.csv";

    /// <summary>Null when the folder has none (a folder of dialogs only). The rows are read only by a database that has not seen the file.</summary>
    public static ShippedSatkers? Find(string folder, RegionStore regions)
    {
        var path = Path.Combine(folder, File);
        return System.IO.File.Exists(path) ? new ShippedSatkers(System.IO.File.ReadAllText(path), text => Read(folder, text, OfficialRegions.Of(regions))) : null;
    }

    /// <summary>Adds what is wrong with the file, if the folder has it.</summary>
    public static void Check(IReadOnlyDictionary<string, string> texts, OfficialRegions regions, IssueList issues)
    {
        if (texts.TryGetValue(File, out var text))
            SatkerImport.Read(File, Encoding.UTF8.GetBytes(text), regions, [], issues);
    }

    private static IReadOnlyList<Satker> Read(string folder, string text, OfficialRegions regions)
    {
        var issues = new IssueList();
        var satkers = SatkerImport.Read(File, Encoding.UTF8.GetBytes(text), regions, [], issues);
        return issues.Count == 0 ? satkers : throw new DefinitionsRefusedException(folder, issues);
    }
}
