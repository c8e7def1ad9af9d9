using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Offices;

/// <summary>docs/coverage-of-sources.md says where each figure of the source documents was entered; it is looked up there.</summary>
public sealed partial class SourceCoverageTests
{
    private const string Target = "target";

    private static readonly string Page = File.ReadAllText(Path.Combine(ShippedDefinitions.RepositoryRoot, "docs", "coverage-of-sources.md")).ReplaceLineEndings("\n");

    public static TheoryData<string> Sources => ["000", "001", "002", "003", "004"];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_figure_stands_in_the_field_that_is_named(string source)
    {
        var places = PlacesOf(source);

        Assert.NotEmpty(places);
        Assert.DoesNotContain(places, p => !(p.Form == Target ? IsTarget(p) : IsAnswer(p)));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void What_finds_no_field_has_a_reason(string source) =>
        Assert.All(RowsOf(source, 2), row => Assert.All(row, cell => Assert.NotEmpty(cell)));

    [Fact]
    public void Every_transcript_of_a_source_is_named()
    {
        var named = Sources.SelectMany(s => PlacesOf(s.Data).Select(p => p.Transcript)).ToHashSet();
        var files = Directory.EnumerateFiles(Path.Combine(ShippedDefinitions.RepositoryRoot, "tests", "transcripts"), "sumber-*.chat", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(ShippedDefinitions.RepositoryRoot, f).Replace('\\', '/'));

        Assert.Empty(files.Except(named));
    }

    private static bool IsAnswer(Place place)
    {
        Assert.NotNull(ShippedDefinitions.Set.Find(place.Form)?.FindStep(place.Field));
        var open = "";
        foreach (var line in ReadLines(place.Transcript))
        {
            if (line.StartsWith("do: start ", StringComparison.Ordinal))
                open = line["do: start ".Length..];
            else if (open == place.Form && Record().Match(line) is { Success: true } record && record.Groups[1].Value == place.Field && Holds(record.Groups[2].Value, place.Value))
                return true;
        }

        return false;
    }

    private static bool Holds(string json, string value)
    {
        using var document = JsonDocument.Parse(json);
        var answer = document.RootElement;
        return answer.GetProperty("t").GetString() switch
        {
            "number" => decimal.TryParse(value, CultureInfo.InvariantCulture, out var number) && answer.GetProperty("value").GetDecimal() == number,
            "text" => answer.GetProperty("value").GetString()!.Contains(value, StringComparison.Ordinal),
            "dates" => answer.GetProperty("from").GetString() == value || answer.GetProperty("to").GetString() == value,
            "choice" => answer.GetProperty("key").GetString() == value,
            "choices" => answer.GetProperty("keys").EnumerateArray().Any(k => k.GetString() == value),
            _ => false,
        };
    }

    /// <summary>"/target 2021 isi", the output by its title or id, the amount.</summary>
    private static bool IsTarget(Place place)
    {
        var output = ShippedDefinitions.Set.Outputs.Single(o => o.Id == place.Field);
        var said = ReadLines(place.Transcript).Where(l => l.StartsWith("user: ", StringComparison.Ordinal)).Select(l => l["user: ".Length..]).ToList();
        return Enumerable.Range(0, Math.Max(0, said.Count - 2)).Any(i =>
            said[i].StartsWith("/target ", StringComparison.Ordinal) && said[i].EndsWith(" isi", StringComparison.Ordinal)
            && (said[i + 1] == output.Id || TextFolding.Fold(said[i + 1]) == TextFolding.Fold(output.Title.Indonesian))
            && said[i + 2] == place.Value);
    }

    private static string[] ReadLines(string transcript) => File.ReadAllLines(Path.Combine(ShippedDefinitions.RepositoryRoot, transcript));

    private static List<Place> PlacesOf(string source) => [.. RowsOf(source, 5).Select(r => new Place(r[1], r[2].Trim('`'), r[3].Trim('`'), r[4].Trim('`')))];

    /// <summary>The rows of that many cells in the section of a source, without the heads of the tables.</summary>
    private static List<string[]> RowsOf(string source, int cells)
    {
        var section = Page.Split("\n## ").Single(s => s.StartsWith(source + ":", StringComparison.Ordinal));
        return [.. section.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| figure", StringComparison.Ordinal) && !l.StartsWith("| ---", StringComparison.Ordinal))
            .Select(l => l.Trim('|', ' ').Split(" | "))
            .Where(r => r.Length == cells)];
    }

    [GeneratedRegex(@"^do: record (\S+) (\{.*\})$")]
    private static partial Regex Record();

    private sealed record Place(string Value, string Transcript, string Form, string Field);
}
