namespace KotanBot.Channels.Telegram;

/// <summary>
/// Tells from the latest 429s whether they are about one chat or about all. Guarded by the lock of <see cref="TelegramPace"/>.
/// </summary>
/// <remarks>
/// Telegram's 429 tells the wait of one request and not whether it is the chat's or the bot's; its authors say that others
/// usually fail too, but not always (tdlib/td issues 715 and 1062). So a wait is the chat's, for exactly as long as told, until
/// <see cref="TelegramLimits.ChatsThatMeanAll"/> different chats are told within a span: then all wait, for the longest told, but at
/// most <see cref="TelegramLimits.LongestPauseForAll"/>, since that everybody is meant is our guess.
/// </remarks>
internal sealed class TelegramFloods(TelegramLimits limits)
{
    private readonly Queue<(TimeSpan At, long ChatId, TimeSpan Until)> _told = new();

    /// <summary>Until when everybody had better wait; null when it is the chat's own affair.</summary>
    public TimeSpan? Tell(long chatId, TimeSpan until, TimeSpan now)
    {
        while (_told.TryPeek(out var old) && old.At + limits.Span < now)
            _told.Dequeue();
        _told.Enqueue((now, chatId, until));
        if (_told.Select(t => t.ChatId).Distinct().Count() < limits.ChatsThatMeanAll)
            return null;
        var longest = _told.Max(t => t.Until);
        return longest < now + limits.LongestPauseForAll ? longest : now + limits.LongestPauseForAll;
    }
}
