using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Decides a turn: a pure function of its arguments. The same arguments give the same effects and state, on any machine
/// and at any time, so a stored turn can be replayed.
/// </summary>
public static class ConversationEngine
{
    /// <exception cref="InvalidOperationException">The state or the definitions contradict themselves; the turn must not be committed.</exception>
    public static TurnResult RunTurn(DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now)
    {
        var turn = new Turn(definitions, conversation, facts, input, now);
        if (conversation.State != LifecycleState.Closed)
            Route(turn, new RunFlow(turn));
        return turn.Finish();
    }

    /// <summary>
    /// The turn for an input that keeps failing: the state stays as it is, and the person gets one apology. A timeout is
    /// dropped without a word: nobody asked, and left due it would come back for ever. Other news leave the clock alone.
    /// </summary>
    public static TurnResult GiveUp(DefinitionSet definitions, Conversation conversation, Input input)
    {
        var after = conversation with { Turn = conversation.Turn + 1 };
        if (!input.IsMessage)
            return new TurnResult(input is Input.Timeout ? after with { WakeAt = null } : after, []);
        var ordinal = conversation.Ordinal + 2;
        var text = definitions.Texts.Say(EngineTexts.Apology, conversation.Language);
        var unkept = conversation.Run is { } run && definitions.Find(run.DialogId, run.DialogHash) is { IsTraceless: true };
        return new TurnResult(after with { Ordinal = ordinal }, [.. unkept ? [new Effect.ForgetInput()] : ImmutableArray<Effect>.Empty, new Effect.Say(ordinal, new Prompt(text))]);
    }

    private static void Route(Turn turn, RunFlow flow)
    {
        DropUnknownVersion(turn);
        switch (turn.Input)
        {
            case Input.Text text:
                Read(turn, flow, text.Value);
                break;
            case Input.Edit edit:
                Read(turn, flow, edit.Value);
                break;
            case Input.Reply reply:
                Read(turn, flow, reply.Value);
                break;
            case Input.Press press:
                Press(turn, flow, press);
                break;
            case Input.Photos or Input.Place:
                new AttachmentFlow(turn, flow).Take();
                break;
            case Input.Unsupported unsupported:
                if (unsupported.Album is not { } album || new AlbumFlow(turn, flow).TellOnce(album))
                    Complain(turn, flow, turn.Text(RefusalOf(unsupported.Kind)));
                break;
            case Input.MediaLost lost:
                turn.Say(EngineTexts.MediaLost, ("number", $"{lost.Ids.Length}"));
                break;
            case Input.Notice notice:
                new NoticeFlow(turn, flow).Tell(notice.What);
                break;
            case Input.Joined:
                Greet(turn, flow);
                break;
            case Input.Timeout:
                Timers.Ring(turn, flow);
                break;
            default:
                throw new UnreachableException();
        }

        ForgetPromptWhenNothingIsAsked(turn);
    }

    private static void Read(Turn turn, RunFlow flow, string raw)
    {
        if (raw.Length > InputLimits.LongestText)
        {
            if (new TipFlow(turn, flow).Take(InputText.Clean(raw[..InputLimits.LongestText]), awaited: false))
                return;
            Complain(turn, flow, turn.Text(EngineTexts.TooLong, ("limit", "4.000"), ("length", NumberWords.Format(raw.Length))));
            return;
        }

        var text = InputText.Clean(raw);
        if (text.Length == 0)
            Complain(turn, flow, turn.Text(raw.Trim().Length == 0 ? EngineTexts.Empty : EngineTexts.Unreadable));
        else
            Understand(turn, flow, text);
    }

    /// <summary>The one order in which a text is understood: command, tip, the bot's own question, the dialog's question, small talk.</summary>
    private static void Understand(Turn turn, RunFlow flow, string text)
    {
        var awaitsTip = TipFlow.Awaits(turn) && !Pleasantries.IsThanks(text) && !Pleasantries.IsGreeting(text);
        turn.Conversation = turn.Conversation with { AwaitsTip = awaitsTip };
        var command = turn.Definitions.Commands.Recognise(text, turn.Conversation.IsAsking);
        if (command is Command.Act { Action: CommandAction.Skip, Payload: { Length: > 0 } rest } && text[0] != '/' && SkipWords.ReasonIn(turn, rest) is null)
            command = null; // "Lewat kegiatan ini sepuluh keluarga ikut" is an answer
        if (new LinkFlow(turn, flow).TakeCode(command) || new TipFlow(turn, flow).Take(command, text, awaitsTip))
            return;
        if (turn.Input is Input.Edit or Input.Reply && new CorrectionFlow(turn, flow) is var correction && !correction.IsForNow(text))
        {
            correction.Take(text);
            return;
        }

        if (command is not null)
            new CommandFlow(turn, flow).Do(command);
        else if (turn.Conversation.Menu is { } menu)
            new MenuFlow(turn, flow).Answer(menu, text);
        else if (turn.Run is not null)
            flow.Answer(text);
        else
            Chat(turn, flow, text);
    }

