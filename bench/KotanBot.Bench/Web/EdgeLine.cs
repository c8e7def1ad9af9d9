namespace KotanBot.Bench.Web;

/// <summary>
/// An emulated phone on EDGE: one line, shared by all connections of a browser, with a delay, a rate each way and lost packets. What a
/// loss means for the bytes behind it is TCP's doing and is told by <see cref="EdgeStream"/>. The losses follow from the seed and the
/// order of the packets.
/// </summary>
internal sealed class EdgeLine(int seed, double loss)
{
    public const int BitsPerSecond = 200_000;

    /// <summary>The share of packets that get lost where losses are wanted.</summary>
    public const double Loss = 0.02;

    public static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(300);

    public static readonly TimeSpan RoundTrip = 2 * OneWay;

    /// <summary>Two round trips: what a sender settles at after some packets, and above the second that RFC 6298 asks for.</summary>
    public static readonly TimeSpan Timeout = 2 * RoundTrip;

    private static readonly TimeSpan FirstTimeout = TimeSpan.FromSeconds(1);

    private readonly Stopwatch64 _clock = Stopwatch64.Start();
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private int _packets;
    private int _lost;

    public EdgeLane Up { get; } = new();

    public EdgeLane Down { get; } = new();

    public TimeSpan Now => _clock.Elapsed;

    public int Packets => _packets;

    public int Lost => _lost;

    public bool Loses()
    {
        lock (_lock)
        {
            _packets++;
            var lost = _random.NextDouble() < loss;
            _lost += lost ? 1 : 0;
            return lost;
        }
    }

    /// <summary>The time that repeated losses of one packet add: the timeout, doubled each time.</summary>
    public TimeSpan RepeatedLoss()
    {
        var (added, timeout) = (TimeSpan.Zero, 2 * Timeout);
        for (; Loses(); timeout *= 2)
            added += timeout;
        return added;
    }

    /// <summary>When a connection that is asked for now can carry its first byte: a round trip, and for a lost SYN or its answer a second, doubled each time.</summary>
    public TimeSpan Connected()
    {
        var (at, timeout) = (Now, FirstTimeout);
        for (; Loses() || Loses(); timeout *= 2)
            at += timeout;
        return at + RoundTrip;
    }

    public async Task WaitUntilAsync(TimeSpan moment)
    {
        if (moment - Now is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest);
    }
}

/// <summary>One direction of the line: packets leave one after the other at its rate, whoever sends them.</summary>
internal sealed class EdgeLane
{
    /// <summary>Heads of IP and TCP with time stamps.</summary>
    public const int HeadBytes = 52;

    private readonly Lock _lock = new();
    private TimeSpan _freeAt;

    public static TimeSpan Took(int bytes) => TimeSpan.FromSeconds((bytes + HeadBytes) * 8.0 / EdgeLine.BitsPerSecond);

    /// <summary>Returns the moment when the last bit is on its way.</summary>
    public TimeSpan Reserve(TimeSpan now, int bytes)
    {
        lock (_lock)
            return _freeAt = (now > _freeAt ? now : _freeAt) + Took(bytes);
    }
}
