using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>The bot's own questions outside any dialog: erase, language, which report to edit, go on or start anew.</summary>
internal sealed class MenuFlow(Turn turn, RunFlow flow)
{
    private const string ContinueKey = "lanjutkan";
    private const string NewKey = "baru";
    private const string EraseKey = "hapus";
    private const string KeepKey = "simpan";
    private const string CancelKey = "hentikan";

    /// <summary>Only plain words throw something away: "kirim" or "siap" at such a question never does.</summary>
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Aliases = new Dictionary<string, ImmutableArray<string>>
    {
        [CancelKey] = ["ya", "iya", "y", "ya batalkan", "oke", "ok", "betul", "yes"],
        [KeepKey] = ["tidak", "tidak jadi", "jangan", "teruskan", "kirim", "simpan", "no"],
        [EraseKey] = ["ya", "iya", "y", "hapus", "oke", "ok", "betul", "yes"],
        [NewKey] = ["mulai baru", "isi baru", "new"],
    }.ToImmutableDictionary();

    public Prompt PromptOf(Menu menu) => menu switch
    {
        Menu.ConfirmErase => new(turn.Text(EngineTexts.EraseExplain)) { Choices = [Choice(EraseKey, EngineTexts.EraseYes), Choice(KeepKey, EngineTexts.EraseNo)] },
        Menu.PickLanguage => new(turn.Text(EngineTexts.WhichLanguage)) { Choices = [new(Languages.Indonesian, "Bahasa Indonesia"), new(Languages.English, "English")] },
        Menu.PickSent => new(turn.Text(EngineTexts.WhichSent)) { Choices = [.. turn.Conversation.Sent.Select(r => new PromptChoice(r.Id, SentLabel(r)))] },
        Menu.ContinueOrNew again => new(turn.Text(EngineTexts.ContinueOrNew, ("recap", RecapOf(again.DialogId))))
        {
            Choices = [Choice(ContinueKey, EngineTexts.Continue), Choice(NewKey, EngineTexts.StartNew)],
        },
        Menu.ConfirmCancel => new(turn.Text(EngineTexts.ConfirmCancel, ("recap", flow.QuestionsOf(turn.Run ?? turn.Conversation.Paused[0]).Recap())))
        {
            Choices = [Choice(CancelKey, EngineTexts.CancelYes), Choice(KeepKey, EngineTexts.CancelNo)],
        },
        Menu.ReviseOrNew sheet => new(turn.Text(EngineTexts.ReviseOrNew, ("title", SentLabel(SentOf(sheet.DialogId)))))
        {
            Choices = [Choice(ReviewFlow.CorrectKey, EngineTexts.ReviewCorrect), Choice(NewKey, EngineTexts.FillAnew)],
        },
        Menu.AgreeAgain => new ConsentFlow(turn, flow).Prompt(),
        Menu.ConfirmLink link => new LinkFlow(turn, flow).PromptOf(link),
        Menu.NextPerson next => new AgainFlow(turn, flow).PromptOf(next),
        Menu.Office office => new OfficeFlow(turn, flow).PromptOf(office.Question),
        _ => throw new UnreachableException(),
    };

    public void Open(Menu menu)
    {
        turn.Conversation = turn.Conversation with { Menu = menu };
        flow.Repeat();
    }

    public void Answer(Menu menu, string text)
    {
        if (menu is Menu.Office office)
        {
            new OfficeFlow(turn, flow).Answer(office.Question, text);
            return;
        }

        if (menu is Menu.NextPerson next)
        {
            new AgainFlow(turn, flow).Answer(next, text);
            return;
        }

        if (menu is Menu.AgreeAgain again)
        {
            new ConsentFlow(turn, flow).Answer(again, text);
            return;
        }

        if (menu is Menu.ConfirmLink link)
        {
            new LinkFlow(turn, flow).Answer(link, text);
            return;
        }

        var choices = PromptOf(menu).Choices.Select(c => new ChoiceWords(c.Key, c.Label, Aliases.GetValueOrDefault(c.Key, []))).ToList();
        var key = menu is Menu.ConfirmErase or Menu.ConfirmCancel
            ? FirmReader.Read(text, choices) ?? (YesNoReader.Read(text) == false ? KeepKey : null)
            : (ChoiceReader.Read(text, choices) as ChoiceReading.One)?.Key;
        if (key is null)
        {
            turn.Say(EngineTexts.NotAChoice);
            flow.Repeat();
            return;
        }

        turn.Conversation = turn.Conversation with { Menu = null };
        Choose(menu, key);
    }

    private void Choose(Menu menu, string key)
    {
        switch (menu, key)
        {
            case (Menu.ConfirmErase, EraseKey):
                Erase();
                break;
            case (Menu.ConfirmErase, _):
                turn.Say(EngineTexts.EraseKept);
                flow.Repeat();
                break;
            case (Menu.PickLanguage, var language):
                SetLanguage(language);
                break;
            case (Menu.PickSent, var id):
                new ReviewFlow(turn, flow).Revise(turn.Conversation.Sent.First(r => r.Id == id));
                break;
            case (Menu.ContinueOrNew again, ContinueKey):
                new PauseFlow(turn, flow).Resume(again.DialogId);
                break;
            case (Menu.ContinueOrNew again, _):
                Begin(again.DialogId, new StartFlow(turn, flow).StartAnew);
                break;
            case (Menu.ReviseOrNew sheet, ReviewFlow.CorrectKey):
                new ReviewFlow(turn, flow).Revise(SentOf(sheet.DialogId));
                break;
            case (Menu.ReviseOrNew sheet, _):
                Begin(sheet.DialogId, dialog => flow.Begin(dialog, ""));
                break;
            case (Menu.ConfirmCancel, CancelKey):
                new PauseFlow(turn, flow).CancelNow();
                break;
            case (Menu.ConfirmCancel, _):
                turn.Say(EngineTexts.NotCancelled);
                flow.Repeat();
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Between the question and its answer a form may be withdrawn.</summary>
    private void Begin(string dialogId, Action<Dialog> begin)
    {
        if (turn.Definitions.FindOffered(dialogId) is { } dialog)
        {
            begin(dialog);
            return;
        }

        turn.Say(EngineTexts.FormWithdrawn);
        if (!flow.Repeat())
            new StartFlow(turn, flow).Invite();
    }

    public void SetLanguage(string language)
    {
        turn.Conversation = turn.Conversation with { Language = language, Menu = null };
        turn.Do(new Effect.SaveProfile(ProfileField.Language, language));
        turn.Say(EngineTexts.LanguageSet);
        flow.Repeat();
    }

    /// <summary>The conversation ends here; the next message from the same address begins a new one.</summary>
    private void Erase()
    {
        turn.Run = null;
        turn.Conversation = turn.Conversation with { Paused = [], Sent = [], AfterRegistration = null };
        turn.Fire(LifecycleTrigger.Erase);
        turn.Do(new Effect.ErasePerson());
        turn.Say(EngineTexts.Erased);
    }

    private string RecapOf(string dialogId) => flow.QuestionsOf(turn.Conversation.Paused.First(r => r.DialogId == dialogId)).Recap();

    private Run SentOf(string dialogId) => turn.Conversation.Sent.First(r => r.DialogId == dialogId);

    private string SentLabel(Run run) =>
        turn.Text(EngineTexts.SentLabel, ("title", turn.DialogOf(run)?.Title.In(turn.Language) ?? run.DialogId), ("number", Ids.Short(run.Id)));

    private PromptChoice Choice(string key, TextKey label) => new(key, turn.Text(label));
}
