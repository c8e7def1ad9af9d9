using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Tests.Indices;

/// <summary>The shipped index definitions, and small ones written for a test.</summary>
internal static class IndexSamples
{
    public static readonly string[] IkpItems = ["manusia", "metode", "anggaran", "sistem", "sarana", "kegiatan"];

    public static string Repository { get; } = FindRepository();

    public static IEnumerable<string> ShippedFiles => Directory.GetFiles(Path.Combine(Repository, "dialogs", "indices"), "*.yaml");

    public static IndexDefinition Shipped(string name) => Parse(File.ReadAllText(Path.Combine(Repository, "dialogs", "indices", name + ".yaml")));

    public static IndexDefinition Parse(string text)
    {
        var issues = new IssueList();
        var definition = IndexReader.Read("sample.yaml", text, issues);
        Assert.Empty(issues);
        return definition!;
    }

    /// <summary>One item on 1–4, asked of two groups that weigh 1 and 3 and are kept separate.</summary>
    public static IndexDefinition TwoGroups() => Parse("""
        id: sample
        edition: two-groups
        title: Sample
        owner: Test
        status: published
        scale: { minimum: 1, maximum: 4, decimals: 2 }
        rounding: { compare: 2 }
        groups: separate
        units-of-analysis:
          - id: all
            title: All
            groups:
              - { id: a, title: A, weight: 1 }
              - { id: b, title: B, weight: 3 }
        scores: { minimum: 1, maximum: 4 }
        minimum: { respondents: 1, coverage: 0 }
        variables:
          - { id: v, title: V, items: [{ id: q }] }
        categories:
          - { lower-bound: 1, rank: 1, label: Only }
        sources: [test]
        """);

    public static IndexResult ComputeOne(IndexDefinition definition, params IEnumerable<ScoreRow> rows) => Assert.Single(IndexCalculator.Compute(definition, rows));

    public static ScoreRow Row(string respondent, string item, decimal? score, MissingReason missing = MissingReason.Unanswered) =>
        new("unit", "", respondent, item, score, missing);

    public static IEnumerable<ScoreRow> Sheet(string respondent, params decimal[] scores) => IkpItems.Zip(scores, (item, score) => Row(respondent, item, score));

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KotanBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("KotanBot.sln not found above the tests");
    }
}
