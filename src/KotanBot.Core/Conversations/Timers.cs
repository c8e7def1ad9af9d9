using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Drafts that lie still: one reminder, then the end. A reminder never comes at night, because phones lie beside beds, and whoever
/// asked for silence gets neither it nor word of the end.
/// Answers of an expired draft stay stored and are never counted.
/// </summary>
internal static class Timers
{
    /// <summary>So long a reminder leaves at least, however late it went out.</summary>
    private const int HoursAfterReminder = 24;

    /// <summary>The earliest moment at which any open run wants attention, or null.</summary>
    public static DateTimeOffset? NextWake(Turn turn)
    {
        DateTimeOffset? next = null;
        foreach (var run in turn.Conversation.Unfinished)
        {
            var due = DueAt(turn, run);
            if (next is null || due < next)
                next = due;
        }

        return next;
    }

    public static void Ring(Turn turn, RunFlow flow)
    {
        foreach (var run in turn.Conversation.Unfinished.Where(r => DueAt(turn, r) <= turn.Now).ToList())
        {
            if (new UnkeptTalk(turn).Holds(run))
                EndUnkept(turn, run);
            else if (run.Reminded || turn.Facts.IsSilent)
                Expire(turn, flow, run);
            else
                Remind(turn, flow, run);
        }
    }

    /// <summary>Nobody else who holds the phone shall hear that there was such a talk.</summary>
    private static void EndUnkept(Turn turn, Run run)
    {
        Replace(turn, run, null);
        turn.Conversation = turn.Conversation with { Menu = null };
        turn.Fire(LifecycleTrigger.Expire);
    }

    private static void Remind(Turn turn, RunFlow flow, Run run)
    {
        turn.Fire(LifecycleTrigger.Remind);
        Replace(turn, run, run with { Reminded = true, RemindedAt = turn.Now });
        if (run.Revising || turn.DialogOf(run) is null)
            return;
        var text = turn.Text(EngineTexts.Reminder, ("recap", flow.QuestionsOf(run).Recap()));
        turn.Offer(text, [new PromptChoice("/lanjut", turn.Text(EngineTexts.Continue))]);
    }

    private static void Expire(Turn turn, RunFlow flow, Run run)
    {
        var dialog = turn.DialogOf(run);
        var recap = dialog is null || run.Revising ? null : flow.QuestionsOf(run).Recap();
        if (run.Revising)
        {
            new ReviewFlow(turn, flow).PutBack();
            turn.Fire(LifecycleTrigger.Expire);
            return;
        }

        // A draft that lies aside may end while another dialog goes on; that one's state stays as it is.
        var isElsewhere = turn.Run is { } open && open.Id != run.Id;
        Replace(turn, run, null);
        turn.Conversation = turn.Conversation with { Menu = null };
        if (!isElsewhere)
            turn.Fire(LifecycleTrigger.Expire);
        if (dialog?.StoresSubmission ?? true)
            turn.Do(StopFlow.Ended(dialog, run, SubmissionOutcome.Expired));
        if (recap is not null && !turn.Facts.IsSilent)
            turn.Say(EngineTexts.Expired, ("recap", recap));
    }

    private static DateTimeOffset DueAt(Turn turn, Run run)
    {
        if (new UnkeptTalk(turn).Holds(run))
            return run.TouchedAt + UnkeptTalk.Lasts;
        var dialog = turn.DialogOf(run);
        var end = run.TouchedAt.AddHours(dialog?.ExpiresAfterHours ?? 168);
        if (turn.Facts.IsSilent)
            return end;
        if (run.Reminded)
            return Later(end, run.RemindedAt.AddHours(HoursAfterReminder));
        return QuietHours.NextLoud(run.TouchedAt.AddHours(dialog?.ReminderAfterHours ?? 20), turn.Facts.UtcOffsetMinutes).ToUniversalTime();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static void Replace(Turn turn, Run run, Run? by)
    {
        if (turn.Run?.Id == run.Id)
        {
            turn.Run = by;
            return;
        }

        var index = turn.Conversation.Paused.ToList().FindIndex(r => r.Id == run.Id);
        turn.Conversation = turn.Conversation with
        {
            Paused = by is null ? turn.Conversation.Paused.RemoveAt(index) : turn.Conversation.Paused.SetItem(index, by),
        };
    }
}
