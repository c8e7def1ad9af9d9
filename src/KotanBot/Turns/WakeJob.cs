using KotanBot.Storage;

namespace KotanBot;

/// <summary>Finds conversations whose wake-up time has come and gives each its timeout. Timers are state, so none is lost by a restart.</summary>
public sealed class WakeJob(WakeStore wakes, TurnRunner runner, TimeProvider time, ILogger<WakeJob> logger) : RepeatingJob(Period, time, logger)
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>One round; a conversation that fails is logged and does not keep the others waiting.</summary>
    public Task RunOnceAsync(CancellationToken cancellation) => TryOnceAsync(cancellation);

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var conversation in wakes.ReadDue(Time.GetUtcNow(), MostAtOnce))
            await WakeAsync(conversation, cancellation);
    }

    private async Task WakeAsync(string conversation, CancellationToken cancellation)
    {
        try
        {
            await runner.WakeAsync(conversation, cancellation);
        }
#pragma warning disable CA1031 // One broken conversation must not stop every reminder.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            Logger.LogError("Conversation {Conversation} could not be woken: {Failure}", conversation, Failure.Describe(exception));
            // Left due it would come back with every round, and enough of them would keep all others waiting.
            if (exception is not TurnConflictException)
                await wakes.DropAsync(conversation);
        }
    }
}
