using System.Collections.Concurrent;
using KotanBot.Channels.Telegram;

namespace KotanBot.Tests.Telegram;

public sealed class FairnessTests
{
    private const int Broadcast = 5_000;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_broadcast_to_5000_delays_no_reply_by_two_seconds_and_never_goes_over_the_limits()
    {
        var arrivals = new ConcurrentQueue<(TimeSpan At, long Chat)>();
        TelegramStage? stage = null;
        using var built = stage = new TelegramStage(new ChatApi(call =>
        {
            arrivals.Enqueue((stage!.Time.Elapsed, call.ChatId));
            return null;
        }));
        var sends = Enumerable.Range(1, Broadcast).Select(chat => stage.SendAsync(TelegramStage.Message(chat, "Pengumuman", unprompted: true))).ToList();
        var waits = new ConcurrentQueue<TimeSpan>();

        for (var replies = 0; stage.Pace.Waiting > 0;)
        {
            await SettleAsync(stage.Pace, sends);
            // Every other one to somebody who is among the 5,000.
            if (stage.Time.Elapsed >= replies * 2 * Second)
                sends.Add(ReplyAsync(stage, ++replies % 2 == 0 ? replies : Broadcast + replies, waits));
            stage.Time.AdvanceToNext();
        }
        var results = await Task.WhenAll(sends);

        Assert.All(results, r => Assert.IsType<SendResult.Sent>(r));
        Assert.InRange(waits.Count, 90, 110);
        Assert.InRange(waits.Max(), TimeSpan.Zero, Second);
        Assert.InRange(stage.Time.Elapsed, 190 * Second, 210 * Second);
        Assert.Equal(0, TooClose([.. arrivals.Select(a => a.At).Order()], 30));
        Assert.All(arrivals.GroupBy(a => a.Chat), chat => Assert.Equal(0, TooClose([.. chat.Select(a => a.At).Order()], 1)));
    }

    private static async Task<SendResult> ReplyAsync(TelegramStage stage, long chat, ConcurrentQueue<TimeSpan> waits)
    {
        var asked = stage.Time.Elapsed;
        var result = await stage.SendAsync(TelegramStage.Message(chat, "Terima kasih", ordinal: 4));
        waits.Enqueue(stage.Time.Elapsed - asked);
        return result;
    }

    /// <summary>How many came less than a second after the one that has so many places before them.</summary>
    private static int TooClose(IReadOnlyList<TimeSpan> times, int most) => Enumerable.Range(0, Math.Max(0, times.Count - most)).Count(i => times[i + most] - times[i] < Second);

    /// <summary>Whoever was let in has been answered: only then the clock may go on.</summary>
    private static async Task SettleAsync(TelegramPace pace, List<Task<SendResult>> sends)
    {
        while (sends.Count(t => t.IsCompleted) < sends.Count - pace.Waiting)
            await Task.Yield();
    }
}
