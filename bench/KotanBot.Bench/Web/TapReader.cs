using System.Buffers.Binary;
using System.Text;

namespace KotanBot.Bench.Web;

/// <summary>One request and its answer as they passed; a WebSocket's frames follow its 101 and are counted with it.</summary>
internal sealed record TappedCall(string Method, string Path, int Status, string Encoding, long RequestHead, long RequestBody, long AnswerHead, byte[] Answer)
{
    public Frames Sent { get; init; } = new(0, 0);

    public Frames Received { get; init; } = new(0, 0);

    public long Up => RequestHead + RequestBody + Sent.Bytes;

    public long Down => AnswerHead + Answer.Length + Received.Bytes;
}

/// <summary>Frames of a WebSocket and their bytes, heads included.</summary>
internal sealed record Frames(int Count, long Bytes);

/// <summary>Reads what passed over one connection as HTTP/1.1: calls one after the other, the last of which may have become a WebSocket.</summary>
internal sealed class TapReader
{
    private readonly byte[] _up;
    private readonly byte[] _down;
    private int _sent;
    private int _received;

    private TapReader(TappedConnection connection, (long Up, long Down) from)
    {
        _up = connection.Up.ToArray()[(int)from.Up..];
        _down = connection.Down.ToArray()[(int)from.Down..];
    }

    public static List<TappedCall> Read(Tap tap) => Read(tap, []);

    /// <summary>Only what passed after a moment at which no call was under way.</summary>
    public static List<TappedCall> Read(Tap tap, Dictionary<TappedConnection, (long Up, long Down)> since) =>
        [.. tap.Connections().SelectMany(c => new TapReader(c, since.GetValueOrDefault(c)).ReadCalls())];

    private IEnumerable<TappedCall> ReadCalls()
    {
        while (Head(_up, _sent) is { } asked && Head(_down, _received) is { } answered)
        {
            _sent += asked.Length;
            _received += answered.Length;
            var line = asked[..asked.IndexOf('\r', StringComparison.Ordinal)].Split(' ');
            var status = int.Parse(answered.Split(' ')[1]);
            var posted = Body(asked, _up, ref _sent);
            if (status == StatusCodes.Status101SwitchingProtocols)
            {
                yield return new TappedCall(line[0], line[1], status, "", asked.Length, 0, answered.Length, [])
                {
                    Sent = CountFrames(_up.AsSpan(_sent)),
                    Received = CountFrames(_down.AsSpan(_received)),
                };
                yield break;
            }
            var empty = line[0] == "HEAD" || status is StatusCodes.Status304NotModified or StatusCodes.Status204NoContent;
            var body = empty ? [] : Body(answered, _down, ref _received);
            yield return new TappedCall(line[0], line[1], status, Value(answered, "Content-Encoding") ?? "", asked.Length, posted.Length, answered.Length, body);
        }
    }

    /// <summary>Latin-1, so that characters are bytes. Null where nothing whole is left.</summary>
    private static string? Head(byte[] bytes, int from)
    {
        var end = bytes.AsSpan(from).IndexOf("\r\n\r\n"u8);
        return end < 0 ? null : Encoding.Latin1.GetString(bytes, from, end + 4);
    }

    /// <summary>The body as it passed: with chunks, their heads are a part of it.</summary>
    private static byte[] Body(string head, byte[] bytes, ref int at)
    {
        var from = at;
        if (Value(head, "Transfer-Encoding") is "chunked")
        {
            var end = bytes.AsSpan(from).IndexOf("0\r\n\r\n"u8);
            at = end < 0 ? bytes.Length : from + end + 5;
        }
        else
        {
            at = Math.Min(bytes.Length, from + int.Parse(Value(head, "Content-Length") ?? "0"));
        }
        return bytes[from..at];
    }

    private static string? Value(string head, string name) => head.Split("\r\n")
        .Where(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(l => l[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    private static Frames CountFrames(ReadOnlySpan<byte> bytes)
    {
        var (count, at) = (0, 0);
        while (at + 2 <= bytes.Length)
        {
            var length = (long)(bytes[at + 1] & 0x7F);
            var head = 2 + ((bytes[at + 1] & 0x80) != 0 ? 4 : 0) + length switch { 126 => 2, 127 => 8, _ => 0 };
            if (at + head > bytes.Length)
                break;
            if (length == 126)
                length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            else if (length == 127)
                length = BinaryPrimitives.ReadInt64BigEndian(bytes[(at + 2)..]);
            at = (int)Math.Min(bytes.Length, at + head + length);
            count++;
        }
        return new Frames(count, bytes.Length);
    }
}
