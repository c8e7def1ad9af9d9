using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Tests.Dialogs;

/// <summary>An author's slip can be anything; it must come back as an issue with a place, never as an exception.</summary>
public sealed class MangledFileTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Is_read_or_refused_with_a_place(int seed)
    {
        var random = new Random(seed);
        var whole = File.ReadAllText(Path.Combine(ShippedDefinitions.RepositoryRoot, "dialogs", seed % 2 == 0 ? "ikp.yaml" : "mulai.yaml"));
        for (var i = 0; i < 40; i++)
        {
            var text = Mangle(whole, random);
            var issues = new IssueList();
            var dialog = DialogReader.Read("x.yaml", text, issues);
            Assert.Equal(dialog is null, issues.Count > 0);
            Assert.All(issues, issue => Assert.True(issue.Line >= 1 && issue.Column >= 1, issue.ToString()));
        }
    }

    private static string Mangle(string text, Random random)
    {
        var at = random.Next(text.Length);
        const string slips = "[]{}:,\"'#&*!|>%@`-\t\n\0?";
        return random.Next(4) switch
        {
            0 => text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)),
            1 => text.Insert(at, slips[random.Next(slips.Length)].ToString()),
            2 => text[..at],
            _ => text.Replace(text[at].ToString(), slips[random.Next(slips.Length)].ToString(), StringComparison.Ordinal),
        };
    }
}
