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
            await next.SweepAsync();
            await channel.WaitAsync(2);
        }

        Assert.Equal(["satu", "dua"], channel.Sent);
        Assert.Empty(stage.Stores.Messages.ReadUnsent(100));
    }

    [Fact]
    public async Task What_arrived_before_the_person_became_unreachable_stays_sent()
    {
        var channel = new ListChannel((message, _) => message.Prompt!.Text == "satu" ? new SendResult.Sent() : new SendResult.Unreachable());
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => TwoWords(conversation, input), channel);

        await stage.Runner.HandleAsync(TurnStage.Message("1", "x", Budi), CancellationToken.None);
        await channel.WaitAsync(1);
        await stage.Sender.DisposeAsync();

        Assert.Equal(["sent", "unreachable"], stage.Column("select state from message where direction = 'out' order by ordinal"));
    }

    [Fact]
    public async Task The_backlog_of_one_busy_conversation_hides_nobody_elses_messages()
    {
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => input is Input.Text { Value: "banyak" } ? Many(conversation) : TurnStage.Echo(conversation, input));
        for (var i = 0; i < 8; i++)
        {
            await stage.Runner.HandleAsync(TurnStage.Message($"a{i}", "banyak", new ChannelAddress("list", $"busy {i}")), CancellationToken.None);
            await stage.Runner.HandleAsync(TurnStage.Message($"b{i}", "kecil", new ChannelAddress("list", $"quiet {i}")), CancellationToken.None);
        }
        var channel = new ListChannel((message, _) => message.Prompt!.Text == "kecil" ? new SendResult.Sent() : new SendResult.RetryAfter(TimeSpan.FromDays(1)));
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);

        await sender.SweepAsync();
        await channel.WaitAsync(8);
        await sender.SweepAsync();

        Assert.Equal(8, channel.Sent.Count);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_put_aside_and_the_others_are_sent()
    {
        await using var stage = await TurnStage.OpenAsync(Echo);
        await stage.Runner.HandleAsync(TurnStage.Message("1", "satu", Budi), CancellationToken.None);
        await stage.Runner.HandleAsync(TurnStage.Message("2", "dua", Budi), CancellationToken.None);
        await stage.RunAsync("update message set cipher = 'k1:rusak' where ordinal = 2");
        var channel = new ListChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);

        await sender.SweepAsync();
        await channel.WaitAsync(1);

        Assert.Equal(["dua"], channel.Sent);
        Assert.Contains(stage.Log.Lines, l => l.Contains("cannot be read"));
        Assert.Equal(["rejected"], stage.Column("select state from message where ordinal = 2"));
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

    private static TurnResult TwoWords(Conversation conversation, Input input)
    {
        var first = TurnStage.Say(conversation, input, "satu");
        var ordinal = first.Conversation.Ordinal + 1;
        return new TurnResult(first.Conversation with { Ordinal = ordinal }, first.Effects.Add(new Effect.Say(ordinal, new Prompt("dua"))));
    }

    private static TurnResult Many(Conversation conversation)
    {
        const int count = 600;
        Effect[] says = [.. Enumerable.Range(1, count).Select(i => new Effect.Say(conversation.Ordinal + 1 + i, new Prompt("banyak")))];
        return new TurnResult(conversation with { Turn = conversation.Turn + 1, Ordinal = conversation.Ordinal + 1 + count }, [.. says]);
    }

    private static TurnResult Echo(Core.Definitions.DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now) => TurnStage.Echo(conversation, input);
}
