namespace KotanBot.Storage;

/// <summary>How the writer groups work. <see cref="MaxBatch"/> = 1 gives one transaction per write, which benchmarks compare against.</summary>
public sealed record DatabaseOptions
{
    public int MaxBatch { get; init; } = 256;

    /// <summary>Writes that may wait; further callers wait without a thread until there is room.</summary>
    public int MaxWaiting { get; init; } = 1024;

    /// <summary>How long a lock of another process is waited for.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after a try to empty the log that a reader prevented the next one comes.</summary>
    public TimeSpan ScrubPause { get; init; } = TimeSpan.FromSeconds(1);
}
