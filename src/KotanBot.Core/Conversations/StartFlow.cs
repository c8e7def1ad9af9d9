using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>Decides whether a dialog may start now, and what happens to the one that is open.</summary>
internal sealed class StartFlow(Turn turn, RunFlow flow)
{
    /// <summary>Polite and busy words around what somebody wants: "izin lapor pak", "saya mau isi laporan".</summary>
    private static readonly ImmutableHashSet<string> Fillers =
        ["saya", "aku", "sy", "kami", "mau", "ingin", "pengen", "izin", "ijin", "tolong", "mohon", "pak", "bu", "bapak", "ibu", "kak", "min", "admin", "dong", "ya", "dulu", "isi", "kirim", "buat", "input", "i", "want", "to", "please"];

    public void Start(Dialog dialog, string payload)
    {
        turn.Conversation = turn.Conversation with { Menu = null };
        if (dialog is { Purpose: DialogPurpose.Information, IsTraceless: false })
            Inform(dialog);
        else if (!dialog.Roles.IsEmpty && !dialog.Roles.Contains(turn.Facts.Role ?? ""))
            RefuseRole(dialog);
        else if (dialog.Purpose == DialogPurpose.Registration && turn.Facts.Role is not null && !IsNewPlace(turn.Facts.Invitation))
            GreetAgain();
        else if (new ConsentFlow(turn, flow).MustAsk(dialog))
            new ConsentFlow(turn, flow).Ask(dialog);
        else if (dialog.OneTap.FirstOrDefault(o => o.Word.Equals(payload, StringComparison.OrdinalIgnoreCase)) is { } ready)
            new OneTapFlow(turn, flow).Send(dialog, ready);
        else if (turn.Run is { Revising: false } open && open.DialogId == dialog.Id)
            GoOn(open, payload);
        else
            MakeRoom(dialog, payload);
    }

    /// <summary>Begins a dialog although a draft of it waits; the draft is cancelled.</summary>
    public void StartAnew(Dialog dialog)
    {
        foreach (var draft in turn.Conversation.Paused.Where(r => r.DialogId == dialog.Id))
            if (dialog.StoresSubmission)
                turn.Do(StopFlow.Ended(dialog, draft, SubmissionOutcome.Cancelled));
        turn.Conversation = turn.Conversation with { Paused = turn.Conversation.Paused.RemoveAll(r => r.DialogId == dialog.Id) };
        flow.Begin(dialog, "");
    }

    /// <summary>What this person may start, as buttons.</summary>
    public ImmutableArray<PromptChoice> MenuChoices() =>
    [
        .. Access.RightsOf(turn.Facts.Role).IsEmpty ? [] : new[] { new PromptChoice(turn.Definitions.Commands.LineOf(CommandAction.Office).Command, turn.Definitions.Commands.LineOf(CommandAction.Office).Description.In(turn.Language)) },
        .. Shown(d => d.Purpose != DialogPurpose.Information),
        .. new FormsFlow(turn, flow).Door(),
        .. Shown(d => d.Purpose == DialogPurpose.Information),
    ];

    /// <summary>What stands behind "Formulir lain" for this person: whoever works for an office has more forms than a screen holds buttons for.</summary>
    public IEnumerable<Dialog> Further => Startable.Where(IsFurther);

    private IEnumerable<Dialog> Startable =>
        turn.Definitions.Offered.Where(d => !d.Commands.IsEmpty && d.Purpose != DialogPurpose.Registration && (d.Roles.IsEmpty || d.Roles.Contains(turn.Facts.Role ?? "")));

    private IEnumerable<PromptChoice> Shown(Func<Dialog, bool> wanted) =>
        Startable.Where(d => wanted(d) && !IsFurther(d)).OrderBy(d => d.Purpose).Select(d => new PromptChoice(d.Commands[0], d.Title.In(turn.Language)));

    private bool IsFurther(Dialog dialog) => dialog.Menu == DialogMenu.More && !Access.RightsOf(turn.Facts.Role).IsEmpty;

    /// <summary>The dialog of the menu that a text names by its title, or by its command without the slash; or null.</summary>
    public Dialog? Named(string text)
    {
        var bare = Bare(text);
        if (turn.Definitions.Commands.Recognise(bare, inRun: false) is Command.StartDialog start)
            return start.Dialog;
        return Startable.FirstOrDefault(d => IsTitle(d, bare) || d.Commands.Contains("/" + bare));
    }

    /// <summary>What somebody wants, without the words around it.</summary>
    public static string Bare(string text) => string.Join(' ', TextFolding.Words(text).Where(w => !Fillers.Contains(w)));

