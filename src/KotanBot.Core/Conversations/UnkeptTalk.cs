using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Talk in a dialog that asks and keeps nothing: what the person says in it is committed without its text, what the bot says goes from the log after
/// a while, and the answers live in the state only until the run ends.
/// </summary>
internal sealed class UnkeptTalk(Turn turn)
{
    /// <summary>So long an unfinished talk waits, and so long after its end free words still belong to it.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    public bool Holds(Run? run) => run is not null && turn.DialogOf(run) is { IsTraceless: true };

    /// <summary>Tells that nothing was kept, where that is so.</summary>
    public void End(Run run, TextKey text)
    {
        if (Holds(run))
            turn.Say(text);
    }

    /// <summary>Words that answer nothing: right after such a talk they may go on with it, and are not kept either.</summary>
    public bool HearFreely()
    {
        if (turn.Now > turn.Conversation.UnkeptUntil || turn.Conversation.UnkeptUntil is null)
            return false;
        turn.ForgetInput();
        return true;
    }

    /// <summary>A button of such a talk, pressed when it is over, would tell what was chosen.</summary>
    public void HearStale(string key)
    {
        HearFreely();
        if (turn.Definitions.Dialogs.Where(d => d.IsTraceless).SelectMany(d => d.Steps).OfType<ChooseStep>().Any(s => s.Options.Any(o => o.Key == key)))
            turn.ForgetInput();
    }

    /// <summary>The last thing in a turn: whether it belongs to such a talk, which then leaves no trace of itself.</summary>
    /// <param name="cameToNothing">Nothing was recorded or begun: right after such a talk, a changed message, a caption or an answer that does not fit may go on with it.</param>
    public bool Close(Conversation before, bool cameToNothing)
    {
        if (turn.Conversation.State == LifecycleState.Closed)
            return false;
        if (cameToNothing && turn.Now <= before.UnkeptUntil)
            turn.ForgetInput();
        var (was, isOpen) = (Holds(before.Run), Holds(turn.Run));
        if (was && !isOpen)
            turn.Conversation = turn.Conversation with { UnkeptUntil = turn.Now + Lasts };
        else if (turn.Now > turn.Conversation.UnkeptUntil)
            turn.Conversation = turn.Conversation with { UnkeptUntil = null };
        if (!was && !isOpen)
            return false;
        turn.ForgetInput();
        turn.Conversation = turn.Conversation with { Taken = null };
        return true;
    }
}
