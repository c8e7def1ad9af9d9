using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Host;

public sealed class OutboxTests
{
    private const int Bulk = 1_100;
    private const int MostBulk = 1_000;
    private const string Reminder = nameof(Input.Timeout);

    [Fact]
    public async Task Bulk_fills_a_part_of_the_memory_and_the_rest_follows_by_itself()
    {
        await using var stage = await BroadcastAsync(Bulk);
        var channel = new BroadcastChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);

        await sender.SweepAsync();
        await channel.WaitForHeldAsync(MostBulk);
        await sender.SweepAsync();
        Assert.Equal(MostBulk, channel.Held.Count);
        channel.Release();
        await channel.WaitForSentAsync(Bulk);

        Assert.Equal(Bulk, channel.Sent.Distinct().Count());
    }

    [Fact]
    public async Task A_reply_goes_at_once_behind_a_broadcast_that_fills_the_memory()
    {
        await using var stage = await BroadcastAsync(Bulk);
        var channel = new BroadcastChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);
        await sender.SweepAsync();
        await channel.WaitForHeldAsync(MostBulk);

        sender.Offer(await SayAsync(stage, "baru", "halo"));
        await channel.WaitForSentAsync(1);

        Assert.Equal("halo", Assert.Single(channel.Sent).Text);
        channel.Release();
    }

    [Fact]
    public async Task A_reply_behind_bulk_that_is_only_in_the_database_takes_it_along_in_order()
    {
        await using var stage = await BroadcastAsync(Bulk);
        var channel = new BroadcastChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);
        await sender.SweepAsync();
        await channel.WaitForHeldAsync(MostBulk);
        var left = Enumerable.Range(0, Bulk).Select(Person).Except(channel.Held.Select(a => a.Address)).First();

        sender.Offer(await SayAsync(stage, left, "halo"));
        await channel.WaitForSentAsync(2);

        Assert.Equal([Reminder, "halo"], channel.Sent.Select(s => s.Text));
        Assert.All(channel.Sent, s => Assert.Equal(left, s.To.Address));
        channel.Release();
    }

    [Fact]
    public async Task A_reply_behind_bulk_that_is_on_its_way_promotes_it()
    {
        await using var stage = await BroadcastAsync(1);
        var channel = new BroadcastChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);
        await sender.SweepAsync();
        await channel.WaitForHeldAsync(1);

        sender.Offer(await SayAsync(stage, Person(0), "halo"));
        Assert.Equal(Person(0), Assert.Single(channel.Promoted).Address);
        channel.Release();
        await channel.WaitForSentAsync(2);

        Assert.Equal([Reminder, "halo"], channel.Sent.Select(s => s.Text));
    }

    [Fact]
    public async Task A_reply_before_the_first_sweep_goes_after_what_an_earlier_process_left()
    {
        await using var stage = await BroadcastAsync(1);
        var channel = new BroadcastChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);

        sender.Offer(await SayAsync(stage, Person(0), "halo"));
        await channel.WaitForSentAsync(2);

        Assert.Equal([Reminder, "halo"], channel.Sent.Select(s => s.Text));
    }

    [Fact]
    public async Task A_crash_between_the_channel_and_the_mark_repeats_one_message_in_each_conversation()
    {
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => TurnStage.Echo(conversation, input));
        foreach (var person in new[] { "ani", "budi", "cici" })
            for (var i = 1; i <= 4; i++)
                await SayAsync(stage, person, $"{person} {i}");
        var before = new ListChannel();
        await stage.RunAsync("create trigger crash before update of state on message when new.state = 'sent' begin select raise(abort, 'power cut'); end");
        await using (var crashing = stage.Gateway.CreateSender([before], stage.Log))
        {
            await crashing.SweepAsync();
            await before.WaitAsync(3);
        }
        await stage.RunAsync("drop trigger crash");

        var after = new ListChannel();
        await using (var sender = stage.Gateway.CreateSender([after], stage.Log))
        {
            await sender.SweepAsync();
            await after.WaitAsync(12);
        }

        Assert.Equal(["ani 1", "budi 1", "cici 1"], before.Sent.Order(StringComparer.Ordinal));
        foreach (var person in new[] { "ani", "budi", "cici" })
            Assert.Equal(Enumerable.Range(1, 4).Select(i => $"{person} {i}"), after.Sent.Where(t => t.StartsWith(person, StringComparison.Ordinal)));
        Assert.Empty(stage.Stores.Messages.ReadUnsent(100));
    }

    [Fact]
    public async Task A_full_disk_repeats_nothing_however_long_it_lasts()
    {
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => TurnStage.Echo(conversation, input));
        foreach (var person in new[] { "ani", "budi" })
            for (var i = 1; i <= 2; i++)
                await SayAsync(stage, person, $"{person} {i}");
        await stage.RunAsync("create trigger full before update of state on message when new.state = 'sent' begin select raise(abort, 'disk full'); end");
        var channel = new ListChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);
        while (stage.Log.Lines.Count(l => l.Contains("stopped", StringComparison.Ordinal)) < 6)
        {
            await sender.SweepAsync();
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["ani 1", "budi 1"], channel.Sent.Order(StringComparer.Ordinal));

        await stage.RunAsync("drop trigger full");
        await sender.SweepAsync();
        await channel.WaitAsync(4);

        Assert.Equal(["ani 1", "ani 2", "budi 1", "budi 2"], channel.Sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_farewell_of_an_erasure_goes_before_the_first_sweep()
    {
        await using var stage = await ErasingAsync();
        await SayAsync(stage, "ani", "halo");
        await stage.RunAsync("update message set state = 'sent' where direction = 'out'");
        var channel = new BroadcastChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);

        sender.Offer(await SayAsync(stage, "ani", "hapus"));
        await channel.WaitForSentAsync(1);

        Assert.Equal("hapus", Assert.Single(channel.Sent).Text);
    }

    [Fact]
    public async Task The_farewell_of_an_erasure_goes_while_bulk_of_the_person_is_only_in_the_database()
    {
        await using var stage = await BroadcastAsync(Bulk, Erasing);
        var channel = new BroadcastChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);
        await sender.SweepAsync();
        await channel.WaitForHeldAsync(MostBulk);
        var left = Enumerable.Range(0, Bulk).Select(Person).Except(channel.Held.Select(a => a.Address)).First();

        sender.Offer(await SayAsync(stage, left, "hapus"));
        await channel.WaitForSentAsync(1);

        Assert.Equal((new ChannelAddress("list", left), "hapus"), Assert.Single(channel.Sent));
        channel.Release();
    }

    [Fact]
    public async Task The_farewell_of_an_erasure_goes_after_what_is_on_its_way()
    {
        await using var stage = await BroadcastAsync(1, Erasing);
        var channel = new BroadcastChannel();
        await using var sender = stage.Gateway.CreateSender([channel], stage.Log);
        await sender.SweepAsync();
        await channel.WaitForHeldAsync(1);

        sender.Offer(await SayAsync(stage, Person(0), "hapus"));
        channel.Release();
        await channel.WaitForSentAsync(2);

        Assert.Equal([Reminder, "hapus"], channel.Sent.Select(s => s.Text));
    }

    [Fact]
    public async Task Who_is_gone_is_tried_once_and_what_waits_for_them_is_given_up()
    {
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => TurnStage.Echo(conversation, input));
        for (var i = 1; i <= 4; i++)
            await SayAsync(stage, "ani", $"{i}");
        await SayAsync(stage, "budi", "halo");
        var channel = new ListChannel((message, _) => message.Address.Address == "ani" ? new SendResult.Unreachable() : new SendResult.Sent());
        await using (var sender = stage.Gateway.CreateSender([channel], stage.Log))
        {
            await sender.SweepAsync();
            await channel.WaitForCallsAsync(2);
            await channel.WaitAsync(1);
        }

        Assert.Equal(2, channel.Calls);
        Assert.Equal(["sent", "unreachable", "unreachable", "unreachable", "unreachable"], stage.Column("select state from message where direction = 'out' order by state"));
    }

    [Fact]
    public async Task What_waits_for_a_person_who_blocks_the_bot_is_dropped()
    {
        await using var stage = await BroadcastAsync(1);
        var channel = new BroadcastChannel();
        await using (var sender = stage.Gateway.CreateSender([channel], stage.Log))
        {
            await sender.SweepAsync();
            await channel.WaitForHeldAsync(1);
            sender.Offer(await SayAsync(stage, Person(0), "halo"));

            var who = new ChannelAddress("list", Person(0));
            await stage.Stores.Reachability.SetUnreachableAsync(who, stage.Clock.Now);
            sender.Forget(who, stage.Clock.Now);
            channel.Release();
            await channel.WaitForSentAsync(1);
        }

        Assert.Equal(Reminder, Assert.Single(channel.Sent).Text);
    }

    private static Task<TurnStage> ErasingAsync() => TurnStage.OpenAsync(Erasing);

    private static TurnResult Erasing(Core.Definitions.DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now)
    {
        var said = TurnStage.Echo(conversation, input);
        return input is Input.Text { Value: "hapus" } ? said with { Effects = said.Effects.Insert(0, new Effect.ErasePerson()) } : said;
    }

    private static string Person(int number) => $"orang {number}";

    /// <summary>So many people to whom one message goes that nobody asked for.</summary>
    private static async Task<TurnStage> BroadcastAsync(int people, RunTurnFunction? runTurn = null)
    {
        var stage = await TurnStage.OpenAsync(runTurn ?? ((_, conversation, _, input, _) => TurnStage.Echo(conversation, input)));
        var first = await Task.WhenAll(Enumerable.Range(0, people).Select(i => SayAsync(stage, Person(i), "mulai")));
        await stage.RunAsync("update message set state = 'sent' where direction = 'out'");
        await Task.WhenAll(first.Select(said => stage.Runner.FeedAsync(said[0].ConversationId, new Input.Timeout(), CancellationToken.None)));
        return stage;
    }

    private static async Task<ImmutableArray<StoredMessage>> SayAsync(TurnStage stage, string person, string text)
    {
        var from = new ChannelAddress("list", person);
        return Assert.IsType<TurnOutcome.Done>(await stage.Runner.HandleAsync(TurnStage.Message($"{person} {text}", text, from), CancellationToken.None)).Outbound;
    }
}
