namespace KotanBot.Channels.Telegram;

/// <summary>A chat that waits for its second, or was told to wait. Guarded by the lock of <see cref="TelegramPace"/>.</summary>
internal sealed class PacedChat(long id)
{
    public long Id => id;

    /// <summary>Until a second after the answer; without end while the answer is not there.</summary>
    public TimeSpan BusyUntil { get; set; }

    public TimeSpan PausedUntil { get; set; }

    public List<PacedRequest> Requests { get; } = [];
}

/// <summary>A request that waits for its pass.</summary>
internal sealed class PacedRequest(PacedChat chat, TelegramPriority priority, long number)
{
    public PacedChat Chat => chat;

    public long Number => number;

    public TelegramPriority Priority { get; set; } = priority;

    /// <summary>A touch never becomes anything else.</summary>
    public bool TakesSecond => Priority != TelegramPriority.Touch;

    public TaskCompletionSource<TelegramPass> Pass { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
