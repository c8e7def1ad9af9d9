using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Tells people in their own conversations what happened elsewhere. What is to be told is in rows and is marked by the turn that
/// tells it, so a restart neither loses nor repeats anything.
/// </summary>
public sealed class NoticeJob(NoticeStore notices, TurnRunner runner, TimeProvider time, ILogger<NoticeJob> logger) : RepeatingJob(Period, time, logger)
{
    private const int MostAtOnce = 500;

    /// <summary>Turns beside each other share a commit; people's own turns keep the rest of the machine.</summary>
    private const int MostBeside = 8;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    /// <summary>One round; a notice that cannot be told is logged and given up, and does not keep the others waiting.</summary>
    public Task RunOnceAsync(CancellationToken cancellation) => TryOnceAsync(cancellation);

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var beside = new ParallelOptions { MaxDegreeOfParallelism = MostBeside, CancellationToken = cancellation };
        IReadOnlyList<DueNotice> due;
        do
        {
            due = notices.ReadDue(Time.GetUtcNow(), MostAtOnce);
            // One after the other in a conversation, so that they come in the order in which they fell due.
            await Parallel.ForEachAsync(due.GroupBy(n => n.ConversationId), beside, async (conversation, stop) =>
            {
                foreach (var notice in conversation)
                    await TellAsync(notice, stop);
            });
        }
        while (due.Count == MostAtOnce);
    }

    private async Task TellAsync(DueNotice notice, CancellationToken cancellation)
    {
        try
        {
            await runner.FeedAsync(notice.ConversationId, notice.Input, cancellation);
        }
#pragma warning disable CA1031 // One broken conversation must not keep the others from being told.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            Logger.LogError("Notice {Notice} could not be told in conversation {Conversation}: {Failure}", notice.Input.Id, notice.ConversationId, Failure.Describe(exception));
            if (exception is not TurnConflictException)
                await notices.GiveUpAsync(notice.Input.Id, Time.GetUtcNow());
        }
    }
}
