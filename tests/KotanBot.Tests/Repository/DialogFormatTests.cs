using System.Text.RegularExpressions;
using KotanBot.Core.Definitions;

namespace KotanBot.Tests.Repository;

/// <summary>docs/dialog-format.md may promise only what the readers accept, and must name everything that they accept.</summary>
public sealed partial class DialogFormatTests
{
    private const string Document = "docs/dialog-format.md";

    private const string Head = "dialog: contoh\npurpose: report\ntitle: Contoh\nroles: [petugas]\nsteps:\n";

    private const string End = "  - { id: contoh-periksa, type: review, text: Periksa }\n  - { id: contoh-kirim, type: submit, text: Terkirim }\n";

    public static TheoryData<string> StepTypes => [.. KnownOf("unknown-type", Head + "  - { id: x, type: what, text: T }\n")];

    [Fact]
    public void Good_examples_load_without_issues()
    {
        var loaded = 0;
        foreach (var block in Docs.Blocks(Document).Where(b => b.Language == "yaml" && b.Note is not "issues"))
        {
            var issues = block.Note switch
            {
                "dialog" => IssuesWith(FileNameOf(block.Text), block.Text),
                "steps" => IssuesWith("contoh.yaml", Whole(block.Text)),
                "index" => IssuesWith("indices/kesiapan-2026.yaml", block.Text),
                "bank" => IssuesWith("banks/contoh.yaml", block.Text),
                _ when block.Note.StartsWith("excerpt ", StringComparison.Ordinal) => Excerpt(block),
                _ => throw new FormatException($"an example of {Document} does not say what it is: {block.Note}"),
            };
            Assert.Equal("", issues);
            loaded++;
        }

        Assert.True(loaded >= 15);
    }

    [Fact]
    public void Broken_examples_give_the_issues_below_them()
    {
        var blocks = Docs.Blocks(Document);
        var broken = Enumerable.Range(0, blocks.Count).Where(i => blocks[i] is { Language: "yaml", Note: "issues" }).ToArray();
        Assert.True(broken.Length >= 2);
        foreach (var i in broken)
        {
            Assert.Equal("text", blocks[i + 1].Language);
            Assert.Equal(blocks[i + 1].Text, IssuesWith(blocks[i].Text.StartsWith("bank:", StringComparison.Ordinal) ? "banks/rusak.yaml" : "rusak.yaml", blocks[i].Text));
        }
    }

    [Theory]
    [MemberData(nameof(StepTypes))]
    public void A_step_type_has_a_heading_an_example_and_all_its_keys(string type)
    {
        var section = Docs.Section(Document, type);
        var common = Docs.Section(Document, "Keys of every step");
        var known = KnownOf("unknown-key", $"{Head}  - {{ id: x, type: {type}, text: T, what: 1, options: [{{ key: a, label: A }}, {{ key: b, label: B }}] }}\n", "`what`")
            .Where(k => k != "options" || type.StartsWith("choose", StringComparison.Ordinal)).ToArray();

        Assert.Contains($"  type: {type}\n", section);
        Assert.Equal("", string.Join(", ", known.Where(k => !section.Contains($"`{k}`") && !common.Contains($"`{k}`"))));
        Assert.Empty(KeysAtBullets(section).Except(known));
    }

    [Fact]
    public void Every_key_of_a_dialog_an_option_a_help_and_an_index_is_named()
    {
        const string choice = "  - { id: x, type: choose, text: T, options: [{ key: a, label: A, what: 1 }, { key: b, label: B }] }\n";
        const string help = "  - { id: x, type: note, text: T, help: { definition: D, what: 1 } }\n";
        Covers(Docs.Section(Document, "A dialog"), KnownOf("unknown-key", "what: 1\n" + Head + "  - { id: x, type: note, text: T }\n"));
        Covers(Docs.Section(Document, "choose"), KnownOf("unknown-key", Head + choice));
        Covers(Docs.Section(Document, "Help"), KnownOf("unknown-key", Head + help));
        Covers(Docs.Section(Document, "Plans"), KnownOf("unknown-key", Head + "  - { id: x, type: questionnaire, bank: ikp, text: T, plan: { what: 1 } }\n"));
        var index = Docs.Blocks(Document).Single(b => b.Note == "index").Text;
        Covers(Docs.Section(Document, "indices/"), KnownOf("unknown-key", index + "what: 1\n", file: "indices/kesiapan-2026.yaml"));
        Covers(Docs.Section(Document, "indices/"), KnownOf("unknown-key", index.Replace("{ id: jadwal }", "{ id: jadwal, what: 1 }"), file: "indices/kesiapan-2026.yaml"));
        Covers(Docs.Section(Document, "indices/"), KnownOf("unknown-key", index.Replace("rounding: {", "rounding: { what: 1,"), file: "indices/kesiapan-2026.yaml"));
    }

