using System.Text.RegularExpressions;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Tests.Dialogs;

/// <summary>Every file under tests/broken-dialogs/dialogs says at its end which issues it must give, all of them and no others.</summary>
public sealed partial class BrokenDialogTests
{
    private static readonly string Folder = Path.Combine(ShippedDefinitions.RepositoryRoot, "tests", "broken-dialogs", "dialogs");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_all_issues_at_once_with_their_places(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        var expected = Expectation().Matches(text).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal).ToArray();
        var issues = new IssueList();

        Assert.Null(DialogReader.Read(name, text, issues));

        Assert.NotEmpty(expected);
        Assert.Equal(expected, issues.Select(i => $"{i.Line}:{i.Column}: {i.Code}").Order(StringComparer.Ordinal));
        Assert.All(issues, i => Assert.StartsWith($"{name}:{i.Line}:{i.Column}: {i.Code}: ", i.ToString()));
    }

    [GeneratedRegex(@"^# expect (\d+:\d+: \S+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Expectation();
}
