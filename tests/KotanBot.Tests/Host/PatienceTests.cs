using KotanBot.Core.Conversations;
using KotanBot.Tests.Telegram;
using Microsoft.Extensions.Logging;

namespace KotanBot.Tests.Host;

public sealed class PatienceTests
{
    [Fact]
    public async Task A_channel_that_cannot_be_reached_is_asked_again_after_growing_pauses_of_five_minutes_at_most()
    {
        var pauses = Pauses(await CallsAsync(40, _ => new SendResult.Unavailable()));

        Assert.InRange(pauses[0], TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromMinutes(5), pauses.Max());
        Assert.True(pauses.Distinct().Count() > 5, "without jitter all conversations would come back at once");
    }

    [Fact]
    public async Task A_channel_that_asks_to_wait_is_asked_again_exactly_then()
    {
        var calls = await CallsAsync(3, call => call switch
        {
            0 => new SendResult.RetryAfter(TimeSpan.FromSeconds(7)),
            1 => new SendResult.RetryAfter(TimeSpan.FromMinutes(10)),
            _ => new SendResult.Sent(),
        });

        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromMinutes(10)], Pauses(calls));
    }

    /// <summary>When one message was tried, so many times.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> CallsAsync(int count, Func<int, SendResult> decide)
    {
        var time = new VirtualTime();
        var calls = new List<TimeSpan>();
        var channel = new ListChannel((_, call) =>
        {
            calls.Add(time.Elapsed);
            return decide(call);
        });
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => TurnStage.Echo(conversation, input));
        await stage.Runner.HandleAsync(TurnStage.Message("1", "halo", new ChannelAddress("list", "ani")), CancellationToken.None);
        await using var sender = new MessageSender(stage.Stores.Messages, [channel], time, stage.Log.CreateLogger<MessageSender>());
        await sender.SweepAsync();
        for (var tried = 1; tried < count; tried++)
        {
            while (time.Armed == 0)
                await Task.Yield();
            time.AdvanceToNext();
        }
        await channel.WaitForCallsAsync(count);
        return [.. calls];
    }

    private static List<TimeSpan> Pauses(IReadOnlyList<TimeSpan> calls) => [.. calls.Zip(calls.Skip(1), (a, b) => b - a)];
}
