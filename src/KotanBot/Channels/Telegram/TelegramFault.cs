namespace KotanBot.Channels.Telegram;

/// <summary>What a failed request to Telegram means for us; <see cref="TelegramFaultReader"/> reads it. Holds no text of a message.</summary>
public abstract record TelegramFault
{
    private TelegramFault()
    {
    }

    /// <summary>429: not again before <paramref name="Wait"/> is over.</summary>
    public sealed record TooMany(TimeSpan Wait) : TelegramFault;

    /// <summary>The person blocked the bot, is gone, or never wrote to it.</summary>
    public sealed record NobodyThere : TelegramFault;

    /// <summary>Telegram will never take this request as it is.</summary>
    public sealed record Refused(int Code, string Reason) : TelegramFault;

    /// <summary>The token is not valid (any more): nothing goes until the operator mends it.</summary>
    public sealed record TokenRefused(int Code) : TelegramFault;

    /// <summary>409: another program asks for this bot's updates, or a webhook is set.</summary>
    public sealed record Conflict : TelegramFault;

    /// <summary>No network, no answer, or the server's own fault: later it may go.</summary>
    public sealed record Unavailable(string Reason) : TelegramFault;
}
