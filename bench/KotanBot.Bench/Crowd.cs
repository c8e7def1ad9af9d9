using System.Diagnostics;

namespace KotanBot.Bench;

/// <summary>Clients that all work at the same time.</summary>
internal sealed class Crowd(IReadOnlyList<ILoad> members) : IDisposable
{
    /// <summary>Exchanges since the beginning, in and out of windows; each was acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Works for that long. What was under way at the end is finished but not counted in the window.</summary>
    public async Task<Window> WorkAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var seen = await Task.WhenAll(members.Select(m => Task.Run(() => WorkAsync(m, clock, duration))));
        Acknowledged += seen.Sum(s => s.Total);
        return new Window(duration, [.. seen.SelectMany(s => s.InTime)]);
    }

    public void Add(int exchanges) => Acknowledged += exchanges;

    public void Dispose()
    {
        foreach (var member in members)
            member.Dispose();
    }

    private static async Task<(List<Exchange> InTime, int Total)> WorkAsync(ILoad member, Stopwatch clock, TimeSpan duration)
    {
        var inTime = new List<Exchange>();
        var total = 0;
        while (clock.Elapsed < duration)
        {
            var exchange = await member.SendOneAsync();
            total++;
            if (clock.Elapsed <= duration)
                inTime.Add(exchange);
        }
        return (inTime, total);
    }
}

/// <summary>What a crowd did in one window of time.</summary>
internal sealed class Window(TimeSpan duration, Exchange[] exchanges)
{
    private readonly double[] _sorted = [.. exchanges.Select(e => e.Took.TotalMilliseconds).Order()];

    public int Count => exchanges.Length;

    public double PerSecond => exchanges.Length / duration.TotalSeconds;

    public double MedianMilliseconds => Percentile(0.5);

    public double P99Milliseconds => Percentile(0.99);

    public double BytesSent => exchanges.Average(e => (double)e.BytesSent);

    public double BytesReceived => exchanges.Average(e => (double)e.BytesReceived);

    private double Percentile(double share) => _sorted[Math.Min(_sorted.Length - 1, (int)(_sorted.Length * share))];
}
