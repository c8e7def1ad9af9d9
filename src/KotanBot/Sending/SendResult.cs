namespace KotanBot;

/// <summary>What the world made of a message that was sent.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary><paramref name="Ref"/> is the channel's own name of the message, or null where it has none.</summary>
    public sealed record Sent(string? Ref = null) : SendResult;

    /// <summary>The channel asks to wait; the same message is tried again after exactly <paramref name="Delay"/>.</summary>
    public sealed record RetryAfter(TimeSpan Delay) : SendResult;

    /// <summary>The channel could not be reached, and has said so in the log; the same message is tried again after growing pauses.</summary>
    public sealed record Unavailable : SendResult;

    /// <summary>The person blocked the bot or left; nothing more is sent until they write again.</summary>
    public sealed record Unreachable : SendResult;

    /// <summary>The channel will never take this message; the next one is sent. <paramref name="Reason"/> holds no message text.</summary>
    public sealed record Rejected(string Reason) : SendResult;
}