    /// <summary>In either language, because people say what they read yesterday.</summary>
    public static bool IsTitle(Dialog dialog, string bare) => TextFolding.Fold(dialog.Title.Indonesian) == bare || (dialog.Title.English is { } english && TextFolding.Fold(english) == bare);

    public void GreetAgain()
    {
        if (turn.Facts.Satker is { } satker)
            turn.Say(EngineTexts.AlreadyRegistered, ("satker", satker.Name));
        else
            turn.Say(EngineTexts.RegisteredNowhere);
        if (!flow.Repeat())
            Invite();
    }

    /// <summary>Nothing is asked: shows what can be done, and to somebody who is not known yet how to begin.</summary>
    public void Invite()
    {
        if (turn.Facts.Role is null)
            Register("");
        else
            turn.Offer(turn.Text(EngineTexts.Menu), MenuChoices());
    }

    /// <summary>Somebody who is not registered goes on after a talk of which nothing is kept: they want an answer, not to register.</summary>
    public void OfferUnkept() => turn.Offer(
        turn.Text(EngineTexts.UnkeptMore, ("number", turn.Text(EngineTexts.CallCentre))),
        [.. turn.Definitions.Offered.Where(d => d.IsTraceless && d.Roles.IsEmpty && !d.Commands.IsEmpty).Select(d => new PromptChoice(d.Commands[0], d.Title.In(turn.Language)))]);

    /// <summary>Begins the registration, or goes on with the one that was put aside.</summary>
    public void Register(string payload)
    {
        var registration = turn.Definitions.Dialogs.First(d => d.Purpose == DialogPurpose.Registration);
        if (payload.Length > 0)
            Start(registration, payload);
        else if (turn.Conversation.Paused.Any(r => r.DialogId == registration.Id))
            new PauseFlow(turn, flow).Resume(registration.Id);
        else
            flow.Begin(registration, "");
    }

    /// <summary>A link for many is tapped again: it gives nothing that the person does not have, so it costs no place and asks nothing.</summary>
    private bool IsNewPlace(InvitationFacts? invitation) =>
        invitation is { State: InvitationState.Valid } valid
        && (valid.Role != turn.Facts.Role || valid.Satker?.Code != turn.Facts.Satker?.Code || (valid.Lembaga is { } lembaga && lembaga.Id != turn.Facts.LembagaId));

    private void Inform(Dialog dialog)
    {
        foreach (var step in dialog.Steps.OfType<NoteStep>())
            turn.Say(new ServedPlaces(turn).Fill(step, null));
        if (dialog.Commands.Contains(TipFlow.Channels))
            TipFlow.Await(turn);
        flow.Repeat();
    }

    private void RefuseRole(Dialog dialog)
    {
        if (turn.Facts.Role is not null)
        {
            turn.Say(EngineTexts.NotForRole);
            flow.Repeat();
            return;
        }

        turn.Conversation = turn.Conversation with { AfterRegistration = dialog.Id };
        turn.Say(EngineTexts.NeedsCode);
        if (!flow.Repeat())
            Register("");
    }

    private void GoOn(Run open, string payload)
    {
        if (payload.Length > 0)
        {
            turn.Run = open with { Payload = payload };
            flow.Advance();
            return;
        }

        turn.Say(EngineTexts.StillOpen);
        flow.Repeat();
    }

    private void MakeRoom(Dialog dialog, string payload)
    {
        if (turn.Run is not null)
            new PauseFlow(turn, flow).PutAside();
        if (turn.Conversation.Paused.Any(r => r.DialogId == dialog.Id))
        {
            turn.Conversation = turn.Conversation with { Menu = new Menu.ContinueOrNew(dialog.Id) };
            flow.Repeat();
            return;
        }

        if (IsOncePerYear(dialog) && turn.Conversation.Sent.Any(r => r.DialogId == dialog.Id && SentThisYear(r)))
        {
            turn.Conversation = turn.Conversation with { Menu = new Menu.ReviseOrNew(dialog.Id) };
            flow.Repeat();
            return;
        }

        flow.Begin(dialog, payload);
    }

    /// <summary>A sheet, and a respondent's own questionnaire; whoever asks others fills in as many as they ask.</summary>
    private bool IsOncePerYear(Dialog dialog) => dialog.Purpose == DialogPurpose.IndexSheet || (dialog.Purpose == DialogPurpose.Questionnaire && turn.Facts.Role == "respondent");

    private bool SentThisYear(Run run) => run.TouchedAt.ToOffset(TimeSpan.FromMinutes(turn.Facts.UtcOffsetMinutes)).Year == turn.Today.Year && turn.DialogOf(run) is not null;
}
