namespace KotanBot;

/// <summary>Sweeps the outbox at start and every quarter of a minute.</summary>
public sealed class OutboxJob(MessageSender sender, TimeProvider time, ILogger<OutboxJob> logger) : RepeatingJob(Period, time, logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    protected override Task RunAsync(CancellationToken cancellation) => sender.SweepAsync();
}
