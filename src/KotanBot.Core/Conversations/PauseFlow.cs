namespace KotanBot.Core.Conversations;

/// <summary>Puts runs aside, takes them up again, and cancels them. Nothing answered is lost by a pause.</summary>
internal sealed class PauseFlow(Turn turn, RunFlow flow)
{
    /// <summary>Puts the open run aside; an edit of something already sent is simply over, because each change was kept.</summary>
    public void PutAside()
    {
        var run = turn.Run!;
        if (run.Revising)
        {
            new ReviewFlow(turn, flow).EndRevision();
            return;
        }

        if (new UnkeptTalk(turn).Holds(run))
        {
            CancelNow();
            return;
        }

        turn.Run = null;
        turn.Conversation = turn.Conversation with { Paused = turn.Conversation.Paused.Insert(0, run with { Sub = null }) };
        turn.Fire(LifecycleTrigger.Pause);
        turn.Say(EngineTexts.Paused, ("recap", flow.QuestionsOf(run).Recap()));
    }

    public void Pause()
    {
        if (turn.Run is null)
        {
            turn.Say(EngineTexts.NoQuestionNow);
            return;
        }

        PutAside();
    }

    /// <summary>With a question open, "go on" keeps its answer and moves to what is still open; otherwise the newest draft comes back.</summary>
    public void Resume(string? dialogId = null)
    {
        if (turn.Run is { } open)
        {
            turn.Run = open with { Sub = null };
            flow.Advance();
            return;
        }

        var index = turn.Conversation.Paused.ToList().FindIndex(r => dialogId is null || r.DialogId == dialogId);
        if (index < 0)
        {
            turn.Say(EngineTexts.NothingPaused);
            return;
        }

        var run = turn.Conversation.Paused[index];
        turn.Conversation = turn.Conversation with { Paused = turn.Conversation.Paused.RemoveAt(index) };
        turn.Run = run;
        turn.Fire(LifecycleTrigger.Resume);
        turn.Say(EngineTexts.Resumed, ("recap", flow.QuestionsOf(run).Recap()));
        flow.Advance();
    }

    /// <summary>Asks before throwing away more than one answer.</summary>
    public void Cancel()
    {
        if (turn.Run is { Revising: true })
        {
            new ReviewFlow(turn, flow).EndRevision();
            return;
        }

        if ((turn.Run ?? turn.Conversation.Paused.FirstOrDefault()) is not { } run)
        {
            turn.Say(EngineTexts.NothingToCancel);
            return;
        }

        if ((run.Answers.Length < 2 || new UnkeptTalk(turn).Holds(run)) && turn.Run is not null)
        {
            CancelNow();
            return;
        }

        turn.Conversation = turn.Conversation with { Menu = new Menu.ConfirmCancel() };
        flow.Repeat();
    }

    public void CancelNow()
    {
        var run = turn.Run;
        if (run is null)
        {
            run = turn.Conversation.Paused[0];
            turn.Conversation = turn.Conversation with { Paused = turn.Conversation.Paused.RemoveAt(0) };
        }

        turn.Run = null;
        turn.Conversation = turn.Conversation with { AfterRegistration = null };
        turn.Fire(LifecycleTrigger.Cancel);
        if (turn.DialogOf(run)?.StoresSubmission ?? true)
            turn.Do(StopFlow.Ended(turn.DialogOf(run), run, SubmissionOutcome.Cancelled));
        turn.Say(new UnkeptTalk(turn).Holds(run) ? EngineTexts.UnkeptDone : EngineTexts.Cancelled);
    }
}
