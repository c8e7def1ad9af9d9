using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Tips about crime are never kept here: the person gets the official channels and the message is committed without its
/// text. Right after those channels were shown, any free text is taken for a tip.
/// </summary>
internal sealed class TipFlow(Turn turn, RunFlow flow)
{
    public const string Channels = "/aduan";

    /// <summary>A tip may stand behind a command too; what is written behind the command for tips is one in any case.</summary>
    public bool Take(Command? command, string text, bool awaited) => command switch
    {
        null => Take(text, awaited),
        Command.StartDialog { Payload.Length: 0 } or Command.Act { Payload.Length: 0 } => false,
        Command.StartDialog start => Take(start.Payload, start.Dialog.Commands.Contains(Channels)),
        Command.Act act => Take(act.Payload, awaited: false),
        Command.Unknown => Take(text, awaited: false),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static readonly TimeSpan Waits = TimeSpan.FromMinutes(5);

    /// <summary>The channels for tips were shown: for a while what is said is taken for a tip, as far as nothing else is asked.</summary>
    public static void Await(Turn turn) => turn.Conversation = turn.Conversation with { AwaitsTip = true, TipUntil = turn.Now + Waits };

    public static bool Awaits(Turn turn) =>
        turn.Conversation is { AwaitsTip: true, Menu: null, Run: null } waiting && (waiting.TipUntil is not { } until || turn.Now <= until);

    /// <summary>Whether the text was a tip and has been dealt with.</summary>
    public bool Take(string text, bool awaited)
    {
        var strength = TipDetector.Recognise(text, turn.Definitions.Tips);
        // While nothing is asked there is no report that the words could belong to.
        var nothingAsked = turn.Run is null && turn.Conversation.Menu is null;
        var recognised = strength == TipStrength.Clear || (strength == TipStrength.Possible && nothingAsked);
        if (!awaited && !recognised)
            return false;
        turn.ForgetInput();
        if (!recognised && turn.Conversation.AwaitsTip)
        {
            turn.Say(EngineTexts.TipPerhaps);
            return true;
        }

        turn.Say(EngineTexts.TipNotKept);
        if (turn.Run is not null)
            turn.Say(EngineTexts.TipInReport);
        var channels = turn.Definitions.Dialogs.First(d => d.Commands.Contains(Channels));
        new StartFlow(turn, flow).Start(channels, "");
        return true;
    }
}
