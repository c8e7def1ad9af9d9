using System.Globalization;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>What a poll found after a watermark; with an end, nothing comes after it.</summary>
/// <param name="Rewound">The watermark was beyond the log, which is told from its beginning.</param>
internal sealed record PollResult(IReadOnlyList<StoredMessage> Messages, ConversationEnd? End, bool Rewound = false);

/// <summary>
/// Reads the log after a watermark and, where nothing is there, holds the call until something is committed, the time is up,
/// the server stops or the client leaves. Waiting costs one entry among the streams and no work.
/// </summary>
internal sealed class LongPoll(MessageStore messages, ConversationStreams streams, TurnsAtWork turns, LastWords lastWords, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Below what proxies on the way usually bear, 30 seconds.</summary>
    public const int MostSeconds = 25;

    /// <summary>Absent means not to wait; beyond the bounds, the bound. False for what is no number.</summary>
    public static bool TryReadWait(string text, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (text.Length == 0)
            return true;
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || !double.IsFinite(seconds))
            return false;
        wait = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MostSeconds));
        return true;
    }

    /// <summary>Null when too many calls of this conversation are held already.</summary>
    public async Task<PollResult?> ReadAsync(string conversationId, long after, TimeSpan wait, CancellationToken aborted)
    {
        if (wait <= TimeSpan.Zero)
            return await ReadToldAsync(conversationId, after, aborted);
        // Listening begins before the log is read, so that nothing falls between the two.
        using var subscription = streams.TrySubscribe(conversationId, ListenerKind.Poll);
        if (subscription is null)
            return null;
        var found = await ReadToldAsync(conversationId, after, aborted);
        if (found.Messages.Count > 0 || found.End is not null || found.Rewound)
            return found;
        using var timeUp = new CancellationTokenSource(wait, time);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, aborted, lifetime.ApplicationStopping);
        try
        {
            while (await subscription.NextAsync(until.Token) is { } news)
                if (news.End is not null || news.Messages.Any(m => m.Ordinal > after))
                    break;
        }
        catch (OperationCanceledException)
        {
            // Whatever is there by now is the answer.
        }

        return await ReadToldAsync(conversationId, after, CancellationToken.None);
    }

    /// <summary>For a conversation that has ended, once its last turn is told: null when the goodbye is past, or was seen.</summary>
    public async Task<PollResult?> FindEndAsync(string conversationId, long after, CancellationToken aborted)
    {
        if (FindEnd(conversationId, after) is { } known)
            return known;
        await turns.ToldAsync(conversationId).WaitAsync(aborted);
        return FindEnd(conversationId, after);
    }

    /// <summary>Null when the goodbye is past, or was seen. It comes with the last page of the log.</summary>
    private PollResult? FindEnd(string conversationId, long after)
    {
        if (lastWords.Find(conversationId, after) is not { } end)
            return null;
        var page = LogPage.Read(messages, conversationId, after);
        return page.IsFull ? new PollResult(page.Messages, null) : new PollResult([.. page.Messages, .. end.Last.Where(m => m.Ordinal > after)], end);
    }

    /// <summary>A log that seems shorter than what the client has seen is read again when the turn at work, which may be an erasure, is told.</summary>
    private async Task<PollResult> ReadToldAsync(string conversationId, long after, CancellationToken aborted)
    {
        var found = Read(conversationId, after);
        if (!found.Rewound)
            return found;
        await turns.ToldAsync(conversationId).WaitAsync(aborted);
        return Read(conversationId, after);
    }

    private PollResult Read(string conversationId, long after)
    {
        if (FindEnd(conversationId, after) is { } over)
            return over;
        var page = LogPage.Read(messages, conversationId, after);
        return page.Messages.Count == 0 && LogPage.IsBeyond(messages, conversationId, after)
            ? new PollResult(LogPage.Read(messages, conversationId, 0).Messages, null, Rewound: true)
            : new PollResult(page.Messages, null);
    }
}
