using System.Text.RegularExpressions;

namespace KotanBot.Tests.Repository;

/// <summary>
/// The commands of CONTRIBUTING.md build and test the product itself, so they cannot run inside its tests; what they name must
/// exist, and what it says of a test class or a variable must hold.
/// </summary>
public sealed partial class ContributingTests
{
    private static readonly string[] Commands =
        [.. Docs.Blocks("CONTRIBUTING.md").Where(b => b.Language == "sh").SelectMany(b => b.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    private static readonly string TestSources = string.Concat(
        Directory.EnumerateFiles(Docs.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Where(f => !f.EndsWith("ContributingTests.cs")).Select(File.ReadAllText));

    [Fact]
    public void Its_commands_name_projects_classes_and_variables_that_exist()
    {
        Assert.True(Commands.Length >= 6);
        foreach (var command in Commands)
        {
            foreach (Match project in Project().Matches(command))
                Assert.True(Directory.EnumerateFiles(Docs.PathOf(project.Value), "*.csproj").Any(), command);
            foreach (Match type in TestClass().Matches(command))
                Assert.Contains($"class {type.Groups[1].Value}", TestSources);
            foreach (Match variable in Variable().Matches(command))
                Assert.Contains($"\"{variable.Value}\"", TestSources);
        }
    }

    [Fact]
    public void Its_transcript_holds_only_lines_that_a_player_knows()
    {
        var player = Docs.Read("tests/KotanBot.Core.Tests/Conversations/Transcript.cs");
        var example = Assert.Single(Docs.Blocks("CONTRIBUTING.md"), b => b.Language == "chat").Text;
        var words = Stimulus().Matches(example + Docs.Section("CONTRIBUTING.md", "Add a transcript").Replace("`", "\n")).Select(m => m.Groups[1].Value).Distinct().ToArray();
        Assert.True(words.Length >= 8);
        foreach (var word in words)
            Assert.Contains($"\"{word}\"", player);
    }

    [GeneratedRegex("(?:src|tests)/[A-Z][A-Za-z.]+")]
    private static partial Regex Project();

    [GeneratedRegex("\\*\\.([A-Za-z]+)\"")]
    private static partial Regex TestClass();

    [GeneratedRegex("KOTANBOT_[A-Z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex("^(@[a-z]+|[a-z-]+(?=:(?: |\n)))", RegexOptions.Multiline)]
    private static partial Regex Stimulus();
}
