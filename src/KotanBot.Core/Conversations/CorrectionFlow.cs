using KotanBot.Core.Definitions;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Messages about an earlier message: one that the person changed afterwards, or a reply to an older question. The answer
/// they belong to is found by its place in the log, and it is changed only after the person said yes.
/// </summary>
internal sealed class CorrectionFlow(Turn turn, RunFlow flow)
{
    /// <summary>Whether the text is to be read like any other, because it belongs to what is asked now or to nothing at all.</summary>
    public bool IsForNow(string text)
    {
        var replies = turn.Input is Input.Reply;
        if (text.StartsWith('/'))
            return true;
        if (turn.Facts.RefersTo is not { } place || turn.Conversation.Menu is not null)
            return replies;
        if (turn.Run is { } run)
            return run.AskedFrom is { } from ? place >= from : replies;
        return replies && Find(place) is null;
    }

    public void Take(string text)
    {
        if (turn.Facts.RefersTo is not { } place || Find(place) is not { } found)
            Decline(turn.Input is Input.Edit ? EngineTexts.EditNotUsed : EngineTexts.ReplyToOld);
        else if (turn.Conversation.Menu is not null || turn.Conversation.Paused.Contains(found.Run) || (turn.Run is { } open && open.Id != found.Run.Id))
            Decline(EngineTexts.EditElsewhere);
        else if (turn.Run is not null)
            Propose(found.StepId, text, alone: false);
        else if (new ReviewFlow(turn, flow).Reopen(found.Run))
            Propose(found.StepId, text, alone: true);
    }

    private (Run Run, string StepId)? Find(long place)
    {
        foreach (var run in turn.Conversation.Runs)
            foreach (var answer in run.Answers)
                if (answer.At is { } at && at.From <= place && place <= at.To)
                    return (run, answer.StepId);
        return null;
    }

    private void Propose(string stepId, string text, bool alone)
    {
        var run = turn.Run!;
        var step = flow.DialogOf(run).FindStep(stepId)!;
        switch (new AnswerReader(turn, run).Read(step, text))
        {
            case AnswerReading.Accepted accepted when accepted.Value.Equals(run.Find(stepId)):
                turn.Say(EngineTexts.EditSame);
                break;
            case AnswerReading.Accepted accepted:
                turn.Run = run with { Sub = new SubQuestion.ConfirmChange(stepId, accepted.Value) { Alone = alone } };
                break;
            case AnswerReading.Refused refused:
                turn.Say(refused.Why);
                turn.Say(EngineTexts.EditRefused);
                break;
            case AnswerReading.Unsettled unsettled:
                flow.TurnTo(step, unsettled.Sub);
                break;
        }

        if (alone && turn.Run!.Sub is null)
            new ReviewFlow(turn, flow).Close();
        else
            flow.Repeat();
    }

    private void Decline(TextKey why)
    {
        turn.Say(why);
        flow.Repeat();
    }
}
