using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>Asks once more for consent when its text changed since. Whoever declines loses nothing and cannot begin a report until they agree.</summary>
internal sealed class ConsentFlow(Turn turn, RunFlow flow)
{
    /// <summary>Whether this dialog keeps answers for which the person agreed to another text.</summary>
    public bool MustAsk(Dialog dialog) =>
        dialog.StoresSubmission && turn.Facts is { Role: not null, Consent: { } agreed } && !ConsentVersion.IsCurrent(turn.Definitions, agreed);

    public void Ask(Dialog dialog) => new MenuFlow(turn, flow).Open(new Menu.AgreeAgain(dialog.Id));

    public Prompt Prompt() => new(turn.Text(EngineTexts.ConsentChanged) + "\n\n" + Step.Text.In(turn.Language))
    {
        Choices = [.. Step.Options.Select(o => new PromptChoice(o.Key, o.Label.In(turn.Language)))],
    };

    /// <summary>A yes must be plain; a no may be said in any words.</summary>
    public void Answer(Menu.AgreeAgain menu, string text)
    {
        var key = FirmReader.Read(text, AnswerReader.WordsOf(Step.Options, turn.Language));
        if (key == ProfileFlow.Agrees)
        {
            Agree(menu.DialogId);
        }
        else if (key is not null || YesNoReader.Read(text) == false)
        {
            turn.Conversation = turn.Conversation with { Menu = null };
            turn.Say(EngineTexts.ConsentDeclined);
            flow.Repeat();
        }
        else
        {
            turn.Say(EngineTexts.PlainYes);
            flow.Repeat();
        }
    }

    private ChooseStep Step => Question.Step;

    private (Dialog Dialog, ChooseStep Step) Question => ConsentVersion.Question(turn.Definitions) ?? throw new InvalidOperationException("no registration asks for consent");

    private void Agree(string dialogId)
    {
        var version = ConsentVersion.Of(Question.Dialog.Id, Step);
        turn.Do(new Effect.SaveProfile(ProfileField.Consent, version));
        turn.Facts = turn.Facts with { Consent = version };
        turn.Conversation = turn.Conversation with { Menu = null };
        if (turn.Definitions.FindOffered(dialogId) is { } dialog)
            new StartFlow(turn, flow).Start(dialog, "");
        else
            flow.Repeat();
    }
}
