namespace KotanBot.Core.Conversations;

/// <summary>
/// Whether the bot may speak first (<c>/senyap</c>, <c>/kabari</c>). Reminders and news stop; what somebody asks for and what becomes
/// of their own reports is still told.
/// </summary>
internal sealed class SilenceFlow(Turn turn, RunFlow flow)
{
    public void Set(bool silent)
    {
        if (silent == turn.Facts.IsSilent)
            turn.Say(silent ? EngineTexts.SilentAlready : EngineTexts.HeardAlready);
        else
            Change(silent);
        flow.Repeat();
    }

    private void Change(bool silent)
    {
        turn.Do(new Effect.SetSilence(silent));
        turn.Facts = turn.Facts with { SilentSince = silent ? turn.Now : null };
        turn.Say(silent ? EngineTexts.SilentNow : EngineTexts.HeardNow);
    }
}
