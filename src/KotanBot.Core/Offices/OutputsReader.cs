using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>Reads <c>outputs.yaml</c> and holds each source against the dialog that it names, so that no output counts what nobody asks.</summary>
internal static class OutputsReader
{
    private const int LongestId = 32;

    /// <summary>Sound only when there was no issue; null for a file that cannot be read at all.</summary>
    public static OutputsFile? Read(string file, string text, IReadOnlyCollection<Dialog> dialogs, IssueList issues)
    {
        if (YamlReader.Read(file, text, issues) is not { } root)
            return null;
        var outputs = ImmutableArray.CreateBuilder<Output>();
        foreach (var entry in root.Maps("outputs"))
        {
            var output = ReadOutput(entry, dialogs);
            if (outputs.Any(o => o.Id == output.Id))
                issues.Add("duplicate-output", entry, $"the output `{output.Id}` stands twice");
            outputs.Add(output);
        }

        if (root.Find("outputs") is YamlList { Items: [] } list)
            issues.Add("no-outputs", list, "the list of outputs is empty");
        var week = root.Map("week") is { } map ? new WeekReader(dialogs).Read(map) : WeekSource.Nothing;
        var changes = ChangesReader.Read(root, dialogs);
        root.Close();
        return new OutputsFile(outputs.ToImmutable(), week, changes);
    }

    private static Output ReadOutput(YamlMap entry, IReadOnlyCollection<Dialog> dialogs)
    {
        var output = new Output
        {
            Id = entry.Text("id"),
            Title = LocalText.Read(entry, "title"),
            Unit = LocalText.Read(entry, "unit"),
            Sources = ReadSources(entry, dialogs),
            ByHand = LocalText.Optional(entry, "by-hand"),
        };
        if (entry.Find("id") is { } id && output.Id.Length > 0 && !IsId(output.Id))
            entry.Issues.Add("bad-output-id", id, $"an output's id is up to {LongestId} lower-case letters, digits and hyphens, a letter first");
        string[] origins = ["source", "sources", "by-hand"];
        if (origins.Count(entry.Has) != 1)
            entry.Issues.Add("bad-source", entry, "an output has exactly one of a `source`, several `sources` and the reason why it is entered `by-hand`");
        entry.Close();
        return output;
    }

    /// <summary>Ids travel in buttons and in commands, where a digit first would be a year.</summary>
    private static bool IsId(string id) => id.Length <= LongestId && id[0] is >= 'a' and <= 'z' && id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static ImmutableArray<OutputSource> ReadSources(YamlMap entry, IReadOnlyCollection<Dialog> dialogs)
    {
        ImmutableArray<OutputSource> sources = entry.OptionalMap("source") is { } source
            ? [ReadSource(source, dialogs)]
            : [.. entry.OptionalMaps("sources").Select(s => ReadSource(s, dialogs))];
        if (entry.Find("sources") is YamlList { Items: [] } list)
            entry.Issues.Add("bad-source", list, "the list of sources is empty");
        foreach (var twice in sources.GroupBy(s => s.Dialog).Where(g => g.Key.Length > 0 && g.Count() > 1))
            entry.Issues.Add("duplicate-source", entry.Find("sources")!, $"the dialog `{twice.Key}` stands twice, and a report of it could count twice");
        if (sources.Select(s => s.Counts is OutputCount.Lembaga or OutputCount.Region ? s.Counts : OutputCount.Sum).Distinct().Count() > 1)
            entry.Issues.Add("bad-count", entry.Find("sources")!, "what counts once each (`distinct`) cannot be added to anything else");
        return sources;
    }

    private static OutputSource ReadSource(YamlMap map, IReadOnlyCollection<Dialog> dialogs)
    {
        var name = map.Text("dialog");
        var dialog = dialogs.FirstOrDefault(d => d.Id == name);
        if (name.Length > 0 && dialog?.Purpose != DialogPurpose.Report)
            map.Issues.Add("unknown-dialog", map.Find("dialog")!, $"no dialog `{name}` has the purpose `report`");
        var (counts, sum) = ReadCount(map, dialog);
        var dated = map.OptionalText("dated");
        if (dated is not null && dialog is not null && dialog.FindStep(dated) is not DateStep)
            map.Issues.Add("unknown-step", map.Find("dated")!, $"`{name}` asks no date at a step `{dated}`");
        var source = new OutputSource(name, [.. map.OptionalMaps("when").Select(w => ReadCondition(w, dialog))], counts, sum, dated);
        map.Close();
        return source;
    }

    private static (OutputCount Counts, string? Sum) ReadCount(YamlMap map, Dialog? dialog)
    {
        string[] kinds = ["counts", "sum", "distinct"];
        if (kinds.Count(map.Has) != 1)
            map.Issues.Add("bad-count", map, $"a source holds exactly one of {string.Join(", ", kinds)}");
        map.OneOf("counts", "", "reports");
        var distinct = map.OneOf("distinct", "", "lembaga", "region");
        var sum = map.OptionalText("sum");
        if (sum is not null && dialog is not null && dialog.FindStep(sum) is not NumberStep)
            map.Issues.Add("unknown-step", map.Find("sum")!, $"`{dialog.Id}` asks no number at a step `{sum}`");
        if (distinct == "region" && dialog is not null && !dialog.Steps.Any(s => s is RegionStep))
            map.Issues.Add("unknown-step", map.Find("distinct")!, $"`{dialog.Id}` asks for no region");
        return sum is not null ? (OutputCount.Sum, sum) : (distinct switch { "lembaga" => OutputCount.Lembaga, "region" => OutputCount.Region, _ => OutputCount.Reports }, null);
    }

    private static OutputCondition ReadCondition(YamlMap map, Dialog? dialog)
    {
        var condition = new OutputCondition(map.Text("step"), [.. map.Texts("values")]);
        var options = dialog?.FindStep(condition.Step)?.Offered ?? [];
        if (condition.Values.IsEmpty)
            map.Issues.Add("missing-key", map, "a condition names the `values` that it lets through");
        if (dialog is not null && condition.Step.Length > 0 && options.IsEmpty)
            map.Issues.Add("unknown-step", map, $"`{dialog.Id}` has no choice at a step `{condition.Step}`");
        foreach (var value in map.Scalars("values").Where(v => !options.IsEmpty && options.All(o => o.Key != v.Value)))
            map.Issues.Add("unknown-option", value, $"`{value.Value}` is no option of `{condition.Step}`; the options are {string.Join(", ", options.Select(o => o.Key))}");
        map.Close();
        return condition;
    }
}

/// <summary>All of <c>outputs.yaml</c>.</summary>
internal sealed record OutputsFile(ImmutableArray<Output> Outputs, WeekSource Week, ImmutableArray<PairedChange> Changes);
