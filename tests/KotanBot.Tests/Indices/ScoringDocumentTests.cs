using System.Text.RegularExpressions;
using KotanBot.Commands;
using KotanBot.Core.Definitions;

namespace KotanBot.Tests.Indices;

/// <summary>docs/scoring.md may only show what the program really prints.</summary>
public sealed partial class ScoringDocumentTests
{
    private static readonly string Document = File.ReadAllText(FindDocument());

    [Fact]
    public void Every_command_in_the_document_prints_what_stands_below_it()
    {
        using var folder = new TemporaryFolder();
        var answers = folder.Write("answers.csv", Assert.Single(Blocks("csv")));
        var checkedCommands = 0;
        foreach (var session in Blocks("console").SelectMany(b => ("\n" + b).Split("\n$ kotanbot ", StringSplitOptions.RemoveEmptyEntries)))
        {
            var (command, expected) = session.Split('\n', 2) is [var first, var rest] ? (first, rest) : (session, "");
            var arguments = command.Split(' ').Select(a => a switch
            {
                "answers.csv" => answers,
                _ when a.StartsWith("dialogs/") => IndexCli.Definition(Path.GetFileNameWithoutExtension(a)),
                _ => a,
            });
            var (code, output, error) = IndexCli.Run([.. arguments]);
            Assert.Equal((0, expected.TrimEnd(), ""), (code, output.TrimEnd(), error));
            checkedCommands++;
        }

        Assert.True(checkedCommands >= 5);
    }

    [Fact]
    public void The_table_of_what_ships_matches_the_definitions()
    {
        var rows = Document.Split('\n').Select(l => Row().Match(l)).Where(m => m.Success).ToArray();
        var catalog = IndexFiles.Load(ShippedFiles.Dialogs, new IssueList());
        Assert.Equal(catalog.Definitions.Length, rows.Length);
        foreach (var row in rows)
        {
            var definition = catalog.Find(row.Groups["id"].Value, row.Groups["edition"].Value)!;
            Assert.Equal(definition.IsDefault, row.Value.Contains("(default)"));
            Assert.StartsWith(definition.Status.ToString().ToLowerInvariant(), row.Groups["status"].Value);
            Assert.Equal(!definition.CanCompute, row.Value.Contains("| no"));
            if (row.Groups["bounds"].Value.StartsWith("as ") || !definition.Categories.Any())
                continue;
            Assert.Equal(definition.Categories.Select(c => c.LowerBound), Number().Matches(row.Groups["bounds"].Value).Select(n => decimal.Parse(n.Value)));
            Assert.Equal($"({definition.Rounding.Compare} decimals)", row.Groups["decimals"].Value);
        }
    }

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Document, $"^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Select(m => m.Groups[1].Value);

    private static string FindDocument()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KotanBot.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "docs", "scoring.md");
    }

    [GeneratedRegex(@"^\| (?<id>[A-Z0-9-]+) \| `(?<edition>[a-z0-9-]+)`(?: \(default\))? \| (?<status>[^|]+) \| [^|]+ \| (?<bounds>[^|(]+)(?<decimals>\(\d decimals\))? ?\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
