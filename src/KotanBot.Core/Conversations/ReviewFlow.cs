using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;
using KotanBot.Core.Reporting;

namespace KotanBot.Core.Conversations;

/// <summary>The look-over before sending, the sending itself, and the editing of what was sent.</summary>
internal sealed class ReviewFlow(Turn turn, RunFlow flow)
{
    public const string SendKey = "kirim";
    public const string CorrectKey = "perbaiki";
    public const string AddKey = "tambah";
    public const string CancelKey = "batalkan";
    public const string DoneKey = "selesai";

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Aliases = new Dictionary<string, ImmutableArray<string>>
    {
        [SendKey] = ["kirim", "ya", "iya", "ya kirim", "kirim saja", "kirim sekarang", "sudah", "sudah benar", "benar", "betul", "oke", "ok", "siap", "setuju", "send", "yes"],
        [CorrectKey] = ["perbaiki", "ubah", "koreksi", "salah", "edit", "correct"],
        [AddKey] = ["tambah", "tambah rincian", "add"],
        [CancelKey] = ["batalkan", "cancel"],
        [DoneKey] = ["selesai", "sudah", "done"],
    }.ToImmutableDictionary();

    /// <summary>Whether a text wants to send, wherever it is typed.</summary>
    public static bool SaysSend(string text) => TextFolding.Fold(text) is "kirim" or "send" or "selesai" or "sudah selesai";

    public void Answer(string text)
    {
        var words = flow.QuestionsOf(turn.Run!).Current().Choices.Select(c => new ChoiceWords(c.Key, c.Label, Aliases[c.Key])).ToList();
        var firm = FirmReader.Read(text, words);
        var key = firm ?? (ChoiceReader.Read(text, words) as ChoiceReading.One)?.Key;
        if (key == SendKey && firm is null)
            key = null; // "nanti kirim" sends nothing
        switch (key)
        {
            case SendKey:
                SendReviewed();
                break;
            case CorrectKey:
                Pick(new SubQuestion.PickStep());
                break;
            case AddKey:
                Pick(new SubQuestion.PickDetail());
                break;
            case CancelKey:
                new PauseFlow(turn, flow).Cancel();
                break;
            case DoneKey when turn.Run!.Fix is not null:
                new AskedFixFlow(turn, flow).GiveBack();
                break;
            case DoneKey:
                EndRevision();
                break;
            default:
                GoToNamed(text);
                break;
        }
    }

    /// <summary>Whoever names an answer at the review wants to correct it.</summary>
    private void GoToNamed(string text)
    {
        var run = turn.Run!;
        var dialog = flow.DialogOf(run);
        var labels = turn.PathOf(dialog, run).Questions
            .Where(s => run.Find(s.Id) is not null)
            .Select(s => new ChoiceWords(s.Id, s.Label?.In(turn.Language) ?? s.Id, []))
            .ToList();
        if (labels.FirstOrDefault(l => TextFolding.Fold(l.Label) == TextFolding.Fold(text)) is { } named)
        {
            flow.GoTo(dialog.FindStep(named.Key)!);
            return;
        }

        if (run.Revising && Pleasantries.IsThanks(text))
        {
            EndRevision();
            return;
        }

        turn.Say(run.Revising ? EngineTexts.NotAChoice : EngineTexts.ReviewUnclear);
        flow.Repeat();
    }

    /// <summary>Asks which answer to correct; with none given there is nothing to correct.</summary>
    public void Pick(SubQuestion sub)
    {
        var run = turn.Run!;
        if (sub is SubQuestion.PickStep && flow.QuestionsOf(run).GivenAnswers().IsEmpty)
            turn.Say(EngineTexts.NothingToCorrect);
        else
            turn.Run = run with { Sub = sub };
        flow.Repeat();
    }

    /// <summary>What lies aside is told of when something else ends.</summary>
    public void RemindOfPaused()
    {
        if (turn.Conversation.Paused is [var waiting, ..])
            turn.Say(EngineTexts.StatusOpen, ("recap", flow.QuestionsOf(waiting).Recap()));
    }

