using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public abstract class MessageStoreConformance : StoreConformance
{
    [Fact]
    public async Task History_is_read_from_a_watermark_in_order()
    {
        var chat = NewChat();
        await chat.SayAsync("satu");
        await chat.SayAsync("dua");

        Assert.Equal(["dua", "Baik: dua"], Stores.Messages.ReadAfter(chat.Address, 2, 10).Select(m => m.Text ?? m.Prompt!.Text));
        Assert.Equal([1L], Stores.Messages.ReadAfter(chat.Address, 0, 1).Select(m => m.Ordinal));
        Assert.Empty(Stores.Messages.ReadAfter(chat.Address, 4, 10));
        Assert.True(Stores.Messages.Exists(chat.Address));
    }

    [Fact]
    public void An_address_that_never_wrote_has_no_history()
    {
        Assert.False(Stores.Messages.Exists(new ChannelAddress("test", "nobody")));
        Assert.Empty(Stores.Messages.ReadAfter(new ChannelAddress("test", "nobody"), 0, 10));
    }

    [Fact]
    public async Task An_address_of_one_channel_is_unknown_in_another()
    {
        var chat = NewChat();
        await chat.SayAsync("halo");

        Assert.False(Stores.Messages.Exists(chat.Address with { Channel = "other" }));
    }

    [Fact]
    public async Task Unsent_messages_come_back_until_they_are_marked()
    {
        var chat = NewChat();
        var id = (await chat.SayAsync("satu")).Outbound[0].ConversationId;
        await chat.SayAsync("dua");
        await chat.SayAsync("tiga");
        await ReopenAsync();

        var unsent = Stores.Messages.ReadUnsent(10);
        Assert.Equal([2L, 4L, 6L], unsent.Select(m => m.Ordinal));
        Assert.All(unsent, m => Assert.Equal(chat.Address, m.Address));
        Assert.Empty(Stores.Messages.ReadUnsent(10, "other"));

        await Stores.Messages.MarkSentAsync(id, [new SentMark(2, null)], Now);
        Assert.Equal([4L, 6L], Stores.Messages.ReadUnsent(10, "test").Select(m => m.Ordinal));
        await Stores.Messages.MarkRejectedAsync(id, 6, Now);
        Assert.Equal([4L], Stores.Messages.ReadUnsent(10).Select(m => m.Ordinal));
        await Stores.Messages.MarkUnreachableAsync(id, 6, Now);
        Assert.Empty(Stores.Messages.ReadUnsent(10));
    }

    [Fact]
    public async Task What_clients_read_from_the_log_needs_no_sending()
    {
        var chat = NewChat();
        await Stores.Turns.CommitAsync(chat.Decide(chat.Load(), "halo", ["ya"]) with { ReadFromLog = true });

        Assert.Empty(Stores.Messages.ReadUnsent(10));
        Assert.Equal(2, Stores.Messages.ReadAfter(chat.Address, 0, 10).Count);
    }
}
