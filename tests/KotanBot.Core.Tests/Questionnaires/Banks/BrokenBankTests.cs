using System.Text.RegularExpressions;

namespace KotanBot.Core.Tests.Questionnaires.Banks;

/// <summary>Every file under tests/broken-dialogs/banks says at its end which issues it must give, all of them and no others.</summary>
public sealed partial class BrokenBankTests
{
    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(BankSamples.BrokenFolder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_all_issues_at_once_with_their_places(string name)
    {
        var text = File.ReadAllText(Path.Combine(BankSamples.BrokenFolder, name));
        var expected = Expectation().Matches(text).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal).ToArray();

        var issues = BankSamples.Issues(name, text);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, issues.Select(i => $"{i.Line}:{i.Column}: {i.Code}").Order(StringComparer.Ordinal));
        Assert.All(issues, i => Assert.Equal($"banks/{name}", i.File));
    }

    /// <summary>A rule without a broken file could stop working and nobody would notice.</summary>
    [Fact]
    public void Every_code_of_the_readers_and_checkers_of_banks_has_a_broken_file()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(ShippedDefinitions.RepositoryRoot, "src", "KotanBot.Core", "Questionnaires", "Banks"), "*.cs").Select(File.ReadAllText);
        var codes = sources.SelectMany(s => Code().Matches(s)).Select(m => m.Groups[1].Value).ToHashSet();
        var covered = Directory.EnumerateFiles(BankSamples.BrokenFolder).SelectMany(f => Expectation().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value.Split(' ')[1]).ToHashSet();

        Assert.True(codes.Count > 20);
        Assert.Empty(codes.Except(covered));
    }

    [GeneratedRegex(@"^# expect (\d+:\d+: \S+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Expectation();

    [GeneratedRegex("""(?:Add|Report)\("([a-z-]+)",""")]
    private static partial Regex Code();
}
