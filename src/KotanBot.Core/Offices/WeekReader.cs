using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>Reads the <c>week</c> of <c>outputs.yaml</c> and holds it against the dialogs that it names.</summary>
internal sealed class WeekReader(IReadOnlyCollection<Dialog> dialogs)
{
    public WeekSource Read(YamlMap map)
    {
        var reports = map.Maps("reports").Select(r => (Map: r, Source: ReadReport(r))).ToList();
        var nothing = map.Map("null-report");
        var source = new WeekSource(
            [.. reports.Select(r => r.Source)],
            Options(map, "office-money", reports.Select(r => (r.Source.Dialog, r.Source.Funding)), required: true),
            Options(map, "no-obstacle", reports.Select(r => (r.Source.Dialog, r.Source.Obstacles)), required: false),
            nothing?.Text("dialog") ?? "",
            nothing is null ? "" : Step(nothing, "reason", DialogOf(nothing, DialogPurpose.NullReport, "null-report"), required: true) ?? "");
        if (map.Find("reports") is YamlList { Items: [] } list)
            map.Issues.Add("no-reports", list, "a week counts the reports of at least one dialog");
        foreach (var (at, report) in reports)
            Check(at, report, [.. reports.Select(r => r.Source)]);
        nothing?.Close();
        map.Close();
        return source;
    }

    private WeekReport ReadReport(YamlMap map)
    {
        var dialog = DialogOf(map, DialogPurpose.Report, "report");
        var report = new WeekReport(
            map.Text("dialog"), Step(map, "kind", dialog), map.OptionalText("kind-is"), Numbers(map, dialog), Step(map, "funding", dialog), Step(map, "obstacles", dialog));
        map.Close();
        return report;
    }

    /// <summary>A report that two entries count would be two; a kind that nobody knows would have no name.</summary>
    private void Check(YamlMap map, WeekReport report, ImmutableArray<WeekReport> all)
    {
        if (report.Dialog.Length > 0 && !ReferenceEquals(all.First(r => r.Dialog == report.Dialog), report))
            map.Issues.Add("duplicate-report", map, $"the dialog `{report.Dialog}` stands twice, and its reports would count twice");
        if (report.Kind is null == report.KindIs is null)
            map.Issues.Add("bad-kind", map, "a report has either a `kind`, the choice that tells what was done, or `kind-is`, what was done");
        var known = all.SelectMany(r => OptionsOf(r.Dialog, r.Kind)).Select(o => o.Key).Append(report.Dialog);
        if (report.KindIs is { } kind && report.Dialog.Length > 0 && !known.Contains(kind))
            map.Issues.Add("unknown-kind", map.Find("kind-is")!, $"`{kind}` is neither the dialog itself nor an option of a `kind`");
    }

    private Dialog? DialogOf(YamlMap map, DialogPurpose purpose, string word)
    {
        var name = map.Text("dialog");
        var dialog = dialogs.FirstOrDefault(d => d.Id == name && d.Purpose == purpose);
        if (name.Length > 0 && dialog is null)
            map.Issues.Add("unknown-dialog", map.Find("dialog")!, $"no dialog `{name}` has the purpose `{word}`");
        return dialog;
    }

    private static string? Step(YamlMap map, string key, Dialog? dialog, bool required = false)
    {
        var step = required ? map.Text(key) : map.OptionalText(key);
        if (step is { Length: > 0 } && dialog is not null && dialog.FindStep(step) is not (ChooseStep or ChooseManyStep))
            map.Issues.Add("unknown-step", map.Find(key)!, $"`{dialog.Id}` has no choice at a step `{step}`");
        return step;
    }

    private static ImmutableArray<string> Numbers(YamlMap map, Dialog? dialog)
    {
        foreach (var step in map.Scalars("people").Where(s => dialog is not null && dialog.FindStep(s.Value) is not NumberStep))
            map.Issues.Add("unknown-step", step, $"`{dialog!.Id}` asks no number at a step `{step.Value}`");
        return [.. map.Texts("people")];
    }

    /// <summary>Each of them is an option of at least one of these steps.</summary>
    private ImmutableArray<string> Options(YamlMap map, string key, IEnumerable<(string Dialog, string? Step)> steps, bool required)
    {
        if (required)
            map.Require(key);
        var known = steps.SelectMany(s => OptionsOf(s.Dialog, s.Step)).Select(o => o.Key).Distinct().ToList();
        foreach (var option in map.Scalars(key).Where(v => known.Count > 0 && !known.Contains(v.Value)))
            map.Issues.Add("unknown-option", option, $"`{option.Value}` is no option there; the options are {string.Join(", ", known)}");
        return [.. map.Texts(key)];
    }

    private ImmutableArray<Option> OptionsOf(string dialog, string? step) =>
        step is not null && dialogs.FirstOrDefault(d => d.Id == dialog)?.FindStep(step) is { } found ? found.Offered : [];
}
