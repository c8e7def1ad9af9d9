using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Settles a question about the question. Whoever ignores it and simply answers the question itself is understood too,
/// wherever that cannot be confused with a reply to the smaller question.
/// </summary>
internal sealed class SubFlow(Turn turn, RunFlow flow)
{
    public void Answer(SubQuestion sub, string text)
    {
        var run = turn.Run!;
        var step = flow.CurrentStep(run);
        switch (sub)
        {
            case SubQuestion.WhySkip:
                AnswerWhySkip(step, text);
                break;
            case SubQuestion.ConfirmNumber confirm:
                AnswerConfirm((NumberStep)step, confirm, text);
                break;
            case SubQuestion.PickOne pick:
                AnswerPick(step, pick, text);
                break;
            case SubQuestion.PickStep:
                AnswerPickStep(text, flow.QuestionsOf(run).GivenAnswers(), add: false);
                break;
            case SubQuestion.PickDetail:
                AnswerPickStep(text, flow.QuestionsOf(run).Details(), add: true);
                break;
            case SubQuestion.ConfirmChange change:
                AnswerChange(change, text);
                break;
            case SubQuestion.MoreEntries or SubQuestion.NewEntryPlace or SubQuestion.NewEntryName:
                new EntrySubFlow(turn, flow, (EntryStep)step).Answer(sub, text);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void AnswerWhySkip(Step step, string text)
    {
        if (SkipWords.ReasonIn(turn, text) is { } reason)
            flow.Accept(step, new AnswerValue.Skipped(reason));
        else if (step is not TextStep && new AnswerReader(turn, turn.Run!).Read(step, text) is AnswerReading.Accepted accepted)
            flow.Accept(step, accepted.Value);
        else
            Unclear();
    }

    private void AnswerConfirm(NumberStep step, SubQuestion.ConfirmNumber confirm, string text)
    {
        if (NumberReader.Read(text) is NumberReading.Exact or NumberReading.Vague && text.Trim() is not ("1" or "2"))
        {
            turn.Run = turn.Run! with { Sub = null };
            flow.Take(step, new AnswerReader(turn, turn.Run).Read(step, text));
            return;
        }

        switch (SaysYes(text))
        {
            case true:
                flow.Take(step, new AnswerReader(turn, turn.Run!).CheckNumber(step, confirm.Value, estimated: confirm.Value != 0));
                break;
            case false:
                turn.Run = turn.Run! with { Sub = null };
                flow.Repeat();
                break;
            default:
                Unclear();
                break;
        }
    }

    /// <summary>Whoever says neither yes nor no answers the question that is open, and the old answer stays.</summary>
    private void AnswerChange(SubQuestion.ConfirmChange change, string text)
    {
        var step = flow.DialogOf(turn.Run!).FindStep(change.StepId)!;
        var yes = SaysYes(text);
        if (ReviewFlow.SaysSend(text))
        {
            turn.Say(EngineTexts.ChangeFirst);
            flow.Repeat();
        }
        else if (change.Alone)
        {
            AnswerAlone(change, step, yes);
        }
        else if (change.StepId == turn.Run!.StepId)
        {
            AnswerHere(change, step, yes);
        }
        else if (yes is true)
        {
            flow.Replace(step, change.Value);
        }
        else
        {
            turn.Run = turn.Run! with { Sub = null };
            if (yes is false)
                flow.Repeat();
            else
                flow.Answer(text);
        }
    }

    /// <summary>The question itself was answered anew: with a yes or a no its dialog goes on.</summary>
    private void AnswerHere(SubQuestion.ConfirmChange change, Step step, bool? yes)
    {
        switch (yes)
        {
            case true:
                flow.Accept(step, change.Value);
                break;
            case false:
                turn.Run = turn.Run! with { Sub = null };
                turn.Say(EngineTexts.ChangeNotMade);
                turn.Fire(LifecycleTrigger.Answer);
                flow.Advance();
                break;
            default:
                Unclear();
                break;
        }
    }

    /// <summary>A sent entry was opened for one change only and closes with it.</summary>
    private void AnswerAlone(SubQuestion.ConfirmChange change, Step step, bool? yes)
    {
        if (yes is null)
        {
            Unclear();
            return;
        }

        if (yes is true)
            flow.Keep(step, change.Value);
        else
            turn.Say(EngineTexts.ChangeNotMade);
        if (yes is true && turn.PathOf(flow.DialogOf(turn.Run!), turn.Run!).Next is StopStep)
            flow.Advance();
        else
            new ReviewFlow(turn, flow).Close();
    }

    /// <summary>The list says "1. Ya, 2. Tidak", so a bare 1 or 2 is its place there.</summary>
    private static bool? SaysYes(string text) => text.Trim() switch { "1" => true, "2" => false, _ => YesNoReader.Read(text) };

    private void AnswerPick(Step step, SubQuestion.PickOne pick, string text)
    {
        // The letter of an option is that option, also where the list of those that fit leaves it out.
        if (step is ChooseStep choose && choose.Options.Any(o => o.Key.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            turn.Run = turn.Run! with { Sub = null };
            flow.Take(step, new AnswerReader(turn, turn.Run).Read(step, text));
            return;
        }

        var words = flow.QuestionsOf(turn.Run!).Current().Choices.Select(c => new ChoiceWords(c.Key, c.Label, [])).ToList();
        var picked = (ChoiceReader.Read(text, words) as ChoiceReading.One)?.Key;
        turn.Run = turn.Run! with { Sub = null };
        if (picked == Questions.NoneKey || (picked is null && step is RegionStep or EntryStep && YesNoReader.Read(text) == false))
            flow.Repeat();
        else
            flow.Take(step, new AnswerReader(turn, turn.Run).Read(step, picked ?? text));
    }

    private void AnswerPickStep(string text, ImmutableArray<PromptChoice> choices, bool add)
    {
        var run = turn.Run!;
        if (ReviewFlow.SaysSend(text))
        {
            turn.Run = run with { Sub = null };
            flow.Repeat();
            return;
        }

        var words = choices.Select(c => new ChoiceWords(c.Key, c.Label, LabelOnly(c))).ToList();
        if (ChoiceReader.Read(text, words) is not ChoiceReading.One one)
        {
            Unclear();
            return;
        }

        turn.Run = run with { Sub = null, Requested = add ? run.Requested.Add(one.Key) : run.Requested };
        flow.GoTo(flow.DialogOf(run).FindStep(one.Key)!);
    }

    private static ImmutableArray<string> LabelOnly(PromptChoice choice)
    {
        var colon = choice.Label.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? [choice.Label[..colon]] : [];
    }

    private void Unclear()
    {
        turn.Say(EngineTexts.NotAChoice);
        flow.Repeat();
    }
}