    [Theory]
    [InlineData("bank: contoh\n", "bank: contoh\nwhat: 1\n")]
    [InlineData("weight: 2,", "weight: 2, what: 1,")]
    [InlineData("- id: lingkungan\n", "- id: lingkungan\n    what: 1\n")]
    [InlineData("- { id: pengawasan,", "- { what: 1, id: pengawasan,")]
    [InlineData("- id: sering\n", "- id: sering\n    what: 1\n")]
    [InlineData("aliases: [jarang],", "aliases: [jarang], what: 1,")]
    [InlineData("    variable: lingkungan\n", "    variable: lingkungan\n    what: 1\n")]
    [InlineData("counts: reports,", "counts: reports, what: 1,")]
    public void Every_key_of_a_bank_is_named(string from, string to)
    {
        var bank = Docs.Blocks(Document).Single(b => b.Note == "bank").Text;
        Assert.Contains(from, bank);
        Covers(Docs.Section(Document, "Item banks"), KnownOf("unknown-key", bank.Replace(from, to), file: "banks/contoh.yaml"));
    }

    /// <summary>The codes that only banks can give; those of any file are explained by their own text.</summary>
    [Fact]
    public void Every_rule_of_a_bank_is_explained()
    {
        var sources = Directory.EnumerateFiles(Docs.PathOf("src/KotanBot.Core/Questionnaires/Banks"), "*.cs").Select(File.ReadAllText);
        var codes = sources.SelectMany(s => IssueCode().Matches(s)).Select(m => m.Groups[1].Value).Distinct().Where(c => c != "missing-key").ToArray();
        Assert.True(codes.Length > 30);
        Covers(Docs.Section(Document, "Item banks"), codes);
    }

    [Fact]
    public void Conditions_facts_roles_and_actions_are_named_in_full()
    {
        var conditions = Docs.Section(Document, "Conditions");
        Covers(conditions.Replace("`equals:", "`equals`").Replace("`in:", "`in`").Replace("`less-than:", "`less-than`").Replace("`at-least:", "`at-least`").Replace("`all:", "`all`").Replace("`any:", "`any`").Replace("`not:", "`not`"),
            ["equals", "in", "less-than", "at-least", "all", "any", "not"]);
        Covers(conditions, KnownOf("unknown-fact", Head + "  - { id: x, type: note, text: T, when: { equals: { fact: what, value: v } } }\n" + End));
        Covers(Docs.Section(Document, "A dialog"), KnownOf("unknown-role", Head.Replace("petugas", "what") + End));
        Covers(Docs.Section(Document, "commands.yaml"), KnownOf("unknown-action", "commands:\n  - { action: what, command: /what, words: [], description: D }\n", file: "commands.yaml"));
    }

    private static void Covers(string section, IEnumerable<string> names) => Assert.Equal("", string.Join(", ", names.Where(n => !section.Contains($"`{n}`"))));

    private static string Whole(string steps)
    {
        var indented = string.Concat(steps.TrimEnd('\n').Split('\n').Select(l => $"  {l}\n"));
        return Head + indented + (steps.Contains("type: submit") ? "" : End);
    }

    private static string Excerpt(DocBlock block)
    {
        var file = block.Note["excerpt ".Length..];
        return Docs.Read("dialogs/" + file).Contains(block.Text) ? "" : $"{file} does not hold this excerpt:\n{block.Text}";
    }

    /// <summary>What the reader says is known, from its own issue about something unknown.</summary>
    private static string[] KnownOf(string code, string text, string about = "what", string file = "contoh.yaml")
    {
        var issue = Issues(file, text).First(i => i.Code == code && i.Text.Contains(about));
        return Known().Match(issue.Text).Groups[1].Value.Split(", ");
    }

    private static IEnumerable<string> KeysAtBullets(string section) =>
        Bullet().Matches(section).SelectMany(m => Quoted().Matches(m.Groups[1].Value)).Select(m => m.Groups[1].Value).Where(k => k is not ("regency" or "district"));

    /// <summary>A dialog stands in a file of its own name.</summary>
    private static string FileNameOf(string text) => text.Split('\n').First(l => l.StartsWith("dialog: ", StringComparison.Ordinal))["dialog: ".Length..].Trim() + ".yaml";

    private static string IssuesWith(string file, string text) => string.Concat(Issues(file, text).Select(i => $"{i}\n"));

    /// <summary>The issues of the shipped folder with one more or another file.</summary>
    private static IssueList Issues(string file, string text)
    {
        var issues = new IssueList();
        var files = new Dictionary<string, string>(DefinitionFiles.ReadTexts(Docs.PathOf("dialogs"), issues)) { [file] = text };
        DefinitionsReader.Read(files, issues);
        return issues;
    }

    [GeneratedRegex("""Add\("([a-z-]+)",""")]
    private static partial Regex IssueCode();

    [GeneratedRegex("known: (.+)$")]
    private static partial Regex Known();

    [GeneratedRegex("^- (`[^:\n]*):", RegexOptions.Multiline)]
    private static partial Regex Bullet();

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Quoted();
}
