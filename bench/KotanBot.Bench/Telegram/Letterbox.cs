using System.Collections.Concurrent;
using KotanBot.Fakes;

namespace KotanBot.Bench.Telegram;

/// <summary>Looks every few milliseconds what came for whom. When a message came is the Bot API server's own note and does not depend on the looking.</summary>
internal sealed class Letterbox : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<long, ConcurrentQueue<DateTimeOffset>> _came = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly FakeTelegram _fake;
    private readonly Task _looking;

    public Letterbox(FakeTelegram fake)
    {
        _fake = fake;
        _looking = Task.Run(LookAsync);
    }

    /// <summary>The first message to this chat since then; null when none came in time.</summary>
    public async Task<DateTimeOffset?> WaitAsync(long chat, DateTimeOffset since, TimeSpan patience)
    {
        var queue = _came.GetOrAdd(chat, _ => new ConcurrentQueue<DateTimeOffset>());
        for (var clock = Stopwatch64.Start(); clock.Elapsed < patience;)
        {
            while (queue.TryDequeue(out var at))
                if (at >= since)
                    return at;
            await Task.Delay(BetweenLooks);
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        for (var seen = 0; !_stop.IsCancellationRequested;)
        {
            var requests = _fake.Requests;
            for (; seen < requests.Count; seen++)
                if (requests[seen] is { Method: var method, Ok: true, ChatId: { } chat, At: var at } && IsMessage(method))
                    _came.GetOrAdd(chat, _ => new ConcurrentQueue<DateTimeOffset>()).Enqueue(at);
            await Task.Delay(BetweenLooks);
        }
    }

    public static bool IsMessage(string method) => method.Equals("sendMessage", StringComparison.OrdinalIgnoreCase);
}
