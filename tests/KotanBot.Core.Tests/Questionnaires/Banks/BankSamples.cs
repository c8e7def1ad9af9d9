using KotanBot.Core.Definitions;

namespace KotanBot.Core.Tests.Questionnaires.Banks;

/// <summary>Reads banks as the product does: in a dialogs folder, so that what they name is looked up as well.</summary>
internal static class BankSamples
{
    private static readonly string Shipped = Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs");

    /// <summary>All that ships but the banks, the dialogs that ask them, and the long list of districts.</summary>
    private static readonly Lazy<Dictionary<string, string>> Folder = new(() => ShippedDefinitions.Files(Shipped)
        .Where(f => !f.Key.StartsWith("banks/", StringComparison.Ordinal) && !f.Value.Contains("type: questionnaire", StringComparison.Ordinal))
        .ToDictionary(f => f.Key, f => f.Key == "wilayah/districts.csv" ? string.Join('\n', f.Value.Split('\n').Take(2)) : f.Value));

    public static string BrokenFolder { get; } = Path.Combine(ShippedDefinitions.RepositoryRoot, "tests", "broken-dialogs", "banks");

    /// <summary>The issues of the folder with this bank in it.</summary>
    public static IReadOnlyList<Issue> Issues(string name, string text)
    {
        var issues = new IssueList();
        Assert.Equal(Read(name, text, issues) is null, issues.Count > 0);
        return [.. issues];
    }

    public static DefinitionSet Set(string name, string text)
    {
        var issues = new IssueList();
        return Read(name, text, issues) ?? throw new InvalidOperationException(string.Join('\n', issues));
    }

    private static DefinitionSet? Read(string name, string text, IssueList issues) =>
        DefinitionsReader.Read(new Dictionary<string, string>(Folder.Value) { [$"banks/{name}"] = text }, issues);
}
