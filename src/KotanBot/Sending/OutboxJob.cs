using KotanBot.Storage;

namespace KotanBot;

/// <summary>Sweeps the outbox at start and every quarter of a minute.</summary>
public sealed class OutboxJob(MessageSender sender, TimeProvider time, ILogger<OutboxJob> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                sender.Sweep();
            }
            catch (StorageUnavailableException exception)
            {
                logger.LogError("The outbox waits: {Reason}", exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
