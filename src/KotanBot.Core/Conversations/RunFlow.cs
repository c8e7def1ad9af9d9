using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Moves a run through its dialog: begins it, takes answers, goes on to what is still open, sends it.</summary>
internal sealed partial class RunFlow(Turn turn)
{
    public Questions QuestionsOf(Run run) => new(turn, DialogOf(run), run);

    public Dialog DialogOf(Run run) => turn.DialogOf(run) ?? throw new InvalidOperationException("the run's dialog version is not loaded");

    /// <summary>Says the notes on the way and stops at what must be asked, reviewed or sent.</summary>
    public void Advance()
    {
        for (var steps = 0; steps < InputLimits.StepsPerTurn; steps++)
        {
            var run = turn.Run ?? throw new InvalidOperationException("no run to advance");
            var dialog = DialogOf(run);
            switch (turn.PathOf(dialog, run).Next)
            {
                case null:
                    End();
                    return;
                case NoteStep note:
                    turn.Say(new ServedPlaces(turn).Fill(note, run));
                    turn.Run = run with { Said = run.Said.Add(note.Id) };
                    break;
                case QuestionnaireStep questionnaire:
                    new QuestionnaireFlow(turn).GoOn(questionnaire);
                    break;
                case StopStep stop:
                    new StopFlow(turn).Stop(this, dialog, run, stop);
                    return;
                case SubmitStep submit:
                    new ReviewFlow(turn, this).Send(dialog, run, submit);
                    return;
                case TextStep { IsInvitation: true } code when run.Payload is not null:
                    if (!TakePayload(code, run))
                        return;
                    break;
                case { } step when new FollowingAnswers(turn).RuleOf(step, run) is { } rule:
                    turn.Say(rule.Text.In(turn.Language));
                    Keep(step, new AnswerValue.Choice(rule.Value));
                    break;
                case { } step:
                    StopAt(step, run);
                    return;
            }
        }

        throw new InvalidOperationException($"more than {InputLimits.StepsPerTurn} steps in one turn");
    }

    /// <summary>Takes a typed or pressed answer to the current step.</summary>
    public void Answer(string text)
    {
        var run = turn.Run!;
        if (run.Sub is { } sub)
        {
            new SubFlow(turn, this).Answer(sub, text);
            return;
        }

        var step = CurrentStep(run);
        if (step is ReviewStep)
            new ReviewFlow(turn, this).Answer(text);
        else if (step is TextStep && ReviewFlow.SaysSend(text))
            AskOn();
        else
            TakeText(step, NumberedChoice(step, run, text) ?? text);
    }

    private void TakeText(Step step, string text)
    {
        var doesNotKnow = !step.Required && SkipWords.SaysNotKnown(text);
        var reading = doesNotKnow && step is not (ChooseStep or ChooseManyStep) ? null : new AnswerReader(turn, turn.Run!).Read(step, text);
        if (doesNotKnow && (reading is null or AnswerReading.Refused))
            Accept(step, new AnswerValue.Skipped(SkipReasons.DoesNotKnow));
        else
            Take(step, reading!);
    }

    /// <summary>"kirim" before the end: not an answer, only impatience.</summary>
    private void AskOn()
    {
        turn.Say(EngineTexts.AlmostThere);
        Repeat();
    }

    /// <summary>Dates and places come with suggestions; their bare numbers mean the suggestion, never the first of the month.</summary>
    private string? NumberedChoice(Step step, Run run, string text)
    {
        if (step is not (DateStep or RegionStep or EntryStep) || !int.TryParse(text.TrimEnd('.'), out var number))
            return null;
        var choices = QuestionsOf(run).Current().Choices;
        return number >= 1 && number <= choices.Length ? choices[number - 1].Key : null;
    }

    public Step CurrentStep(Run run) => DialogOf(run).FindStep(run.StepId) ?? throw new InvalidOperationException("the run stands at no step");

