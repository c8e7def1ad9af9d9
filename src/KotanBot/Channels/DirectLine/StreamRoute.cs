using System.Net.WebSockets;
using System.Text;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// One open socket per client: first what the log holds after the watermark, then each turn as it commits, each ordinal
/// once and in order. Frames from the client are read and dropped (empty ones keep the line open).
/// </summary>
internal sealed class StreamRoute(DirectLineDoor door, MessageStore messages, ConversationStreams streams, IHostApplicationLifetime lifetime)
{
    /// <summary>How long a client may take to say goodbye.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    public async Task OpenAsync(string id, HttpContext context)
    {
        var caller = door.OpenStream(context, id);
        if (caller is not Caller.Holder holder)
        {
            await ((Caller.Refused)caller).Answer.ExecuteAsync(context);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest || !DirectLineIds.TryReadWatermark(context.Request.Query["watermark"].ToString(), out var after))
        {
            await DirectLineResults.Bad("A stream is opened as a WebSocket, with a watermark that this server gave.").ExecuteAsync(context);
            return;
        }

        // Listening begins before the log is read, so that nothing falls between the two.
        using var subscription = streams.Subscribe(id);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        // Cancelling a read or a write aborts a socket, so "stop" ends only the waiting for messages.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var writing = QuietAsync(new Writing(socket, subscription, messages, holder.Token.UserId, after).RunAsync(stop.Token, context.RequestAborted));
        var reading = QuietAsync(DropFramesAsync(socket, context.RequestAborted));
        await Task.WhenAny(writing, reading);
        var stopping = lifetime.ApplicationStopping.IsCancellationRequested;
        await stop.CancelAsync();
        await writing;
        await CloseAsync(socket, stopping);
        await Task.WhenAny(reading, Task.Delay(Farewell, context.RequestAborted));
    }

    private static async Task DropFramesAsync(WebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[256];
        while (socket.State == WebSocketState.Open)
            if ((await socket.ReceiveAsync(buffer.AsMemory(), cancellation)).MessageType == WebSocketMessageType.Close)
                return;
    }

    private static async Task CloseAsync(WebSocket socket, bool stopping)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var patience = new CancellationTokenSource(Farewell);
        await QuietAsync(socket.CloseOutputAsync(
            stopping ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, null, patience.Token));
    }

    /// <summary>A line that breaks is no error: the client comes back with its watermark.</summary>
    private static async Task QuietAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException)
        {
            // Nothing to do; see above.
        }
    }

    private sealed class Writing(WebSocket socket, ConversationStreams.Subscription subscription, MessageStore messages, string userId, long after)
    {
        private long _after = after;

        public async Task RunAsync(CancellationToken stop, CancellationToken aborted)
        {
            await ReplayAsync(aborted);
            while (!stop.IsCancellationRequested)
            {
                var fresh = Fresh(await subscription.NextAsync(stop));
                if (fresh.Count > 0 && fresh[^1].Ordinal != _after + fresh.Count)
                {
                    // Something in between came by another way (or was dropped here): the log knows it.
                    await ReplayAsync(aborted);
                    fresh = Fresh(fresh);
                }

                if (fresh.Count > 0)
                    await SendAsync(fresh, aborted);
            }
        }

        private async Task ReplayAsync(CancellationToken cancellation)
        {
            while (messages.ReadAfter(DirectLineIds.Address(subscription.Address), _after, ActivityRoutes.MostInSet) is { Count: > 0 } page)
                await SendAsync(page, cancellation);
        }

        private List<StoredMessage> Fresh(IEnumerable<StoredMessage> offered) =>
            [.. offered.Where(m => m.Ordinal > _after).DistinctBy(m => m.Ordinal).OrderBy(m => m.Ordinal)];

        private async Task SendAsync(IReadOnlyList<StoredMessage> set, CancellationToken cancellation)
        {
            var frame = Encoding.UTF8.GetBytes(DirectLineWire.WriteSet(set, _after, userId));
            await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellation);
            _after = set[^1].Ordinal;
        }
    }
}
