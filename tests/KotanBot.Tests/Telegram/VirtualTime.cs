namespace KotanBot.Tests.Telegram;

/// <summary>A clock that stands still between its own timers: they fire one after the other, in the thread that moves the clock.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<VirtualTimer> _timers = [];
    private TimeSpan _now;

    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    /// <summary>Timers that will fire.</summary>
    public int Armed
    {
        get
        {
            lock (_gate)
                return _timers.Count(t => t.Due is not null);
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        lock (_gate)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Goes on by this, firing on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var until = Elapsed + by;
        while (Take(until) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = until;
    }

    /// <summary>Goes on to the next timer and fires it. False when there is none.</summary>
    public bool AdvanceToNext()
    {
        if (Take(TimeSpan.MaxValue) is not { } timer)
            return false;
        timer.Fire();
        return true;
    }

    private VirtualTimer? Take(TimeSpan until)
    {
        lock (_gate)
        {
            if (_timers.Where(t => t.Due <= until).MinBy(t => t.Due) is not { } timer)
                return null;
            if (timer.Due > _now)
                _now = timer.Due.Value;
            timer.Due = null;
            return timer;
        }
    }

    private sealed class VirtualTimer(VirtualTime time, Action callback) : ITimer
    {
        public TimeSpan? Due { get; set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            // As a real one.
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, TimeSpan.FromMilliseconds(uint.MaxValue - 1));
            lock (time._gate)
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
