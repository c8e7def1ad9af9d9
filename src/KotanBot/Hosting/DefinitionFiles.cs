using System.Text;
using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>Reads the dialogs folder from disk for the pure reader. Paths are relative to the folder, with forward slashes.</summary>
public static class DefinitionFiles
{
    /// <summary>Demo transcripts are played, not read as definitions.</summary>
    public const string DemoFolder = "demo";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The definitions, or a refusal with every issue.</summary>
    public static DefinitionSet Load(string folder) => LoadTexts(folder).Set;

    /// <summary>The definitions with the texts that they were read from, or a refusal with every issue.</summary>
    public static LoadedFiles LoadTexts(string folder)
    {
        var issues = new IssueList();
        var texts = ReadTexts(folder, issues);
        var set = DefinitionsReader.Read(texts, issues);
        return issues.Count == 0 && set is not null ? new LoadedFiles(texts, set) : throw new DefinitionsRefusedException(folder, issues);
    }

    /// <summary>The definitions of a folder with the forms that offices published.</summary>
    public static ServedDefinitions LoadServed(string folder, Stores stores)
    {
        var files = LoadTexts(folder);
        return new ServedDefinitions(files.Texts, files.Set, stores.Forms, stores.Satkers);
    }

    /// <summary>Every text file of the folder; what cannot be read is an issue.</summary>
    public static IReadOnlyDictionary<string, string> ReadTexts(string folder, IssueList issues)
    {
        if (!Directory.Exists(folder))
            throw new RefusedException($"the dialogs folder {folder} does not exist");
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (name.StartsWith(DemoFolder + "/", StringComparison.Ordinal) || Path.GetExtension(name) is not (".yaml" or ".yml" or ".csv"))
                continue;
            try
            {
                texts[name] = Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            }
            catch (DecoderFallbackException)
            {
                issues.Add(new Issue("not-utf-8", name, 1, 1, "the file is not UTF-8 text"));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                issues.Add(new Issue("unreadable-file", name, 1, 1, exception.Message));
            }
        }
        return texts;
    }

    /// <summary>The region lists, or null when the folder has none (a folder of dialogs only).</summary>
    public static RegionTexts? ReadRegions(string folder)
    {
        var lists = Path.Combine(folder, "wilayah");
        return Directory.Exists(lists)
            ? new RegionTexts(File.ReadAllText(Path.Combine(lists, "provinces.csv")), File.ReadAllText(Path.Combine(lists, "regencies.csv")), File.ReadAllText(Path.Combine(lists, "districts.csv")))
            : null;
    }
}

/// <summary>A dialogs folder as it was read.</summary>
public sealed record LoadedFiles(IReadOnlyDictionary<string, string> Texts, DefinitionSet Set);
