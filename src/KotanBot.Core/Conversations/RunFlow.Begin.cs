using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>How a run begins: empty, with answers that are there already, or with those of the person before.</summary>
internal sealed partial class RunFlow
{
    /// <summary>Starts a run without asking whether one may be started; see <see cref="StartFlow"/> for that.</summary>
    public void Begin(Dialog dialog, string payload)
    {
        Open(dialog, payload);
        Advance();
    }

    /// <summary>Starts a run with answers that are there already, and sends it when they leave nothing open.</summary>
    public void BeginReady(Dialog dialog, Action<Run> fill)
    {
        fill(Open(dialog, ""));
        if (turn.PathOf(dialog, turn.Run!).Next is ReviewStep)
            new ReviewFlow(turn, this).Send(dialog, turn.Run!, dialog.Steps.OfType<SubmitStep>().Single());
        else
            Advance();
    }

    /// <summary>Starts a run for the next person of a row, with answers of the one before.</summary>
    public void BeginNext(Dialog dialog, IEnumerable<StepAnswer> carried, int nth)
    {
        turn.Run = Open(dialog, "") with { Nth = nth };
        foreach (var answer in carried)
            if (dialog.FindStep(answer.StepId) is { } step)
                Keep(step, answer.Value);
        Advance();
    }

    private Run Open(Dialog dialog, string payload)
    {
        var run = new Run { Id = turn.NewId(), DialogId = dialog.Id, DialogHash = dialog.Hash, Payload = payload.Length == 0 ? null : payload, TouchedAt = turn.Now };
        turn.Run = run;
        turn.Fire(LifecycleTrigger.Start);
        if (dialog.StoresSubmission)
            turn.Do(new Effect.StartSubmission(run.Id, dialog.Id, dialog.Hash) { FromOther = dialog.AsksOthers });
        return run;
    }

    private bool TakePayload(TextStep step, Run run)
    {
        turn.Run = run with { Payload = null };
        switch (new AnswerReader(turn, run).Read(step, run.Payload!))
        {
            case AnswerReading.Accepted accepted:
                Keep(step, accepted.Value);
                return true;
            case AnswerReading.Refused refused:
                turn.Say(refused.Why);
                break;
        }

        StopAt(step, turn.Run);
        return false;
    }
}
