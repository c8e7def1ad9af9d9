using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>Reads the <c>changes</c> of <c>outputs.yaml</c> and holds each against the questionnaire that it names.</summary>
internal static class ChangesReader
{
    public static ImmutableArray<PairedChange> Read(YamlMap root, IReadOnlyCollection<Dialog> dialogs)
    {
        var changes = ImmutableArray.CreateBuilder<PairedChange>();
        foreach (var entry in root.OptionalMaps("changes"))
        {
            var change = ReadChange(entry, dialogs);
            if (changes.Any(c => c.Id == change.Id))
                entry.Issues.Add("duplicate-output", entry, $"the change `{change.Id}` stands twice");
            changes.Add(change);
        }

        return changes.ToImmutable();
    }

    private static PairedChange ReadChange(YamlMap entry, IReadOnlyCollection<Dialog> dialogs)
    {
        var change = new PairedChange(
            entry.Text("id"), LocalText.Read(entry, "title"), entry.Text("dialog"), entry.Text("code"), entry.Text("moment"), entry.Text("before"), entry.Text("after"), [.. entry.Texts("steps")]);
        entry.Require("steps");
        var dialog = dialogs.FirstOrDefault(d => d.Id == change.Dialog);
        if (change.Dialog.Length > 0 && dialog?.Purpose != DialogPurpose.Questionnaire)
            entry.Issues.Add("unknown-dialog", entry.Find("dialog")!, $"no dialog `{change.Dialog}` has the purpose `questionnaire`");
        else if (dialog is not null)
            Check(entry, change, dialog);
        entry.Close();
        return change;
    }

    private static void Check(YamlMap entry, PairedChange change, Dialog dialog)
    {
        if (change.Code.Length > 0 && dialog.FindStep(change.Code) is not CodeStep)
            entry.Issues.Add("unknown-step", entry.Find("code")!, $"`{dialog.Id}` asks no code at a step `{change.Code}`");
        if (change.Moment.Length > 0 && dialog.FindStep(change.Moment) is not ChooseStep)
            entry.Issues.Add("unknown-step", entry.Find("moment")!, $"`{dialog.Id}` has no choice at a step `{change.Moment}`");
        else if (dialog.FindStep(change.Moment) is ChooseStep moment)
            foreach (var key in new[] { "before", "after" }.Where(k => entry.Has(k) && moment.Options.All(o => o.Key != entry.Text(k))))
                entry.Issues.Add("unknown-option", entry.Find(key)!, $"`{entry.Text(key)}` is no option of `{moment.Id}`; the options are {string.Join(", ", moment.Options.Select(o => o.Key))}");
        if (change.Before == change.After && change.Before.Length > 0)
            entry.Issues.Add("bad-range", entry.Find("after")!, "`before` and `after` are two options");
        foreach (var step in entry.Scalars("steps").Where(s => !HasScores(dialog.FindStep(s.Value))))
            entry.Issues.Add("unknown-step", step, $"`{dialog.Id}` asks no number at a step `{step.Value}`, and no choice whose options all have a score");
        if (entry.Find("steps") is YamlList { Items: [] } list)
            entry.Issues.Add("no-steps", list, "a change is measured at one step at least");
    }

    private static bool HasScores(Step? step) => step is NumberStep || (step is ChooseStep choose && choose.Options.All(o => o.Score is not null));
}
