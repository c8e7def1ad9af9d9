namespace KotanBot.Channels.Telegram;

/// <summary>
/// How much Telegram takes, by its own advice: about 30 messages a second from one bot and one a second in one chat. It bears short
/// bursts in a chat, but it does not say which, and a 429 costs seconds: so the next message of a chat waits for its second.
/// </summary>
public sealed record TelegramLimits
{
    /// <summary>So many requests at most are seen within <see cref="Span"/>, to all chats together.</summary>
    public int Overall { get; init; } = 30;

    /// <summary>Of these only live replies take the last ones, so that a reply never queues behind a broadcast.</summary>
    public int KeptForLive { get; init; } = 5;

    public TimeSpan Span { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From Telegram's answer to the next message in the same chat.</summary>
    public TimeSpan ChatRest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When so many chats are told to wait within <see cref="Span"/>, it is the bot that is too fast, not they.</summary>
    public int ChatsThatMeanAll { get; init; } = 3;

    /// <summary>However long a chat is told to wait; a clock's timer takes no number beyond its range.</summary>
    public TimeSpan LongestPause { get; init; } = TelegramFaultReader.LongestWait;

    /// <summary>Telegram never says that a wait is for all. What we only guess is tried again after this at the latest.</summary>
    public TimeSpan LongestPauseForAll { get; init; } = TimeSpan.FromMinutes(1);
}
