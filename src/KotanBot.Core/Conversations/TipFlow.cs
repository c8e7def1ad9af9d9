using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Tips about crime are never kept here: the person gets the official channels and the message is committed without its
/// text. Right after those channels were shown, any free text is taken for a tip.
/// </summary>
internal sealed class TipFlow(Turn turn, RunFlow flow)
{
    public const string Command = "/aduan";

    /// <summary>Whether the text was a tip and has been dealt with.</summary>
    public bool Take(string text, bool awaited)
    {
        if (!awaited && TipDetector.Recognise(text, turn.Definitions.Tips) != TipStrength.Clear)
            return false;
        turn.Do(new Effect.ForgetInput());
        turn.Say(EngineTexts.TipNotKept);
        var channels = turn.Definitions.Dialogs.First(d => d.Commands.Contains(Command));
        new StartFlow(turn, flow).Start(channels, "");
        return true;
    }
}
