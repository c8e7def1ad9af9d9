using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Dialogs;

/// <summary>Finds what is readable and yet cannot work: steps that refer to nothing, dialogs that never send what they collect.</summary>
internal static class DialogChecker
{
    public static readonly string[] KnownRoles = [.. Access.Roles];

    public static void Check(Dialog dialog, YamlMap map, IssueList issues)
    {
        CheckHead(dialog, map, issues);
        var places = map.Maps("steps");
        var seen = new HashSet<string>();
        for (var i = 0; i < dialog.Steps.Length; i++)
        {
            var (step, at) = (dialog.Steps[i], (YamlNode)places[i]);
            if (!seen.Add(step.Id))
                issues.Add("duplicate-step", at, $"the step id `{step.Id}` stands twice");
            CheckStep(dialog, step, i, at, issues);
        }

        CheckEnd(dialog, map, issues);
        FollowsChecker.Check(dialog, map, issues);
        OneTapReader.Check(dialog, map);
        AgainReader.Check(dialog, map, issues);
    }

    private static void CheckHead(Dialog dialog, YamlMap map, IssueList issues)
    {
        foreach (var command in dialog.Commands.Where(c => c.Length < 2 || c[0] != '/' || c.Any(char.IsUpper) || c.Any(char.IsWhiteSpace)))
            issues.Add("bad-command", map.Find("commands")!, $"`{command}` must be one lower-case word after a slash");
        foreach (var role in dialog.StartsFor.Where(r => !dialog.Roles.Contains(r)))
            issues.Add("unknown-role", map.Find("starts-for")!, $"it starts for `{role}`, who is none of its `roles`");
        foreach (var role in dialog.Roles.Except(KnownRoles))
            issues.Add("unknown-role", map.Find("roles")!, $"`{role}` is no role; known: {string.Join(", ", KnownRoles)}");
        if (dialog.ReminderAfterHours <= 0 || dialog.ExpiresAfterHours <= dialog.ReminderAfterHours)
            issues.Add("bad-expiry", map, "the reminder comes after at least one hour and before the expiry");
        if (dialog.Purpose == DialogPurpose.IndexSheet && dialog.Index is null)
            issues.Add("missing-key", map, "an index sheet names its `index`");
        if (dialog.StoresSubmission && dialog.Roles.IsEmpty)
            issues.Add("missing-roles", map, "a dialog that stores answers names the `roles` that may start it");
        if (dialog.Steps.IsEmpty)
            issues.Add("no-steps", map.Find("steps") ?? map, "a dialog needs at least one step");
    }

