using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>Reads the <c>week</c> of <c>outputs.yaml</c>.</summary>
internal static class WeekReader
{
    public static WeekSource Read(YamlMap map, IReadOnlyCollection<Dialog> dialogs)
    {
        var (report, nothing) = (map.Map("report"), map.Map("null-report"));
        map.Close();
        if (report is null || nothing is null)
            return WeekSource.Nothing;
        var (told, untold) = (DialogOf(report, DialogPurpose.Report, "report", dialogs), DialogOf(nothing, DialogPurpose.NullReport, "null-report", dialogs));
        var source = new WeekSource(
            report.Text("dialog"),
            Choice(report, "kind", told),
            Numbers(report, told),
            Choice(report, "funding", told),
            OfficeMoney(report, told),
            nothing.Text("dialog"),
            Choice(nothing, "reason", untold));
        report.Close();
        nothing.Close();
        return source;
    }

    private static Dialog? DialogOf(YamlMap map, DialogPurpose purpose, string word, IReadOnlyCollection<Dialog> dialogs)
    {
        var name = map.Text("dialog");
        var dialog = dialogs.FirstOrDefault(d => d.Id == name && d.Purpose == purpose);
        if (name.Length > 0 && dialog is null)
            map.Issues.Add("unknown-dialog", map.Find("dialog")!, $"no dialog `{name}` has the purpose `{word}`");
        return dialog;
    }

    private static string Choice(YamlMap map, string key, Dialog? dialog)
    {
        var step = map.Text(key);
        if (step.Length > 0 && dialog is not null && dialog.FindStep(step) is not ChooseStep)
            map.Issues.Add("unknown-step", map.Find(key)!, $"`{dialog.Id}` has no choice at a step `{step}`");
        return step;
    }

    private static ImmutableArray<string> Numbers(YamlMap map, Dialog? dialog)
    {
        map.Require("people");
        foreach (var step in map.Scalars("people").Where(s => dialog is not null && dialog.FindStep(s.Value) is not NumberStep))
            map.Issues.Add("unknown-step", step, $"`{dialog!.Id}` asks no number at a step `{step.Value}`");
        return [.. map.Texts("people")];
    }

    private static ImmutableArray<string> OfficeMoney(YamlMap map, Dialog? dialog)
    {
        map.Require("office-money");
        if (dialog?.FindStep(map.OptionalText("funding") ?? "") is ChooseStep funding)
            foreach (var option in map.Scalars("office-money").Where(v => funding.Options.All(o => o.Key != v.Value)))
                map.Issues.Add("unknown-option", option, $"`{option.Value}` is no option of `{funding.Id}`; the options are {string.Join(", ", funding.Options.Select(o => o.Key))}");
        return [.. map.Texts("office-money")];
    }
}
