namespace KotanBot.Channels.Telegram;

/// <summary>
/// The places of <see cref="TelegramLimits.Overall"/>: a request holds one from before it is sent until a span after its
/// answer. Guarded by the lock of <see cref="TelegramPace"/>.
/// </summary>
internal sealed class TelegramPlaces(TelegramLimits limits)
{
    /// <summary>When the places that were left come free.</summary>
    private readonly Queue<TimeSpan> _returns = new();

    private int _taken;

    /// <summary>Requests without an answer yet.</summary>
    public int UnderWay => _taken - _returns.Count;

    /// <summary>Null when no place is known to come free.</summary>
    public TimeSpan? NextFree => _returns.TryPeek(out var at) ? at : null;

    public bool HasOneFor(TelegramPriority priority) => _taken < (priority == TelegramPriority.Live ? limits.Overall : limits.Overall - limits.KeptForLive);

    public void Take() => _taken++;

    public void Leave(TimeSpan now) => _returns.Enqueue(now + limits.Span);

    public void Free(TimeSpan now)
    {
        while (_returns.TryPeek(out var at) && at <= now)
        {
            _returns.Dequeue();
            _taken--;
        }
    }
}
