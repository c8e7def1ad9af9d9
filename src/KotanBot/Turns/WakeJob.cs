using KotanBot.Storage;

namespace KotanBot;

/// <summary>Finds conversations whose wake-up time has come and gives each its timeout. Timers are state, so none is lost by a restart.</summary>
public sealed class WakeJob(WakeStore wakes, TurnRunner runner, TimeProvider time, ILogger<WakeJob> logger) : BackgroundService
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await RunOnceAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One round; a conversation that fails is logged and does not keep the others waiting.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var conversation in wakes.ReadDue(time.GetUtcNow(), MostAtOnce))
                await WakeAsync(conversation, cancellation);
        }
        catch (StorageUnavailableException exception)
        {
            logger.LogError("Wake-ups wait: {Reason}", exception.Message);
        }
    }

    private async Task WakeAsync(string conversation, CancellationToken cancellation)
    {
        try
        {
            await runner.WakeAsync(conversation, cancellation);
        }
#pragma warning disable CA1031 // One broken conversation must not stop every reminder.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException))
#pragma warning restore CA1031
        {
            logger.LogError("Conversation {Conversation} could not be woken: {Failure}", conversation, Failure.Describe(exception));
        }
    }
}