    private static void Press(Turn turn, RunFlow flow, Input.Press press)
    {
        var fresh = press.Turn == turn.Conversation.PromptTurn && press.Ordinal == turn.Conversation.PromptOrdinal;
        var again = new TakenPress(turn.Conversation.Turn, press.Ordinal, press.Key) == turn.Conversation.Taken;
        if (fresh)
            turn.Conversation = turn.Conversation with { Taken = new TakenPress(turn.Number, press.Ordinal, press.Key) };
        if (fresh || press.Key.StartsWith('/'))
            Read(turn, flow, press.Key);
        else if (again)
            return; // Whoever taps twice means it once.
        else if (!new TipFlow(turn, flow).Take(InputText.Clean(press.Key), awaited: false))
        {
            new UnkeptTalk(turn).HearStale(press.Key);
            Complain(turn, flow, turn.Text(EngineTexts.StaleButton));
        }
    }

    private static TextKey RefusalOf(string kind) => kind switch
    {
        "voice" or "audio" => EngineTexts.UnsupportedVoice,
        "video" or "video-note" or "animation" => EngineTexts.UnsupportedVideo,
        "sticker" or "dice" => EngineTexts.UnsupportedSticker,
        "contact" => EngineTexts.UnsupportedContact,
        "file" => EngineTexts.UnsupportedFile,
        "full" => EngineTexts.PhotosFull,
        _ => EngineTexts.Unsupported,
    };

    /// <summary>Free text while nothing is asked.</summary>
    private static void Chat(Turn turn, RunFlow flow, string text)
    {
        var continues = new UnkeptTalk(turn).HearFreely();
        var starting = new StartFlow(turn, flow);
        if (turn.Facts.Invitation is { State: InvitationState.Valid } invitation)
            starting.Register(invitation.Code);
        else if (turn.Facts.Role is null && continues)
            starting.OfferUnkept();
        else if (turn.Facts.Role is null)
            starting.Register("");
        else if (Pleasantries.IsThanks(text))
            turn.Say(EngineTexts.Welcome);
        else if (Pleasantries.IsGreeting(text))
            starting.GreetAgain();
        else if (starting.Named(text) is { } dialog)
            starting.Start(dialog, "");
        else
            turn.Offer(turn.Text(EngineTexts.NotUnderstood), starting.MenuChoices());
    }

    private static void Greet(Turn turn, RunFlow flow)
    {
        if (flow.Repeat())
            return;
        var starting = new StartFlow(turn, flow);
        if (turn.Facts.Role is null)
            starting.Register("");
        else
            starting.GreetAgain();
    }

    private static void Complain(Turn turn, RunFlow flow, string text)
    {
        turn.Say(text);
        if (!flow.Repeat())
            new StartFlow(turn, flow).Invite();
    }

    /// <summary>Runs on a version that cannot be read any more are given up, and the person is told once.</summary>
    private static void DropUnknownVersion(Turn turn)
    {
        var gone = turn.Conversation.Unfinished.Where(r => turn.DialogOf(r) is null).ToList();
        if (gone.Count == 0)
            return;
        var endsOpenRun = turn.Run is { } open && gone.Contains(open);
        turn.Conversation = turn.Conversation with { Run = endsOpenRun ? null : turn.Run, Paused = turn.Conversation.Paused.RemoveRange(gone), Menu = null };
        if (endsOpenRun || turn.Conversation.State == LifecycleState.Paused)
            turn.Fire(LifecycleTrigger.Expire);
        // What was sent already stays sent; only the editing of it ends here.
        foreach (var draft in gone.Where(r => !r.Revising))
            turn.Do(new Effect.CloseSubmission(draft.Id, SubmissionOutcome.Expired));
        turn.Say(EngineTexts.VersionGone);
    }

    private static void ForgetPromptWhenNothingIsAsked(Turn turn)
    {
        if (turn.Run is null && turn.Conversation.Menu is null)
            turn.Conversation = turn.Conversation with { PromptTurn = 0, PromptOrdinal = 0 };
    }
}
