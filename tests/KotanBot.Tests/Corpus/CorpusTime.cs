namespace KotanBot.Tests.Corpus;

/// <summary>
/// The clock of a golden conversation: it stands where the last directive put it, but for the millisecond that every
/// message takes, and is finer than what the database keeps. Its timers never ring; what they would do, tests do.
/// </summary>
internal sealed class CorpusTime : TimeProvider
{
    private static readonly TimeSpan FinerThanStored = TimeSpan.FromTicks(1_234);

    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now + FinerThanStored;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new SilentTimer();

    private sealed class SilentTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // Holds nothing.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
