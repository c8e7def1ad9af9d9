using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>One person after another: asks whether there is a next one, and begins with the answers that stay the same.</summary>
internal sealed class AgainFlow(Turn turn, RunFlow flow)
{
    private const string NextKey = "berikutnya";
    private const string AnewKey = "dari-awal";
    private const string DoneKey = "selesai";

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Aliases = new Dictionary<string, ImmutableArray<string>>
    {
        [NextKey] = ["ya", "iya", "lagi", "ada", "ya ada", "berikutnya", "orang lain", "next", "yes"],
        [AnewKey] = ["dari awal", "isi dari awal", "isi baru", "tempat lain", "start over"],
        [DoneKey] = ["tidak", "tidak ada", "sudah", "sudah selesai", "cukup", "habis", "no", "done"],
    }.ToImmutableDictionary();

    /// <param name="sent">How many of this row answered so far.</param>
    public void Offer(Dialog dialog, Run run, int sent)
    {
        var carried = dialog.Again!.Carry.Where(c => run.Find(c) is not null and not AnswerValue.Skipped).Select(c => new StepAnswer(c, run.Find(c)!));
        turn.Conversation = turn.Conversation with { Menu = new Menu.NextPerson(dialog.Id, sent) { Carried = [.. carried] } };
        flow.Repeat();
    }

    public Prompt PromptOf(Menu.NextPerson menu) => new(turn.Definitions.Find(menu.DialogId)?.Again?.Text.In(turn.Language) ?? turn.Text(EngineTexts.AgainAsk))
    {
        Choices =
        [
            new(NextKey, turn.Text(EngineTexts.AgainNext)),
            .. menu.Carried.IsEmpty ? [] : new[] { new PromptChoice(AnewKey, turn.Text(EngineTexts.AgainAnew)) },
            new(DoneKey, turn.Text(EngineTexts.AgainDone)),
        ],
    };

    public void Answer(Menu.NextPerson menu, string text)
    {
        var choices = PromptOf(menu).Choices.Select(c => new ChoiceWords(c.Key, c.Label, Aliases[c.Key])).ToList();
        switch ((ChoiceReader.Read(text, choices) as ChoiceReading.One)?.Key)
        {
            case NextKey:
                Begin(menu);
                break;
            case AnewKey:
                Begin(menu with { Carried = [] });
                break;
            case DoneKey:
                End(menu);
                break;
            default:
                turn.Say(EngineTexts.NotAChoice);
                flow.Repeat();
                break;
        }
    }

    /// <summary>"Lanjut" goes on with the next person; the other words that leave something end the row.</summary>
    public void Obey(Menu.NextPerson menu, CommandAction action)
    {
        if (action == CommandAction.Resume)
            Begin(menu);
        else
            End(menu);
    }

    /// <summary>Role and consent may have changed since the one before.</summary>
    private void Begin(Menu.NextPerson menu)
    {
        turn.Conversation = turn.Conversation with { Menu = null };
        if (turn.Definitions.FindOffered(menu.DialogId) is not { } dialog)
        {
            turn.Say(EngineTexts.VersionGone);
            new ReviewFlow(turn, flow).RemindOfPaused();
            return;
        }

        if (!dialog.Roles.Contains(turn.Facts.Role ?? "") || new ConsentFlow(turn, flow).MustAsk(dialog) || turn.Conversation.Paused.Any(r => r.DialogId == dialog.Id))
        {
            new StartFlow(turn, flow).Start(dialog, "");
            return;
        }

        turn.Say(EngineTexts.AgainPerson, ("number", $"{menu.Sent + 1}"));
        var answers = new AnswerText(turn.Definitions, turn.Language);
        var known = menu.Carried.Select(c => (Answer: c, Step: dialog.FindStep(c.StepId))).Where(c => c.Step is not null).ToList();
        if (known.Count > 0)
            turn.Say(EngineTexts.AgainCarried, ("answers", string.Join("\n", known.Select(c => $"{c.Step!.Label?.In(turn.Language) ?? c.Step.Id}: {answers.Of(c.Step, c.Answer.Value)}"))));
        flow.BeginNext(dialog, known.Select(c => c.Answer), menu.Sent + 1);
    }

    private void End(Menu.NextPerson menu)
    {
        turn.Conversation = turn.Conversation with { Menu = null };
        turn.Say(EngineTexts.AgainEnded, ("count", $"{menu.Sent}"));
        new ReviewFlow(turn, flow).RemindOfPaused();
    }
}
