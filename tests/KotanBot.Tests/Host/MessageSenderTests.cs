using KotanBot.Core.Conversations;

namespace KotanBot.Tests.Host;

public sealed class MessageSenderTests
{
    private static readonly ChannelAddress Budi = new("list", "budi");

    [Fact]
    public async Task Sends_in_order_and_marks_as_sent()
    {
        var channel = new ListChannel();
        await using var stage = await TurnStage.OpenAsync(Echo, channel);

        for (var i = 0; i < 20; i++)
            await stage.Runner.HandleAsync(TurnStage.Message($"{i}", $"{i}", Budi), CancellationToken.None);
        await channel.WaitAsync(20);
        await stage.Sender.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), channel.Sent);
        Assert.Empty(stage.Stores.Messages.ReadUnsent(100));
    }

    [Fact]
    public async Task A_channel_that_asks_to_wait_gets_the_same_message_again_before_the_next()
    {
        var channel = new ListChannel((_, call) => call is 0 or 1 ? new SendResult.RetryAfter(TimeSpan.Zero) : new SendResult.Sent());
        await using var stage = await TurnStage.OpenAsync(Echo, channel);

        await stage.Runner.HandleAsync(TurnStage.Message("1", "satu", Budi), CancellationToken.None);
        await stage.Runner.HandleAsync(TurnStage.Message("2", "dua", Budi), CancellationToken.None);
        await channel.WaitAsync(2);

        Assert.Equal(["satu", "dua"], channel.Sent);
    }

    [Fact]
    public async Task A_rejected_message_does_not_hold_up_the_next()
    {
        var channel = new ListChannel((message, _) => message.Prompt!.Text == "satu" ? new SendResult.Rejected("too long") : new SendResult.Sent());
        await using var stage = await TurnStage.OpenAsync(Echo, channel);

        await stage.Runner.HandleAsync(TurnStage.Message("1", "satu", Budi), CancellationToken.None);
        await stage.Runner.HandleAsync(TurnStage.Message("2", "dua", Budi), CancellationToken.None);
        await channel.WaitAsync(1);
        await stage.Sender.DisposeAsync();

        Assert.Equal(["dua"], channel.Sent);
        Assert.Empty(stage.Stores.Messages.ReadUnsent(100));
        Assert.Contains(stage.Log.Lines, l => l.Contains("too long"));
    }

    [Fact]
    public async Task What_an_earlier_process_left_unsent_is_taken_up()
    {
        await using var stage = await TurnStage.OpenAsync(Echo);
        await stage.Runner.HandleAsync(TurnStage.Message("1", "satu", Budi), CancellationToken.None);
        await stage.Runner.HandleAsync(TurnStage.Message("2", "dua", Budi), CancellationToken.None);
        var channel = new ListChannel();

        await using (var next = stage.Gateway.CreateSender([channel], stage.Log))
        {
            next.Sweep();
            await channel.WaitAsync(2);
        }

        Assert.Equal(["satu", "dua"], channel.Sent);
        Assert.Empty(stage.Stores.Messages.ReadUnsent(100));
    }

    [Fact]
    public async Task A_channel_that_throws_loses_no_message_and_the_log_has_no_text()
    {
        await using var stage = await TurnStage.OpenAsync(Echo, new ListChannel((_, _) => throw new InvalidOperationException("rahasia")));
        await stage.Runner.HandleAsync(TurnStage.Message("1", "rahasia", Budi), CancellationToken.None);

        await stage.Sender.DisposeAsync();

        Assert.Equal("rahasia", Assert.Single(stage.Stores.Messages.ReadUnsent(100)).Prompt!.Text);
        Assert.DoesNotContain(stage.Log.Lines, l => l.Contains("rahasia"));
    }

    private static TurnResult Echo(Core.Definitions.DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now) => TurnStage.Echo(conversation, input);
}
