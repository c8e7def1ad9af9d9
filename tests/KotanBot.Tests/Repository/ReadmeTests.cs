using System.Text;
using System.Text.RegularExpressions;

namespace KotanBot.Tests.Repository;

/// <summary>The README shows only what is so.</summary>
public sealed partial class ReadmeTests
{
    private const int LargestPicture = 150_000;

    [Fact]
    public void The_two_commands_are_the_scripts()
    {
        var block = Docs.Blocks("README.md").First(b => b.Language == "sh");
        var commands = block.Text.TrimEnd('\n').Split('\n').Select(l => l.Split('#')[0].Trim()).ToArray();
        Assert.Equal(["./run.sh", "./test.sh"], commands);
    }

    /// <summary>The golden conversation is played by the engine's own tests; here stands what people see of it.</summary>
    [Fact]
    public void The_conversation_is_a_golden_transcript()
    {
        var shown = Assert.Single(Docs.Blocks("README.md"), b => b.Language == "text");
        Assert.Equal(AsPeopleSeeIt(Docs.Read("tests/transcripts/lapor-sosialisasi.chat")), shown.Text);
    }

    [Fact]
    public void Pictures_exist_and_are_small()
    {
        var pictures = Picture().Matches(Docs.Read("README.md")).Select(m => m.Groups[1].Value).ToArray();
        Assert.NotEmpty(pictures);
        foreach (var picture in pictures)
            Assert.InRange(new FileInfo(Docs.PathOf(picture)).Length, 1_000, LargestPicture);
    }

    [Fact]
    public void Links_between_the_documents_lead_somewhere()
    {
        var documents = new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md" }
            .Concat(Directory.EnumerateFiles(Docs.PathOf("docs"), "*.md", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Docs.Root, f)));
        var broken = documents.SelectMany(d => Link().Matches(Docs.Read(d)).Select(m => m.Groups[1].Value)
            .Where(l => !l.Contains("://") && !l.StartsWith('#'))
            .Where(l => !Path.Exists(Path.Combine(Path.GetDirectoryName(Docs.PathOf(d))!, l.Split('#')[0])))
            .Select(l => $"{d}: {l}"));
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_package_version_named_is_the_pinned_one()
    {
        var pinned = Pin().Matches(Docs.Read("Directory.Packages.props")).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var named = Package().Matches(Docs.Section("README.md", "Packages")).ToArray();
        Assert.True(named.Length >= 10);
        foreach (var package in named)
            Assert.Equal(pinned.GetValueOrDefault(package.Groups[1].Value), package.Groups[2].Value);
    }

    /// <summary>Without stage directions and effects; keys of buttons become the numbers that a person types.</summary>
    private static string AsPeopleSeeIt(string transcript)
    {
        var shown = new StringBuilder();
        var option = 0;
        foreach (var line in transcript.TrimEnd('\n').Split('\n'))
        {
            if (line.Length == 0 || line[0] is '#' or '@' || line.StartsWith("do:", StringComparison.Ordinal))
                continue;
            option = line.StartsWith("  [", StringComparison.Ordinal) ? option + 1 : 0;
            shown.Append(line switch
            {
                _ when option > 0 => $"  {option}. {line[(line.IndexOf(']') + 2)..]}",
                "  ~" => "",
                _ => Speaker().Replace(line, m => m.Value is "bot:" ? "KotanBot:" : "Rina:"),
            }).Append('\n');
        }

        return shown.ToString();
    }

    [GeneratedRegex("^(bot|user|press):")]
    private static partial Regex Speaker();

    [GeneratedRegex("<img src=\"([^\"]+)\"[^>]* alt=\"")]
    private static partial Regex Picture();

    [GeneratedRegex(@"(?<!`)\[[^\]\n]+\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\" Version=\"([^\"]+)\"")]
    private static partial Regex Pin();

    [GeneratedRegex(@"^\| ([A-Z][\w.]+) \| (\d[\d.]+) \|", RegexOptions.Multiline)]
    private static partial Regex Package();
}
