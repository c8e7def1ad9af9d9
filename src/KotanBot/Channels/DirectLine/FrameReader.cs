using System.Net.WebSockets;

namespace KotanBot.Channels.DirectLine;

/// <summary>What one message of a socket turned out to be.</summary>
internal enum FrameKind
{
    Text,
    Binary,
    TooLong,
    Close,
}

/// <summary>Reads whole messages. Between them it holds a buffer as long as a short answer and no more.</summary>
internal sealed class FrameReader(WebSocket socket)
{
    public const int MostBytes = ActivityRoutes.MostBody;

    private const int MostDrained = 1024 * 1024;

    private readonly byte[] _buffer = new byte[256];

    /// <summary>The bytes are good until the next call.</summary>
    public async Task<(FrameKind Kind, ReadOnlyMemory<byte> Bytes)> NextAsync(CancellationToken cancellation)
    {
        var got = await socket.ReceiveAsync(_buffer.AsMemory(), cancellation);
        if (got.MessageType == WebSocketMessageType.Close)
            return (FrameKind.Close, default);
        var kind = got.MessageType == WebSocketMessageType.Text ? FrameKind.Text : FrameKind.Binary;
        if (got.EndOfMessage)
            return (kind, _buffer.AsMemory(0, got.Count));
        using var whole = new MemoryStream();
        whole.Write(_buffer, 0, got.Count);
        var chunk = new byte[4096];
        while (!got.EndOfMessage)
        {
            got = await socket.ReceiveAsync(chunk.AsMemory(), cancellation);
            if (got.MessageType == WebSocketMessageType.Close)
                return (FrameKind.Close, default);
            if (whole.Length + got.Count > MostBytes)
                return (FrameKind.TooLong, default);
            whole.Write(chunk, 0, got.Count);
        }

        return (kind, whole.ToArray());
    }

    /// <summary>Reads away what still comes before the client's goodbye, as far as it is worth: a short frame may unpack to much.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        for (var left = MostDrained; left > 0 && socket.State is (WebSocketState.Open or WebSocketState.CloseSent);)
        {
            var got = await socket.ReceiveAsync(_buffer.AsMemory(), cancellation);
            if (got.MessageType == WebSocketMessageType.Close)
                return;
            left -= got.Count;
        }
    }
}