    private static void CheckStep(Dialog dialog, Step step, int position, YamlNode at, IssueList issues)
    {
        CheckCondition(dialog, step.When, position, at, issues);
        switch (step)
        {
            case NumberStep number:
                if (number.Minimum > number.Maximum)
                    issues.Add("bad-range", at, "`minimum` is above `maximum`");
                if (number.AtMost is { } other && !dialog.Steps.Take(position).Any(s => s.Id == other && s is NumberStep))
                    issues.Add("unknown-step", at, $"`at-most` names `{other}`, which is no earlier number");
                break;
            case ChooseStep choose when choose.Options.Any(o => !IsKey(o.Key)):
            case ChooseManyStep severalKeys when severalKeys.Options.Any(o => !IsKey(o.Key)):
                issues.Add("bad-option-key", at, "an option key is up to 32 lower-case letters, digits and hyphens");
                break;
            case ChooseManyStep many when many.Minimum > many.Maximum || many.Minimum < 0 || many.Minimum > many.Options.Length:
                issues.Add("bad-range", at, "`minimum` and `maximum` do not fit the options");
                break;
            case TextStep text when text.MinimumLength > text.MaximumLength || text.MaximumLength > InputLimits.LongestText:
                issues.Add("bad-range", at, "`minimum-length` and `maximum-length` do not fit");
                break;
            case CodeStep { Letters: < 1 or > 6 } or CodeStep { Digits: < 1 or > 8 }:
                issues.Add("bad-range", at, "a code has 1 to 6 letters and 1 to 8 digits");
                break;
            case StopStep stop:
                CheckStop(dialog, stop, position, at, issues);
                break;
            case NoteStep note:
                CheckNote(dialog, note, position, at, issues);
                break;
            case EntryStep or CodeStep or QuestionnaireStep or DateStep or RegionStep or ChooseStep or PhotoStep or LocationStep or ReviewStep or SubmitStep or ChooseManyStep or TextStep:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        if (dialog.Purpose == DialogPurpose.Information && (step is not (NoteStep or ChooseStep or RegionStep or StopStep) || step.SavesAs is not null))
            issues.Add("not-allowed", at, "an information dialog holds notes, choices, regions and stops only, and saves nothing");
        if (dialog.StoresSubmission && step.IsQuestion && step is not ReviewStep && step.Label is null)
            issues.Add("missing-label", at, $"the step `{step.Id}` needs a short `label` for the review");
    }

    /// <summary>What was sent as a report has been looked over by others and is not taken back by an answer.</summary>
    private static void CheckStop(Dialog dialog, StopStep step, int position, YamlNode at, IssueList issues)
    {
        if (dialog.Purpose is not (DialogPurpose.Questionnaire or DialogPurpose.Information))
            issues.Add("not-allowed", at, "only a questionnaire or an information dialog can hold a `stop`");
        if (step.When is null)
            issues.Add("unreachable-step", at, "a `stop` without `when` ends every run");
        if (dialog.Steps.Take(position).Any(s => s is ReviewStep))
            issues.Add("unreachable-step", at, "a `stop` stands before the `review`");
    }

    private static void CheckNote(Dialog dialog, NoteStep step, int position, YamlNode at, IssueList issues)
    {
        if (step.OfficeOf is { } asked && !dialog.Steps.Take(position).Any(s => s.Id == asked && s is RegionStep))
            issues.Add("unknown-step", at, $"`office-of` names `{asked}`, which is no earlier region");
        foreach (var text in new[] { step.Text.Indonesian, step.Text.English }.OfType<string>().Where(t => t.Contains(NoteStep.OfficeMark, StringComparison.Ordinal) != step.OfficeOf is not null))
            issues.Add("bad-placeholder", at, $"`office-of` and `{NoteStep.OfficeMark}` in every language of the text belong together");
        foreach (var text in new[] { step.Text.Indonesian, step.Text.English }.OfType<string>().Where(t => HasOtherMark(t)))
            issues.Add("bad-placeholder", at, $"a note knows only the placeholders `{NoteStep.OfficeMark}` and `{NoteStep.CallCentreMark}`");
    }

    private static bool HasOtherMark(string text) =>
        text.Replace(NoteStep.OfficeMark, "", StringComparison.Ordinal).Replace(NoteStep.CallCentreMark, "", StringComparison.Ordinal).AsSpan().ContainsAny('{', '}');

    /// <param name="position">Only steps before it can be named.</param>
    internal static void CheckCondition(Dialog dialog, Condition? condition, int position, YamlNode at, IssueList issues)
    {
        foreach (var operand in Operands(condition))
            CheckOperand(dialog, operand, position, at, issues);
        foreach (var (operand, value) in Comparisons(condition))
            CheckValue(dialog, operand, value, at, issues);
        foreach (var count in Counts(condition))
            if (count.Operand is not Operand.OfAnswer answer || dialog.FindStep(answer.StepId) is not ChooseManyStep many)
                issues.Add("bad-condition", at, "`at-least` names a `choose-many` by `answer`");
            else if (count.Chosen < 1 || count.Chosen > Math.Min(many.Maximum, many.Options.Length))
                issues.Add("bad-condition", at, $"`chosen` is {count.Chosen}, and so many options of `{many.Id}` cannot be chosen");
    }

    /// <summary>Keys travel in buttons, where Telegram leaves 64 bytes for everything.</summary>
    private static bool IsKey(string key) => key.Length is > 0 and <= 32 && key.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static void CheckOperand(Dialog dialog, Operand operand, int position, YamlNode at, IssueList issues)
    {
        switch (operand)
        {
            case Operand.OfAnswer answer when !dialog.Steps.Take(position).Any(s => s.Id == answer.StepId && s.IsQuestion):
                issues.Add("unknown-step", at, $"a condition names `{answer.StepId}`, which is no earlier question");
                break;
            case Operand.OfFact fact when !FactNames.All.Contains(fact.Name):
                issues.Add("unknown-fact", at, $"`{fact.Name}` is no fact; known: {string.Join(", ", FactNames.All)}");
                break;
            case Operand.OfAnswer or Operand.OfFact:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>A value that no option has would make the question unreachable without a word.</summary>
    private static void CheckValue(Dialog dialog, Operand operand, string value, YamlNode at, IssueList issues)
    {
        var options = operand is Operand.OfAnswer answer
            ? dialog.FindStep(answer.StepId) switch
            {
                ChooseStep choose => choose.Options,
                ChooseManyStep many => many.Options,
                _ => [],
            }
            : [];
        if (options.Length > 0 && options.All(o => o.Key != value))
            issues.Add("unknown-option", at, $"a condition compares with `{value}`; the options are {string.Join(", ", options.Select(o => o.Key))}");
        if (operand is Operand.OfFact { Name: "role" } && !KnownRoles.Contains(value))
            issues.Add("unknown-role", at, $"a condition compares with the role `{value}`; known: {string.Join(", ", KnownRoles)}");
    }

    private static IEnumerable<(Operand Operand, string Value)> Comparisons(Condition? condition) => condition switch
    {
        Condition.EqualTo c => [(c.Operand, c.Value)],
        Condition.In c => c.Values.Select(v => (c.Operand, v)),
        Condition.All c => c.Conditions.SelectMany(Comparisons),
        Condition.Any c => c.Conditions.SelectMany(Comparisons),
        Condition.Not c => Comparisons(c.Condition),
        Condition.LessThan or Condition.AtLeast or null => [],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static void CheckEnd(Dialog dialog, YamlMap map, IssueList issues)
    {
        if (!dialog.StoresSubmission)
            return;
        var review = Array.FindIndex([.. dialog.Steps], s => s is ReviewStep);
        var submit = Array.FindIndex([.. dialog.Steps], s => s is SubmitStep);
        if (submit < 0)
            issues.Add("no-submit", map, "the dialog collects answers and never sends them: a `submit` step is missing");
        if (review < 0)
            issues.Add("no-review", map, "the person must see everything before it is sent: a `review` step is missing");
        if (submit >= 0 && review > submit)
            issues.Add("no-review", map, "the `review` stands before the `submit`");
        if (submit >= 0 && submit != dialog.Steps.Length - 1)
            issues.Add("unreachable-step", map, "nothing can follow the `submit` step");
    }

    private static IEnumerable<Condition.AtLeast> Counts(Condition? condition) => condition switch
    {
        Condition.AtLeast c => [c],
        Condition.All c => c.Conditions.SelectMany(Counts),
        Condition.Any c => c.Conditions.SelectMany(Counts),
        Condition.Not c => Counts(c.Condition),
        Condition.EqualTo or Condition.In or Condition.LessThan or null => [],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static IEnumerable<Operand> Operands(Condition? condition) => condition switch
    {
        null => [],
        Condition.EqualTo c => [c.Operand],
        Condition.In c => [c.Operand],
        Condition.LessThan c => [c.Operand],
        Condition.AtLeast c => [c.Operand],
        Condition.All c => c.Conditions.SelectMany(Operands),
        Condition.Any c => c.Conditions.SelectMany(Operands),
        Condition.Not c => Operands(c.Condition),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
