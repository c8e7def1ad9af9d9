using KotanBot.Core.Definitions;

namespace KotanBot.Core.Dialogs;

/// <summary>Reads <c>again</c> of a dialog and, with <c>respondents</c>, finds what could not work with several people.</summary>
internal static class AgainReader
{
    public static Again Read(YamlMap map)
    {
        var again = new Again(LocalText.Read(map, "text"), [.. map.Texts("carry")]);
        map.Close();
        return again;
    }

    public static void Check(Dialog dialog, YamlMap map, IssueList issues)
    {
        if (dialog.AsksOthers && dialog.Purpose != DialogPurpose.Questionnaire)
            issues.Add("not-allowed", map.Find("respondents")!, "only a questionnaire asks others");
        else if (dialog.AsksOthers && !dialog.Steps.Any(s => s is StopStep))
            issues.Add("no-stop", map, "whoever is asked by somebody else can say no: a `stop` step is missing");
        if (dialog.Again is not { } again || map.OptionalMap("again") is not { } at)
            return;
        if (!dialog.StoresSubmission)
            issues.Add("not-allowed", at, "only a dialog that stores answers begins again");
        foreach (var step in at.Scalars("carry").Where(c => !IsCarried(dialog.FindStep(c.Value))))
            issues.Add("unknown-step", step, $"`carry` names `{step.Value}`, which is no choice, number, date, region, entry or text of this dialog");
        foreach (var step in at.Scalars("carry").Where(c => dialog.Steps.OfType<StopStep>().SelectMany(s => DialogChecker.Operands(s.When)).Contains(new Operand.OfAnswer(c.Value))))
            issues.Add("not-allowed", step, $"`{step.Value}` tells whether somebody agrees, so each person is asked it anew");
        if (again.Carry.Distinct().Count() < again.Carry.Length)
            issues.Add("duplicate-step", at.Find("carry")!, "a step stands twice under `carry`");
    }

    private static bool IsCarried(Step? step) => step is ChooseStep or ChooseManyStep or NumberStep or DateStep or RegionStep or EntryStep or TextStep { IsInvitation: false };
}
