using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Puts answers into the open run and follows what they change about the others.</summary>
internal sealed class AnswerKeeping(Turn turn)
{
    /// <summary>Keeps an answer and drops those that it makes meaningless.</summary>
    public void Keep(Step step, AnswerValue value)
    {
        var run = turn.Run!;
        var before = run.Find(step.Id);
        var current = turn.DialogOf(run)!;
        if (run.Revising && !value.Equals(before) && QuestionnaireFlow.Decided(current, run, step.Id))
        {
            turn.Say(EngineTexts.GroupStays, ("command", current.Commands.FirstOrDefault() ?? "/bantuan"));
            return;
        }

        turn.Run = run.WithAnswer(step.Id, value, PlaceOf(step, run));
        Store(run, step.Id, before, value, new QuestionnaireFlow(turn).SecondsOf(step, run));
        new ProfileFlow(turn).Save(step, value);
        new QuestionnaireFlow(turn).Follow(turn.DialogOf(turn.Run)!, step.Id);
        var dialog = turn.DialogOf(turn.Run)!;
        Drop(dialog, run, Overtaken(dialog, step));
        // What follows by rule makes others meaningless, or lets them follow in turn; rules look at earlier steps only, so it comes to rest.
        do
            Drop(dialog, run, turn.PathOf(dialog, turn.Run).Orphans);
        while (Follow(dialog, run));
    }

    private void Drop(Dialog dialog, Run before, IEnumerable<string> stepIds)
    {
        foreach (var id in stepIds.ToList())
        {
            var lost = turn.Run!.Find(id);
            turn.Run = turn.Run.WithoutAnswer(id);
            if (dialog.FindStep(id) is NumberStep { OnRequest: true } && !turn.Run.Requested.Contains(id))
                turn.Run = turn.Run with { Requested = turn.Run.Requested.Add(id) };
            Store(before, id, lost, null, null);
        }
    }

    /// <returns>Whether an answer changed.</returns>
    private bool Follow(Dialog dialog, Run before)
    {
        var changed = new FollowingAnswers(turn).Changed(dialog, before).ToList();
        foreach (var (step, rule) in changed)
        {
            var run = turn.Run!;
            var given = run.Find(step.Id);
            turn.Run = rule is null ? run.WithoutAnswer(step.Id) : run.WithAnswer(step.Id, new AnswerValue.Choice(rule.Value), null);
            if (rule is not null)
                turn.Say(rule.Text.In(turn.Language));
            new QuietAnswers(turn).Store(run, step.Id, given, rule is null ? null : new AnswerValue.Choice(rule.Value));
        }

        return changed.Count > 0;
    }

    /// <summary>Null where a photo or a correction comes out of turn.</summary>
    private LogPlace? PlaceOf(Step step, Run run) =>
        step.Id == run.StepId && run.Sub is not SubQuestion.ConfirmChange && turn.MessageOrdinal is { } message ? new LogPlace(run.AskedFrom ?? message, message) : null;

    /// <summary>Numbers that must not exceed this one and now do: fewer people tested than were positive. They are asked again.</summary>
    private IEnumerable<string> Overtaken(Dialog dialog, Step changed)
    {
        var run = turn.Run!;
        if (run.Find(changed.Id) is not AnswerValue.Number limit)
            return [];
        return dialog.Steps.OfType<NumberStep>()
            .Where(s => s.AtMost == changed.Id && run.Find(s.Id) is AnswerValue.Number number && number.Value > limit.Value)
            .Select(s => s.Id);
    }

    private void Store(Run run, string stepId, AnswerValue? before, AnswerValue? after, double? seconds)
    {
        var changed = new QuietAnswers(turn).Store(run, stepId, before, after, seconds);
        if (changed && turn.DialogOf(run) is { StoresSubmission: true } && run.Revising && after is not null)
            turn.Say(EngineTexts.ChangeSaved);
    }
}
