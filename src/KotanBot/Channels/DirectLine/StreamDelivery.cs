using System.Net.WebSockets;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// The one writer of a stream: first what the log holds after the watermark, then each turn as it commits, each ordinal once
/// and in order. A client that reads slowly holds up nobody else and takes no more memory than any other.
/// </summary>
internal sealed class StreamDelivery(WebSocket socket, StreamSubscription subscription, MessageStore messages, IStreamForm form, TimeProvider time, long after)
{
    /// <summary>Shorter frames gain nothing from compression without a context.</summary>
    private const int SmallFrame = 80;

    /// <summary>Who does not take a frame in so long is gone, whatever the line says; the log waits for them.</summary>
    private static readonly TimeSpan LongestSend = TimeSpan.FromMinutes(1);

    private long _after = after;

    /// <param name="stop">Ends the waiting for news.</param>
    /// <param name="aborted">Ends a write, and with it the socket.</param>
    /// <returns>How to close.</returns>
    public async Task<WebSocketCloseStatus> RunAsync(CancellationToken stop, CancellationToken aborted)
    {
        await ReplayAsync(aborted);
        await RewindAsync(aborted);
        while (true)
        {
            StreamNews news;
            try
            {
                news = await subscription.NextAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return WebSocketCloseStatus.EndpointUnavailable;
            }

            await TellAsync(news, aborted);
            if (news.End is not null)
                return WebSocketCloseStatus.NormalClosure;
            if (news.Close is { } status)
                return status;
        }
    }

    /// <summary>A secret goes alone and uncompressed.</summary>
    public Task SendAloneAsync(byte[] frame, CancellationToken cancellation) => SendAsync(frame, compressed: false, cancellation);

    private async Task TellAsync(StreamNews news, CancellationToken aborted)
    {
        var fresh = Fresh(news.Messages);
        if (fresh.Count > 0 && (fresh[^1].Ordinal != _after + fresh.Count || (news.End is null && LogPage.Of(fresh).IsFull)))
        {
            // Something in between came by another way (or was dropped here), or it is much at once: the log knows it.
            await ReplayAsync(aborted);
            fresh = Fresh(fresh);
        }

        if (fresh.Count > 0 || news.Replies.Length > 0 || news.Typing || news.End is not null)
            await SendAsync(new StreamSet(_after, fresh, news.Replies, news.Typing, news.End, time.GetUtcNow(), subscription.IsOwn), aborted);
        subscription.Settle(news.Replies);
    }

    private async Task ReplayAsync(CancellationToken cancellation)
    {
        while (LogPage.Read(messages, subscription.Address, _after).Messages is { Count: > 0 } page)
            await SendAsync(new StreamSet(_after, page, [], Typing: false, End: null, time.GetUtcNow(), subscription.IsOwn), cancellation);
    }

    /// <summary>A client whose watermark this log never reached would wait in silence for ever; it is told everything instead.</summary>
    private async Task RewindAsync(CancellationToken cancellation)
    {
        if (!LogPage.IsBeyond(messages, subscription.Address, _after))
            return;
        _after = 0;
        var page = LogPage.Read(messages, subscription.Address, 0).Messages;
        await SendAsync(new StreamSet(0, page, [], Typing: false, End: null, time.GetUtcNow(), subscription.IsOwn) { Rewound = true }, cancellation);
        await ReplayAsync(cancellation);
    }

    private List<StoredMessage> Fresh(IEnumerable<StoredMessage> offered) =>
        [.. offered.Where(m => m.Ordinal > _after).DistinctBy(m => m.Ordinal).OrderBy(m => m.Ordinal)];

    private async Task SendAsync(StreamSet set, CancellationToken cancellation)
    {
        foreach (var frame in form.Write(set))
            await SendAsync(frame, frame.Length > SmallFrame, cancellation);
        _after = set.After;
    }

    private async Task SendAsync(byte[] frame, bool compressed, CancellationToken cancellation)
    {
        var flags = WebSocketMessageFlags.EndOfMessage | (compressed ? WebSocketMessageFlags.None : WebSocketMessageFlags.DisableCompression);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(LongestSend);
        await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, flags, patience.Token);
    }
}
