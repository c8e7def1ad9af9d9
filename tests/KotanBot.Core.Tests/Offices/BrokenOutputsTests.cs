using System.Text.RegularExpressions;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Tests.Offices;

/// <summary>Every file under tests/broken-dialogs/outputs says at its end which issues it must give, all of them and no others.</summary>
public sealed partial class BrokenOutputsTests
{
    private static readonly string Folder = Path.Combine(ShippedDefinitions.RepositoryRoot, "tests", "broken-dialogs", "outputs");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_all_issues_at_once_with_their_places(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        var expected = Expectation().Matches(text).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal).ToArray();
        var files = ShippedDefinitions.Files(Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs")).ToDictionary(f => f.Key, f => f.Value);
        files["outputs.yaml"] = text;
        var issues = new IssueList();

        Assert.Null(DefinitionsReader.Read(files, issues));

        Assert.NotEmpty(expected);
        Assert.Equal(expected, issues.Select(i => $"{i.Line}:{i.Column}: {i.Code}").Order(StringComparer.Ordinal));
        Assert.All(issues, i => Assert.Equal("outputs.yaml", i.File));
    }

    [Fact]
    public void What_ships_says_of_each_output_where_its_realisation_comes_from()
    {
        var outputs = ShippedDefinitions.Set.Outputs;

        Assert.All(outputs, o => Assert.True(o.Source is null != o.ByHand is null));
        // The eight that BNNK Belitung told of 2021, before a report asks for any of them.
        Assert.Equal(
            ["ketahanan-keluarga", "advokasi-keluarga", "remaja-teman-sebaya", "advokasi-kotan", "petugas-ibm", "rawat-jalan", "pascarehabilitasi", "asesmen-terpadu"],
            outputs.Where(o => o.ByHand is not null).Select(o => o.Id));
        Assert.Contains(outputs, o => o.Source?.Sum == "dites");
    }

    [GeneratedRegex(@"^# expect (\d+:\d+: \S+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Expectation();
}
