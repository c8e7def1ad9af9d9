using System.Collections.Immutable;
using KotanBot.Fakes;

namespace KotanBot.Tests.Telegram;

/// <summary>The channel against a server that counts, and refuses what is too much.</summary>
public sealed class TelegramLimitsTests
{
    private const int Chats = 200;
    private const int Talkers = 10;

    [Fact]
    public async Task Two_hundred_chats_never_earn_a_refusal()
    {
        var time = new VirtualTime();
        await using var fake = await FakeTelegram.StartAsync(new() { Time = time, MessagesPerSecondToOneChat = 1, MessagesPerSecondOverall = 30 });
        for (var chat = 1; chat <= Chats; chat++)
            fake.Phone(chat).Open();
        using var stage = new TelegramStage(fake.Url, fake.Token, time);

        // A broadcast to all, and to some a reply of two messages at the same time: their own second is what counts then.
        var sends = Enumerable.Range(1, Chats).Select(chat => stage.SendAsync(TelegramStage.Message(chat, "Pengumuman", unprompted: true)))
            .Concat(Enumerable.Range(1, Talkers).Select(chat => TwiceAsync(stage, chat)))
            .ToImmutableArray();
        while (sends.Any(s => !s.IsCompleted))
        {
            // Only who waits in the pace needs the clock; whoever was let in must be answered before it goes on.
            if (stage.Pace is { UnderWay: 0, Waiting: > 0 })
                time.AdvanceToNext();
            await Task.Yield();
        }

        Assert.All(await Task.WhenAll(sends), result => Assert.IsType<SendResult.Sent>(result));
        Assert.Equal(Chats + (2 * Talkers), fake.RequestsOf("sendMessage").Count(r => r.Status == 200));
        Assert.DoesNotContain(fake.Requests, r => r.Status == 429);
    }

    private static async Task<SendResult> TwiceAsync(TelegramStage stage, long chat)
    {
        await stage.SendAsync(TelegramStage.Message(chat, "Terima kasih", ordinal: 4));
        return await stage.SendAsync(TelegramStage.Message(chat, "Pertanyaan berikutnya", ordinal: 5));
    }
}
