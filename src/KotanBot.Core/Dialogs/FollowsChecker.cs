using KotanBot.Core.Definitions;

namespace KotanBot.Core.Dialogs;

/// <summary>Finds answers that could never follow, and statuses that a report could never set.</summary>
internal static class FollowsChecker
{
    public static void Check(Dialog dialog, YamlMap map, IssueList issues)
    {
        var places = map.Maps("steps");
        for (var i = 0; i < dialog.Steps.Length; i++)
            if (dialog.Steps[i] is ChooseStep step)
                CheckStep(dialog, step, i, places[i], issues);
        if (dialog.SetsStatus is { } setting)
            CheckSetting(dialog, setting, map.Map("sets-status")!, issues);
    }

    private static void CheckStep(Dialog dialog, ChooseStep step, int position, YamlMap map, IssueList issues)
    {
        foreach (var (follows, at) in step.Follows.Zip(map.OptionalMaps("follows")))
        {
            DialogChecker.CheckCondition(dialog, follows.When, position, at, issues);
            if (step.Options.All(o => o.Key != follows.Value))
                issues.Add("unknown-option", at.Find("value")!, $"`{follows.Value}` is no option of `{step.Id}`; the options are {string.Join(", ", step.Options.Select(o => o.Key))}");
            if (step.SavesAs is not null)
                issues.Add("not-allowed", at, "what fills the person's profile is asked and never follows");
        }
    }

    private static void CheckSetting(Dialog dialog, StatusSetting setting, YamlMap map, IssueList issues)
    {
        if (dialog.Purpose != DialogPurpose.Report)
            issues.Add("not-allowed", map, "only a `report` sets a status, because an office accepts it first");
        if (dialog.FindStep(setting.Entry) is not EntryStep { Required: true, When: null, OnRequest: false })
            issues.Add("unknown-step", map.Find("entry")!, $"`{setting.Entry}` is no `entry` that is `required` and always asked");
        if (dialog.FindStep(setting.Status) is not ChooseStep { Required: true, When: null, OnRequest: false })
            issues.Add("unknown-step", map.Find("status")!, $"`{setting.Status}` is no `choose` that is `required` and always asked");
        if (setting.Dated is not null && dialog.FindStep(setting.Dated) is not DateStep)
            issues.Add("unknown-step", map.Find("dated")!, $"this dialog asks no date at a step `{setting.Dated}`");
    }
}