    public void Send(Dialog dialog, Run run, SubmitStep step)
    {
        turn.Run = null;
        turn.Fire(LifecycleTrigger.Submit);
        turn.Say(step.Text.In(turn.Language));
        if (dialog.StoresSubmission)
        {
            turn.Do(new Effect.Submit(run.Id) { Reports = dialog.Purpose is DialogPurpose.Report or DialogPurpose.NullReport, IsReviewed = dialog.Purpose == DialogPurpose.Report });
            turn.Conversation = turn.Conversation with { Sent = Keep(run with { Sub = null, Payload = null }) };
            turn.Say(EngineTexts.Receipt, ("number", Ids.Short(run.Id)));
            if (dialog.Index is not null)
                turn.Say(SheetResult.Of(turn.Definitions, dialog, run, turn.Language));
        }

        if (dialog.Again is not null)
            new AgainFlow(turn, flow).Offer(dialog, run, sent: Math.Max(run.Nth, 1));
        else
            Continue(dialog);
    }

    /// <summary>Opens a sent run for editing; its review is the menu.</summary>
    public void Revise(Run sent)
    {
        if (Reopen(sent))
            flow.Advance();
    }

    /// <summary>Opens it without asking anything yet; false when its version of the dialog is gone, which is then said.</summary>
    public bool Reopen(Run sent)
    {
        if (turn.DialogOf(sent) is not { } dialog)
        {
            turn.Say(EngineTexts.VersionGone);
            return false;
        }

        turn.Conversation = turn.Conversation with { Sent = turn.Conversation.Sent.RemoveAll(r => r.Id == sent.Id), Menu = null };
        turn.Run = sent with { Revising = true, TouchedAt = turn.Now, StepId = dialog.Steps.OfType<ReviewStep>().Single().Id };
        turn.Fire(LifecycleTrigger.Revise);
        return true;
    }

    /// <summary>What an office asked for and did not get goes on waiting.</summary>
    public void EndRevision()
    {
        var run = turn.Run!;
        Close();
        if (run.Fix is null)
            turn.Say(EngineTexts.RevisionDone);
        else
            turn.Say(OfficeTexts.FixWaits, ("number", Ids.Short(run.Id)));
    }

    /// <summary>Ends the editing of what was sent without a word.</summary>
    public void Close()
    {
        PutBack();
        turn.Fire(LifecycleTrigger.Finish);
    }

    /// <summary>An edited run goes back among the sent ones with its new answers.</summary>
    public void PutBack()
    {
        turn.Conversation = turn.Conversation with { Sent = Keep(turn.Run! with { Revising = false, Sub = null, StepId = "", Fix = null }) };
        turn.Run = null;
    }

    private void SendReviewed()
    {
        var run = turn.Run!;
        var dialog = flow.DialogOf(run);
        Send(dialog, run, dialog.Steps.OfType<SubmitStep>().Single());
    }

    private ImmutableArray<Run> Keep(Run run) => [.. turn.Conversation.Sent.Insert(0, run).Take(Conversation.MostKept)];

    private void Continue(Dialog dialog)
    {
        if (dialog.Purpose != DialogPurpose.Registration)
        {
            RemindOfPaused();
            return;
        }

        var next = turn.Conversation.AfterRegistration;
        turn.Conversation = turn.Conversation with { AfterRegistration = null };
        var starting = new StartFlow(turn, flow);
        var role = turn.Facts.Role ?? "";
        if (next is not null && turn.Definitions.FindOffered(next) is { } dialogAfter && dialogAfter.Roles.Contains(role))
            starting.Start(dialogAfter, "");
        else if (turn.Definitions.Offered.FirstOrDefault(d => d.StartsFor.Contains(role)) is { } own)
            starting.Start(own, "");
        else
            turn.Offer(turn.Text(EngineTexts.Menu), starting.MenuChoices());
    }
}
