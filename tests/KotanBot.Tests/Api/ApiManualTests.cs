using System.Text.RegularExpressions;
using KotanBot.Api;
using KotanBot.Tests.Repository;

namespace KotanBot.Tests.Api;

/// <summary>docs/api.md: every call that it shows is made and answered as it says, and every call that there is, it names.</summary>
public sealed partial class ApiManualTests(ApiStage stage) : IClassFixture<ApiStage>
{
    private const string Document = "docs/api.md";

    [Fact]
    public async Task Calls_are_answered_as_the_manual_says()
    {
        var (token, made) = (await stage.TokenAsync("BNNP-19"), 0);
        foreach (var session in Docs.Blocks(Document).Where(b => b.Language == "console").SelectMany(b => ("\n" + b.Text).Split("\n$ ", StringSplitOptions.RemoveEmptyEntries)))
        {
            var lines = session.TrimEnd('\n').Split('\n', 2);
            var call = Call().Match(lines[0]);
            Assert.True(call.Success, lines[0]);
            using var answer = await stage.CallAsync(call.Groups["path"].Value, call.Groups["token"].Success ? token : null);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Matches("^" + Regex.Escape(lines[1]).Replace("…", ".*", StringComparison.Ordinal) + "$", body);
            made++;
        }

        Assert.True(made >= 7);
    }

    [Fact]
    public void Every_call_and_every_problem_is_named()
    {
        var text = Docs.Read(Document);
        var problems = Directory.EnumerateFiles(Docs.PathOf("src/KotanBot/Api"), "*.cs").SelectMany(f => Problem().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.True(problems.Count > 8);
        Assert.Equal("", string.Join(", ", ApiDocumentFile.Operations.Select(o => o.Path).Concat(problems).Where(n => !text.Contains($"`{n}`", StringComparison.Ordinal))));
        Assert.Contains(ApiDocument.Path, text);
        Assert.Contains(ApiSettings.OriginsVariable, text);
    }

    [GeneratedRegex("""^curl (?<token>-H "Authorization: Bearer \$TOKEN" )?"\$KOTANBOT(?<path>/[^"]+)"$""")]
    private static partial Regex Call();

    [GeneratedRegex("""\b(?:4\d\d|5\d\d), "([a-z-]+)",""")]
    private static partial Regex Problem();
}
