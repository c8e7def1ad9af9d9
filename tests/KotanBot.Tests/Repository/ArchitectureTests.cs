using System.Text.RegularExpressions;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Repository;

/// <summary>docs/architecture.md and docs/glossary.md name only what exists.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Migrations = string.Concat(
        Directory.EnumerateFiles(Docs.PathOf("src/KotanBot.Storage/Migrations"), "*.sql").Select(File.ReadAllText));

    private static readonly HashSet<string> Types = [.. new[] { typeof(ConversationEngine), typeof(TurnStore), typeof(TurnRunner), typeof(Stateless.StateMachine<,>) }
        .SelectMany(t => t.Assembly.GetTypes()).Select(t => t.Name.Split('`')[0])];

    /// <summary>Where a folder named in the layout may stand.</summary>
    private static readonly string[] Folders = ["", "src/KotanBot.Core/", "src/KotanBot/", "docs/", "tests/"];

    [Fact]
    public void The_life_cycle_diagrams_are_what_the_graph_command_prints()
    {
        var drawn = Docs.Blocks("docs/architecture.md").Where(b => b.Language == "mermaid").Select(b => b.Text.TrimEnd());
        Assert.Equal(new[] { Lifecycle.Diagram(), ReviewLifecycle.Diagram() }.Select(d => d.ReplaceLineEndings("\n").TrimEnd()), drawn);
    }

    [Fact]
    public void The_architecture_names_types_tables_and_files_that_exist()
    {
        var names = Code().Matches(Fences().Replace(Docs.Read("docs/architecture.md"), "")).Select(m => m.Groups[1].Value).Distinct().ToArray();
        Assert.True(names.Length > 30);
        Assert.Equal("", string.Join(", ", names.Where(n => TypeLike().IsMatch(n) && !Exists(n))));
        Assert.Equal("", string.Join(", ", names.Where(n => PathLike().IsMatch(n) && !Folders.Any(f => Path.Exists(Docs.PathOf(f + n.TrimEnd('/')))))));
        Assert.Empty(Tables().Matches(Migrations).Select(m => m.Groups[1].Value).Except(Renamed().Matches(Migrations).Select(m => m.Groups[1].Value)).Except(names));
        Assert.Empty(Renamed().Matches(Migrations).Select(m => m.Groups[2].Value).Except(names));
    }

    [Fact]
    public void Every_name_in_the_glossary_exists_in_the_code_or_the_definitions()
    {
        var rows = Row().Matches(Docs.Read("docs/glossary.md"));
        Assert.True(rows.Count > 30);
        Assert.Equal(rows.Count, rows.Select(r => r.Groups["term"].Value).Distinct().Count());
        var missing = rows.SelectMany(r => Code().Matches(r.Groups["code"].Value)).Select(m => m.Groups[1].Value)
            .Where(n => !Exists(n) && !Path.Exists(Docs.PathOf(n)) && !Regex.IsMatch(Migrations, $@"\b{Regex.Escape(n)}\b"));
        Assert.Equal("", string.Join(", ", missing));
    }

    /// <summary>A type, or a type and one of its members: <c>Conversation.Turn</c>.</summary>
    private static bool Exists(string name)
    {
        var parts = name.Split('<')[0].TrimEnd('(', ')').Split('.');
        return Types.Contains(parts[0]) && (parts.Length == 1 || Types.Contains(parts[1]) || HasMember(parts[0], parts[1]));
    }

    private static bool HasMember(string type, string member) =>
        new[] { typeof(ConversationEngine), typeof(TurnStore), typeof(TurnRunner) }
            .SelectMany(t => t.Assembly.GetTypes()).Where(t => t.Name.Split('`')[0] == type)
            .Any(t => t.GetMember(member, (System.Reflection.BindingFlags)(-1)).Length > 0);

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^[A-Z][A-Za-z]+[a-z][A-Za-z]*(\.[A-Z][A-Za-z]+)?(\(\))?$")]
    private static partial Regex TypeLike();

    [GeneratedRegex(@"^[a-z][\w.]*/[\w./*-]*$")]
    private static partial Regex PathLike();

    [GeneratedRegex(@"^create table (\w+)", RegexOptions.Multiline)]
    private static partial Regex Tables();

    [GeneratedRegex(@"^alter table (\w+) rename to (\w+)", RegexOptions.Multiline)]
    private static partial Regex Renamed();

    [GeneratedRegex(@"^\| (?<term>(?!term |---)[^|]+) \| (?<code>[^|]*) \| (?<meaning>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
