using System.Text.RegularExpressions;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

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

        Assert.All(outputs, o => Assert.Equal(o.ByHand is not null, o.IsEntered));
        // The eight that BNNK Belitung told of 2021 count up from reports; what the centre announces does not.
        string[] belitung = ["ketahanan-keluarga", "advokasi-keluarga", "remaja-teman-sebaya", "advokasi-kotan", "petugas-ibm", "rawat-jalan", "pascarehabilitasi", "asesmen-terpadu"];
        Assert.All(belitung, id => Assert.False(outputs.Single(o => o.Id == id).IsEntered));
        Assert.All(["kotan-tanggap", "ikp"], id => Assert.True(outputs.Single(o => o.Id == id).IsEntered));
        Assert.Equal(["lapor-kegiatan", "tes-urine"], outputs.Single(o => o.Id == "tes-urine").Sources.Select(s => s.Dialog));
    }

    [Fact]
    public void Every_dialog_of_reports_counts_in_a_week_once()
    {
        var set = ShippedDefinitions.Set;

        Assert.Equal(set.Dialogs.Where(d => d.Purpose == DialogPurpose.Report).Select(d => d.Id).Order(StringComparer.Ordinal), set.Week.Reports.Select(r => r.Dialog).Order(StringComparer.Ordinal));
        Assert.All(set.Dialogs.Where(d => d.Purpose == DialogPurpose.NullReport), d => Assert.Equal(d.Id, set.Week.NullReport));
    }

    [GeneratedRegex(@"^# expect (\d+:\d+: \S+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Expectation();
}
