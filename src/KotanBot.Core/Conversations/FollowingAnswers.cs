using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Answers that follow by rule from earlier ones. They are said in passing with the reason, and decided anew whenever an earlier answer changes.</summary>
internal sealed class FollowingAnswers(Turn turn)
{
    /// <summary>The rule that holds for a question now; null where the person decides.</summary>
    public FollowingAnswer? RuleOf(Step step, Run run) =>
        (step as ChooseStep)?.Follows.FirstOrDefault(f => ConditionCheck.Holds(f.When, run, turn.Facts, turn.Conversation));

    /// <summary>What must change among the given answers after one of them did: by rule another option, or null where a rule holds no more and the person is asked.</summary>
    /// <param name="before">The run before the change.</param>
    public IEnumerable<(ChooseStep Step, FollowingAnswer? Rule)> Changed(Dialog dialog, Run before)
    {
        var run = turn.Run!;
        foreach (var step in dialog.Steps.OfType<ChooseStep>().Where(s => !s.Follows.IsEmpty))
        {
            if (run.Find(step.Id) is not { } given)
                continue;
            var rule = RuleOf(step, run);
            if (rule is null ? RuleOf(step, before) is not null : given is not AnswerValue.Choice choice || choice.Key != rule.Value)
                yield return (step, rule);
        }
    }
}
