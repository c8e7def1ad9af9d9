using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace KotanBot.Bench.Web;

/// <summary>
/// One WebSocket of the page's own dialect, by hand as <see cref="HttpLine"/> is: thousands of them must cost the client little, and the
/// bytes are counted on the wire. Offers no compression, which the server would not use for frames as small as these.
/// </summary>
internal sealed class LeanSocket : IDisposable
{
    public const string Protocol = "kotanbot.lean";

    private const int MaskBytes = 4;
    private const byte Text = 0x81, Close = 0x88, Ping = 0x89, Pong = 0x8A;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[1024];
    private int _from;
    private int _to;

    public long BytesSent { get; private set; }

    public long BytesReceived { get; private set; }

    public int Pings { get; private set; }

    /// <summary>The token goes as a second subprotocol, so that it stands in no address.</summary>
    public async Task OpenAsync(Uri server, string conversation, string token)
    {
        await _socket.ConnectAsync(IPAddress.Loopback, server.Port);
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var request = $"GET /v3/directline/conversations/{conversation}/stream?watermark=0 HTTP/1.1\r\nHost: {server.Authority}\r\nOrigin: {server.GetLeftPart(UriPartial.Authority)}\r\n"
            + $"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Protocol: {Protocol}, {token}\r\n\r\n";
        BytesSent += await _socket.SendAsync(Encoding.ASCII.GetBytes(request));
        while (_buffer.AsSpan(_from, _to - _from).IndexOf("\r\n\r\n"u8) < 0)
            await FillAsync();
        var head = Encoding.ASCII.GetString(_buffer, _from, _buffer.AsSpan(_from, _to - _from).IndexOf("\r\n\r\n"u8) + 4);
        if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal) || !head.Contains($": {Protocol}\r\n", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"no lean stream: {head}");
        _from += head.Length;
    }

    public Task SendAsync(string json) => SendAsync(Text, Encoding.UTF8.GetBytes(json));

    /// <summary>The next frame with text; pings before it are answered.</summary>
    public async Task<string> ReceiveAsync()
    {
        while (true)
        {
            var (kind, payload) = await ReceiveFrameAsync();
            if (kind == Text)
                return Encoding.UTF8.GetString(payload.Span);
            if (kind != Ping)
                throw new InvalidOperationException(kind == Close ? "the server closed the stream" : $"a frame of kind {kind:X2} came");
            Pings++;
            await SendAsync(Pong, payload.ToArray());
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The mask is zero, which is a mask like any other and changes nothing.</summary>
    private async Task SendAsync(byte kind, byte[] payload)
    {
        var head = payload.Length < 126 ? 2 : 4;
        var frame = new byte[head + MaskBytes + payload.Length];
        frame[0] = kind;
        frame[1] = (byte)(0x80 | (head == 2 ? payload.Length : 126));
        if (head == 4)
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        payload.CopyTo(frame, head + MaskBytes);
        BytesSent += await _socket.SendAsync(frame);
    }

    private async Task<(byte Kind, ReadOnlyMemory<byte> Payload)> ReceiveFrameAsync()
    {
        await FillAsync(2);
        var (kind, length, head) = (_buffer[_from], (int)_buffer[_from + 1], 2);
        if (length == 126)
        {
            head = 4;
            await FillAsync(head);
            length = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_from + 2));
        }
        else if (length > 126)
        {
            throw new InvalidOperationException("a frame of more than 64 KB came");
        }
        await FillAsync(head + length);
        var payload = _buffer.AsMemory(_from + head, length);
        _from += head + length;
        return (kind, payload);
    }

    private async Task FillAsync(int needed)
    {
        while (_to - _from < needed)
            await FillAsync();
    }

    private async Task FillAsync()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }
        if (_to == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_to));
        if (count == 0)
            throw new InvalidOperationException("the server hung up");
        _to += count;
        BytesReceived += count;
    }
}
