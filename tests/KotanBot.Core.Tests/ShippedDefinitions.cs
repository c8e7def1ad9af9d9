using KotanBot.Core.Definitions;

namespace KotanBot.Core.Tests;

/// <summary>The definitions that ship, read once per test run from the repository.</summary>
public static class ShippedDefinitions
{
    private static readonly Lazy<DefinitionSet> Read = new(() =>
    {
        var issues = new IssueList();
        return DefinitionsReader.Read(Files(Path.Combine(RepositoryRoot, "dialogs")), issues)
            ?? throw new InvalidOperationException(string.Join('\n', issues));
    });

    public static DefinitionSet Set => Read.Value;

    public static string RepositoryRoot => FindRoot();

    public static IReadOnlyDictionary<string, string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".csv", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KotanBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests run inside the repository");
    }
}
