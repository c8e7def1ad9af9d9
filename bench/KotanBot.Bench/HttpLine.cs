using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KotanBot.Bench;

/// <summary>
/// One HTTP/1.1 connection kept open. By hand, because the client shares the machine's two cores with the server and
/// must cost little, and because it counts the bytes that really pass.
/// </summary>
internal sealed class HttpLine : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LengthName = "\r\nContent-Length: "u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];

    public long BytesSent { get; private set; }

    public long BytesReceived { get; private set; }

    public Task ConnectAsync(Uri server) => _socket.ConnectAsync(IPAddress.Loopback, server.Port);

    /// <summary>Returns the body of a 200; everything else ends the run, since a figure with failures in it says nothing.</summary>
    public async Task<ReadOnlyMemory<byte>> SendAsync(ReadOnlyMemory<byte> request)
    {
        BytesSent += await _socket.SendAsync(request);
        var received = 0;
        while (true)
        {
            if (received == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(received));
            if (count == 0)
                throw new InvalidOperationException("the server hung up");
            received += count;
            BytesReceived += count;
            if (TryFindBody(received) is { } body)
                return body;
        }
    }

    public void Dispose() => _socket.Dispose();

    private ReadOnlyMemory<byte>? TryFindBody(int received)
    {
        var head = _buffer.AsSpan(0, received).IndexOf(HeadEnd);
        if (head < 0)
            return null;
        var text = _buffer.AsSpan(0, head + 2);
        var at = text.IndexOf(LengthName);
        if (!text.StartsWith("HTTP/1.1 200"u8) || at < 0)
            throw new InvalidOperationException(Encoding.UTF8.GetString(_buffer, 0, received));
        var digits = text[(at + LengthName.Length)..];
        var length = int.Parse(digits[..digits.IndexOf((byte)'\r')]);
        var start = head + HeadEnd.Length;
        if (received - start < length)
            return null;
        return _buffer.AsMemory(start, length);
    }
}
