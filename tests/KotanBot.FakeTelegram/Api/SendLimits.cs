namespace KotanBot.Fakes.Api;

/// <summary>
/// At most so many messages within any second, to one chat and overall. Stricter than the real server, which lets short bursts pass; edits
/// and actions do not count. Callers hold the world's gate.
/// </summary>
internal sealed class SendLimits(FakeTelegramOptions options)
{
    // A bot that sends exactly once a second is not at fault when a packet comes a little early.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(950);
    private readonly Dictionary<long, Queue<DateTimeOffset>> _chats = [];
    private readonly Queue<DateTimeOffset> _all = new();

    /// <exception cref="ApiFault">429 with the seconds to wait.</exception>
    public void Count(long chatId, DateTimeOffset now)
    {
        if (!_chats.TryGetValue(chatId, out var chat))
            _chats[chatId] = chat = new();
        foreach (var (sent, most) in new[] { (chat, options.MessagesPerSecondToOneChat), (_all, options.MessagesPerSecondOverall) })
        {
            while (sent.TryPeek(out var first) && now - first >= Window)
                sent.Dequeue();
            if (sent.Count >= most)
                throw ApiFault.TooMany(Math.Max(1, (int)Math.Ceiling((sent.Peek() + Window - now).TotalSeconds)));
        }
        chat.Enqueue(now);
        _all.Enqueue(now);
    }
}
