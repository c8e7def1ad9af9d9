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

    /// <summary>Whether the text was a tip and has been dealt with.</summary>
    public bool Take(string text, bool awaited)
    {
        if (!awaited && TipDetector.Recognise(text, turn.Definitions.Tips) != TipStrength.Clear)
            return false;
        turn.Do(new Effect.ForgetInput());
        turn.Say(EngineTexts.TipNotKept);
        var channels = turn.Definitions.Dialogs.First(d => d.Commands.Contains(Channels));
        new StartFlow(turn, flow).Start(channels, "");
        return true;
    }
}
