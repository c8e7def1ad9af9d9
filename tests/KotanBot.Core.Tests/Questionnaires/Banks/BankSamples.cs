using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Tests.Questionnaires.Banks;

/// <summary>Reads banks as the product does: in a dialogs folder, so that what they name is looked up as well.</summary>
internal static class BankSamples
{
    private static readonly string Shipped = Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs");

    /// <summary>All that ships but the banks and the long list of districts.</summary>
    private static readonly Lazy<Dictionary<string, string>> Folder = new(() => ShippedDefinitions.Files(Shipped)
        .Where(f => !f.Key.StartsWith("banks/", StringComparison.Ordinal))
        .ToDictionary(f => f.Key, f => f.Key == "wilayah/districts.csv" ? string.Join('\n', f.Value.Split('\n').Take(2)) : f.Value));

    public static string BrokenFolder { get; } = Path.Combine(ShippedDefinitions.RepositoryRoot, "tests", "broken-dialogs", "banks");

    public static ItemBank? Read(string name, string text, out IReadOnlyList<Issue> issues)
    {
        var list = new IssueList();
        var file = $"banks/{name}";
        var set = DefinitionsReader.Read(new Dictionary<string, string>(Folder.Value) { [file] = text }, list);
        issues = [.. list];
        return set?.Banks.Single();
    }
}
