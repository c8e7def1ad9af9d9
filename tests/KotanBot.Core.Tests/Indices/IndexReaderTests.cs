using System.Text.RegularExpressions;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Tests.Indices;

public sealed partial class IndexReaderTests
{
    public static TheoryData<string> Broken =>
        [.. Directory.GetFiles(Path.Combine(IndexSamples.Repository, "tests", "broken-dialogs", "indices"), "*.yaml").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_gives_exactly_the_issues_that_its_last_lines_name(string file)
    {
        var text = File.ReadAllText(Path.Combine(IndexSamples.Repository, "tests", "broken-dialogs", "indices", file));
        var expected = Expectation().Matches(text).Select(m => m.Groups[1].Value).ToArray();
        Assert.NotEmpty(expected);
        var issues = new IssueList();
        Assert.Null(IndexReader.Read(file, text, issues));
        Assert.Equal(expected, issues.Select(i => $"{i.Line}:{i.Column}: {i.Code}"));
    }

    [Fact]
    public void What_ships_is_sound_and_every_index_has_one_default_edition()
    {
        var issues = new IssueList();
        var files = IndexSamples.ShippedFiles.Select(f => (f, IndexReader.Read(f, File.ReadAllText(f), issues)!)).ToArray();
        var catalog = IndexCatalog.Join(files, issues);
        Assert.Empty(issues);
        Assert.Equal(
            ["ikkr 2024", "ikkr 2026-draf", "ikktt 2024", "ikotan 2022", "ikotan 2019", "ikotan 2021", "ikp equal", "ikp equal-permenpan", "ikp weighted", "ikp weighted-permenpan", "ikrn 2024", "indeks-p4gn 2020", "kewirausahaan 2024", "skm 2017"],
            catalog.Definitions.Select(d => $"{d.Id} {d.Edition}"));
        Assert.All(files, f => Assert.Equal($"{f.Item2.Id}-{f.Item2.Edition}", Path.GetFileNameWithoutExtension(f.f)));
    }

    [Fact]
    public void The_catalogue_finds_editions_in_any_case_and_the_default_without_one()
    {
        var catalog = IndexCatalog.Join([("a", IndexSamples.Shipped("ikp-equal")), ("b", IndexSamples.Shipped("ikp-weighted"))], new IssueList());
        Assert.Equal("equal", catalog.Find("IKP")?.Edition);
        Assert.Equal("weighted", catalog.Find("Ikp", "WEIGHTED")?.Edition);
        Assert.Null(catalog.Find("ikp", "2030"));
        Assert.False(catalog.Knows("ikotan"));
    }

    [Fact]
    public void Editions_that_contradict_each_other_are_issues()
    {
        var equal = IndexSamples.Shipped("ikp-equal") with { ComparableWith = ["2030"] };
        var issues = new IssueList();
        IndexCatalog.Join([("a.yaml", equal), ("b.yaml", equal with { ComparableWith = [] })], issues);
        Assert.Equal(["a.yaml: unknown-edition", "b.yaml: duplicate-edition", "b.yaml: default-edition"], issues.Select(i => $"{i.File}: {i.Code}"));
    }

    [Fact]
    public void The_hash_follows_the_content_and_not_the_line_ends()
    {
        var text = File.ReadAllText(Path.Combine(IndexSamples.Repository, "dialogs", "indices", "skm-2017.yaml"));
        var hash = IndexSamples.Parse(text).Hash;
        Assert.Equal(hash, IndexSamples.Parse(text.ReplaceLineEndings("\r\n")).Hash);
        Assert.NotEqual(hash, IndexSamples.Parse(text.Replace("88.31", "88.30")).Hash);
    }

    [Fact]
    public void Assumed_weights_and_unofficial_bounds_are_said_in_the_definition()
    {
        foreach (var edition in (string[])["ikp-equal", "ikp-equal-permenpan", "ikp-weighted", "ikp-weighted-permenpan"])
            Assert.Equal(IndexStatus.Provisional, IndexSamples.Shipped(edition).Status);
        var weighted = IndexSamples.Shipped("ikp-weighted");
        Assert.Contains("sarana (5) dan kegiatan (2) adalah dugaan", weighted.Note!.Indonesian);
        Assert.Equal([6m, 1m, 3m, 4m, 5m, 2m], weighted.Variables.Select(v => v.Weight));
        Assert.Equal(IndexSamples.IkpItems, weighted.Items.Select(i => i.Id));
    }

    [GeneratedRegex(@"^# expect (\d+:\d+: \S+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Expectation();
}
