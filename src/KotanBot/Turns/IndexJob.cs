namespace KotanBot;

/// <summary>Makes the readings of indices every night; see <see cref="IndexRound"/>.</summary>
public sealed class IndexJob(IndexRound round, TimeProvider time, ILogger<IndexJob> logger) : RepeatingJob(Period, time, logger)
{
    /// <summary>When nearly nobody writes, and well before anybody reads.</summary>
    private const int Hour = 2;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>One look at the clock; nothing happens where today's round was made.</summary>
    public Task RunOnceAsync(CancellationToken cancellation) => TryOnceAsync(cancellation);

    protected override Task RunAsync(CancellationToken cancellation) => round.RunAsync(Hour, Time.GetUtcNow(), cancellation);
}