    public void Take(Step step, AnswerReading reading)
    {
        switch (reading)
        {
            case AnswerReading.Accepted accepted:
                if (accepted.Note.Length > 0)
                    turn.Say(accepted.Note);
                if (new QuestionnaireFlow(turn).Losses(DialogOf(turn.Run!), step, accepted.Value) > 0 || new StopFlow(turn).Losses(DialogOf(turn.Run!), step, accepted.Value) > 0)
                {
                    turn.Run = turn.Run! with { Sub = new SubQuestion.ConfirmChange(step.Id, accepted.Value) };
                    Repeat();
                    break;
                }

                Accept(step, accepted.Value);
                break;
            case AnswerReading.Refused refused:
                Fail(step, refused.Why);
                break;
            case AnswerReading.Unsettled unsettled:
                if (unsettled.Why.Length > 0)
                    turn.Say(unsettled.Why);
                turn.Run = turn.Run! with { Sub = unsettled.Sub };
                Repeat();
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Stores an answer without moving on; used for photos, locations and corrections that come out of turn.</summary>
    public void Keep(Step step, AnswerValue value) => new AnswerKeeping(turn).Keep(step, value);

    public void Accept(Step step, AnswerValue value)
    {
        Keep(step, value);
        turn.Run = turn.Run! with { Sub = null, Failures = 0 };
        turn.Fire(LifecycleTrigger.Answer);
        Advance();
    }

    /// <summary>Says again what is being asked, whatever it is; says nothing when nothing is.</summary>
    public bool Repeat()
    {
        if (turn.Conversation.Menu is { } menu)
            turn.Ask(new MenuFlow(turn, this).PromptOf(menu));
        else if (turn.Run is { } run)
            turn.Ask(QuestionsOf(run).Current());
        else
            return false;
        return true;
    }

    public void StopAt(Step step, Run run)
    {
        if (step is ReviewStep && run.Fix is { StepId: not null })
        {
            new AskedFixFlow(turn, this).GiveBack();
            return;
        }

        turn.Run = run with { StepId = step.Id, AskedFrom = turn.NextOrdinal, AskedAt = step is ChooseStep { Item: not null } ? turn.Now : null, Sub = null, Failures = 0 };
        if (step is ReviewStep && !run.Revising && turn.Conversation.State != LifecycleState.Reviewing)
            turn.Fire(LifecycleTrigger.Review);
        Repeat();
    }

    /// <summary>Goes to a step out of order, to correct it or to add a detail.</summary>
    public void GoTo(Step step)
    {
        if (turn.Conversation.State == LifecycleState.Reviewing)
            turn.Fire(LifecycleTrigger.Answer);
        StopAt(step, turn.Run!);
    }

    /// <summary>Goes to a step with a question about it already open, and asks nothing yet.</summary>
    public void TurnTo(Step step, SubQuestion sub)
    {
        if (turn.Conversation.State == LifecycleState.Reviewing)
            turn.Fire(LifecycleTrigger.Answer);
        turn.Run = turn.Run! with { StepId = step.Id, AskedFrom = turn.NextOrdinal, Sub = sub, Failures = 0 };
    }

    /// <summary>Puts another value in place of an answer and goes on where the person was.</summary>
    public void Replace(Step step, AnswerValue value)
    {
        Keep(step, value);
        var run = turn.Run = turn.Run! with { Sub = null };
        if (!run.Revising)
            turn.Say(EngineTexts.ChangeSaved);
        var path = turn.PathOf(DialogOf(run), run);
        if (path.Next is not StopStep && path.Questions.Any(s => s.Id == run.StepId))
        {
            Repeat();
            return;
        }

        turn.Fire(LifecycleTrigger.Answer);
        Advance();
    }

    public void Fail(Step step, string why)
    {
        var failures = turn.Run!.Failures + 1;
        turn.Run = turn.Run with { Failures = failures };
        turn.Say(why);
        if (failures == InputLimits.FailedAnswersBeforeHelp - 1 && step.Help is not null)
            turn.Say(EngineTexts.RetryHint);
        if (failures >= InputLimits.FailedAnswersBeforeHelp)
        {
            if (step.Help is not null && failures == InputLimits.FailedAnswersBeforeHelp)
                turn.Say(CommandFlow.HelpText(turn, step));
            turn.Say(step.Required ? EngineTexts.HelpOnly : EngineTexts.HelpOrSkip);
        }

        Repeat();
    }

    private void End()
    {
        var run = turn.Run!;
        turn.Run = null;
        turn.Fire(LifecycleTrigger.Finish);
        new UnkeptTalk(turn).End(run, EngineTexts.UnkeptDone);
        new ReviewFlow(turn, this).RemindOfPaused();
    }
}
