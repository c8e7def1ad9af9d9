using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Commands;

/// <summary>Finds index definitions on disk: <c>indices/*.yaml</c> under the dialogs folder.</summary>
public static class IndexFiles
{
    /// <summary>Every edition of the folder. A file with issues is left out, so check the list before use.</summary>
    public static IndexCatalog Load(string dialogs, IssueList issues)
    {
        var folder = Path.Combine(dialogs, "indices");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        var read = new List<(string, IndexDefinition)>();
        foreach (var file in files)
            if (IndexReader.Read(file, File.ReadAllText(file), issues) is { } definition)
                read.Add((file, definition));
        return IndexCatalog.Join(read, issues);
    }
}
