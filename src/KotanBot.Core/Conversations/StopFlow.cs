using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Ends a run at a <see cref="StopStep"/>: whoever was asked does not want it, so nothing of it stays.</summary>
internal sealed class StopFlow(Turn turn)
{
    public void Stop(RunFlow flow, Dialog dialog, Run run, StopStep step)
    {
        turn.Say(step.Text.In(turn.Language));
        turn.Run = null;
        turn.Fire(LifecycleTrigger.Finish);
        if (dialog.StoresSubmission)
            turn.Do(new Effect.DropSubmission(run.Id));
        new UnkeptTalk(turn).End(run, EngineTexts.UnkeptDone);
        if (dialog.Again is not null && !run.Revising)
            new AgainFlow(turn, flow).Offer(dialog, run, sent: Math.Max(run.Nth - 1, 0));
        else
            new ReviewFlow(turn, flow).RemindOfPaused();
    }

    /// <summary>What becomes of a draft that is not sent. Of somebody who was asked by another and broke off, nothing stays.</summary>
    public static Effect Ended(Dialog? dialog, Run run, SubmissionOutcome outcome) =>
        dialog is { AsksOthers: true } ? new Effect.DropSubmission(run.Id) : new Effect.CloseSubmission(run.Id, outcome);

    /// <summary>How many other answers another answer to this step would take away, because the run ends with it.</summary>
    public int Losses(Dialog dialog, Step step, AnswerValue value)
    {
        var run = turn.Run!;
        return dialog.StoresSubmission && run.Find(step.Id) is not null && turn.PathOf(dialog, run.WithAnswer(step.Id, value, null)).Next is StopStep
            ? run.Answers.Count(a => a.StepId != step.Id)
            : 0;
    }
}
