using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Indices;

/// <summary>
/// How far people are with an instrument that is filled in elsewhere: an index without a formula counts what the last report about each entry of a register says,
/// and never a value.
/// </summary>
/// <param name="Dialog">The reports that tell the counts.</param>
/// <param name="Entry">Their step that names the entry.</param>
/// <param name="Groups">Whose counts they tell.</param>
public sealed record IndexCounting(string Dialog, string Entry, ImmutableArray<CountedGroup> Groups)
{
    /// <summary>How many of the wanted an entry has, where no group makes up for another.</summary>
    /// <param name="counts">By group, in the order of <see cref="Groups"/>.</param>
    public int Reached(IReadOnlyList<int> counts) => Groups.Select((g, i) => Math.Min(g.Target, counts[i])).Sum();

    public int Wanted => Groups.Sum(g => g.Target);

    public bool IsComplete(IReadOnlyList<int> counts) => Reached(counts) == Wanted;
}

/// <summary>A group whose count stands at a number step, and how many are wanted of each entry.</summary>
public sealed record CountedGroup(string Id, LocalText Title, string Step, int Target);

/// <summary>How many entries there are, of how many something was reported, and how many have all that is wanted.</summary>
public sealed record IndexEntries(int All, int Reported, int Complete);

/// <summary>Reads and checks the <c>progress</c> of an index.</summary>
internal static class IndexCountingReader
{
    public static IndexCounting? Read(YamlMap root)
    {
        if (root.OptionalMap("progress") is not { } map)
            return null;
        var groups = ImmutableArray.CreateBuilder<CountedGroup>();
        foreach (var entry in map.Maps("groups"))
        {
            var group = new CountedGroup(IndexReader.ReadId(entry, "id"), LocalText.Read(entry, "title"), entry.Text("step"), entry.OptionalInteger("target") ?? 0);
            entry.Require("target");
            if (entry.Has("target") && group.Target < 1)
                entry.Issues.Add("bad-target", entry.Find("target")!, "`target` is at least 1");
            if (groups.Any(g => g.Id == group.Id))
                entry.Issues.Add("duplicate-id", entry, $"the group `{group.Id}` stands twice");
            groups.Add(group);
            entry.Close();
        }

        var counting = new IndexCounting(map.Text("dialog"), map.Text("entry"), groups.ToImmutable());
        map.Close();
        return counting;
    }

    public static void Check(IndexDefinition definition, IReadOnlyCollection<Dialog> dialogs, IssueList issues)
    {
        if (definition.Counting is not { } counting)
            return;
        void Issue(string code, string text) => issues.Add(new Issue(code, $"indices/{definition.Id}-{definition.Edition}.yaml", 1, 1, text));
        if (dialogs.FirstOrDefault(d => d.Id == counting.Dialog) is not { Purpose: DialogPurpose.Report } dialog)
        {
            Issue("unknown-dialog", $"`progress` names `{counting.Dialog}`, which is no dialog with the purpose `report`");
            return;
        }

        if (dialog.FindStep(counting.Entry) is not EntryStep)
            Issue("unknown-step", $"`{counting.Dialog}` names no entry of a register at a step `{counting.Entry}`");
        foreach (var group in counting.Groups.Where(g => dialog.FindStep(g.Step) is not NumberStep))
            Issue("unknown-step", $"`{counting.Dialog}` asks no number at a step `{group.Step}`");
    }
}
