using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>What a channel that pushes needs of the log: its own names of messages, who cannot be reached, and what nobody could read.</summary>
public abstract class ChannelConformance : StoreConformance
{
    [Fact]
    public async Task A_message_keeps_the_name_that_the_channel_gives_it()
    {
        var chat = NewChat();
        chat.Ref = "101";
        var said = await chat.SayAsync("satu");
        await Stores.Messages.MarkSentAsync(said.Outbound[0].ConversationId, [new SentMark(2, "102")], Now);
        chat.Ref = null;
        await chat.SayAsync("dua");
        await ReopenAsync();
        var (messages, address) = (Stores.Messages, chat.Address);

        Assert.Equal(("101", "satu"), (messages.Find(address, 1)!.Ref, messages.Find(address, 1)!.Text));
        Assert.Equal(("102", "Baik: satu"), (messages.Find(address, 2)!.Ref, messages.Find(address, 2)!.Prompt!.Text));
        Assert.Null(messages.Find(address, 3)!.Ref);
        Assert.Null(messages.Find(address, 9));
        Assert.Null(messages.Find(address with { Address = "chat-2" }, 1));
        var conversation = said.Outbound[0].ConversationId;
        Assert.Equal("102", messages.FindSaidBefore(address, new MessagePlace(conversation, 3))!.Ref);
        Assert.Null(messages.FindSaidBefore(address, new MessagePlace(conversation, 1)));
    }

    [Fact]
    public async Task An_edit_is_decided_by_the_place_of_what_it_changes()
    {
        var chat = NewChat();
        chat.Ref = "101";
        await chat.SayAsync("satu");
        var facts = Stores.Facts.Read(NewChat().Load(), new FactsRequest(false, null, "101"), Now);

        Assert.Equal(1, facts.RefersTo);
        Assert.Null(Stores.Facts.Read(NewChat().Load(), new FactsRequest(false, null, "999"), Now).RefersTo);
        Assert.Null(Stores.Facts.Read(NewChat("chat-2").Load(), new FactsRequest(false, null, "101"), Now).RefersTo);
        Assert.Null(Stores.Facts.Read(NewChat().Load(), FactsRequest.Usual, Now).RefersTo);
    }

    [Fact]
    public async Task What_nobody_asked_for_is_told_apart_also_after_a_restart()
    {
        var chat = NewChat();
        var reply = await chat.SayAsync("satu");
        var reminder = await chat.RemindAsync("Masih ingat?");
        await ReopenAsync();

        Assert.False(reply.Outbound[0].Unprompted);
        Assert.True(reminder.Outbound[0].Unprompted);
        Assert.Equal([false, true], Stores.Messages.ReadUnsent(10).Select(m => m.Unprompted));
    }

    [Fact]
    public async Task What_somebody_waits_for_is_read_apart_with_what_must_go_before_it()
    {
        await NewChat("chat-2").SayAsync("halo");
        await Stores.Messages.MarkSentAsync(NewChat("chat-2").Load().Conversation.Id, [new SentMark(2, null)], Now);
        await NewChat("chat-2").RemindAsync("Masih ingat?");
        var chat = NewChat();
        var said = await chat.SayAsync("satu");
        await Stores.Messages.MarkSentAsync(said.Outbound[0].ConversationId, [new SentMark(2, null)], Now);
        await chat.RemindAsync("Masih ingat?");
        await chat.SayAsync("dua");

        var live = Stores.Messages.ReadUnsentLive(10, "test", null).Messages;
        var bulk = Assert.Single(Stores.Messages.ReadUnsentBulk(10, "test", null).Messages);

        Assert.Equal([true, false], live.Select(m => m.Unprompted));
        Assert.All(live, m => Assert.Equal(chat.Address, m.Address));
        Assert.Equal("chat-2", bulk.Address.Address);
        Assert.Equal(live.Select(m => m.Ordinal), Stores.Messages.ReadUnsentOf(10, new MessagePlace(live[0].ConversationId, 0)).Messages.Select(m => m.Ordinal));
        Assert.Empty(Stores.Messages.ReadUnsentBulk(10, "test", new MessagePlace(bulk.ConversationId, bulk.Ordinal)).Messages);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_left_alone_until_they_write_again()
    {
        var chat = NewChat();
        var first = await chat.SayAsync("satu");
        await Stores.Messages.MarkUnreachableAsync(first.Outbound[0].ConversationId, 2, Now);

        Assert.Empty((await chat.RemindAsync("Masih ingat?")).Outbound);
        Assert.Empty(Stores.Messages.ReadUnsent(10));

        await chat.SayAsync("saya kembali");
        Assert.Single((await chat.RemindAsync("Masih ingat?")).Outbound);
        Assert.Equal([5L, 6L], Stores.Messages.ReadUnsent(10).Select(m => m.Ordinal));
    }

    [Fact]
    public async Task A_channel_tells_that_somebody_is_gone_and_is_back()
    {
        var chat = NewChat();
        await chat.SayAsync("satu");
        await Stores.Reachability.SetUnreachableAsync(chat.Address, Now.AddSeconds(1));
        Assert.Empty(Stores.Messages.ReadUnsent(10));
        await chat.RemindAsync("Masih ingat?");
        Assert.Empty(Stores.Messages.ReadUnsent(10));

        await Stores.Reachability.SetReachableAsync(chat.Address, Now.AddSeconds(2));
        Assert.Single((await chat.RemindAsync("Masih ingat?")).Outbound);
        await Stores.Reachability.SetUnreachableAsync(new ChannelAddress("test", "nobody"), Now);
        Assert.False(Stores.Messages.Exists(new ChannelAddress("test", "nobody")));
    }

    [Fact]
    public async Task What_a_channel_tells_late_about_an_earlier_moment_changes_nothing()
    {
        var chat = NewChat();
        await chat.SayAsync("satu");
        await Stores.Reachability.SetUnreachableAsync(chat.Address, Now.AddMinutes(-1));
        Assert.Single(Stores.Messages.ReadUnsent(10));

        await Stores.Reachability.SetReachableAsync(chat.Address, Now.AddMinutes(2));
        await Stores.Reachability.SetUnreachableAsync(chat.Address, Now.AddMinutes(1));
        chat.Now = Now.AddMinutes(3);
        Assert.Single((await chat.RemindAsync("Masih ingat?")).Outbound);
        Assert.Equal(2, Stores.Messages.ReadUnsent(10).Count);
    }

    [Fact]
    public async Task The_keys_of_erased_messages_go_once_no_channel_delivers_them_again()
    {
        var chat = NewChat();
        await chat.SayAsync("satu");
        await chat.SayAsync("/hapus", new Effect.ErasePerson());
        await NewChat("chat-2").SayAsync("masih di sini");

        Assert.Equal(0, await Stores.Messages.ForgetKeysAsync(Now.AddHours(24)));
        Assert.Equal(2, await Stores.Messages.ForgetKeysAsync(Now.AddHours(26)));
        Assert.Equal(0, await Stores.Messages.ForgetKeysAsync(Now.AddYears(1)));
    }

    [Fact]
    public async Task An_erasure_takes_what_could_not_be_handled_of_the_person()
    {
        var chat = NewChat();
        await chat.SayAsync("satu");
        await Stores.FailedUpdates.KeepAsync("test", "7", "nama saya Rina", Now, chat.Address);
        await Stores.FailedUpdates.KeepAsync("test", "8", "nama saya Budi", Now, NewChat("chat-2").Address);
        await chat.SayAsync("/hapus", new Effect.ErasePerson());

        Assert.Equal(["nama saya Budi"], Stores.FailedUpdates.Read("test"));
    }

    [Fact]
    public async Task The_names_of_messages_go_with_an_erasure()
    {
        var chat = NewChat();
        chat.Ref = "101";
        await chat.SayAsync("satu");
        chat.Ref = "103";
        await chat.SayAsync("/hapus", new Effect.ErasePerson());

        Assert.Equal([null, null, null, null], Stores.Database.Read(c => c.Query<string?>("select channel_ref from message order by ordinal").AsList()));
    }

    [Fact]
    public async Task What_nobody_could_read_is_kept_once_sealed_and_for_a_month()
    {
        await Stores.FailedUpdates.KeepAsync("test", "7", "{\"update_id\":7,\"rahasia\":1}", Now);
        await Stores.FailedUpdates.KeepAsync("test", "7", "again", Now);
        await ReopenAsync();
        Assert.Equal(["{\"update_id\":7,\"rahasia\":1}"], Stores.FailedUpdates.Read("test"));
        Assert.Empty(Stores.FailedUpdates.Read("other"));

        await Stores.FailedUpdates.PurgeAsync(Now + FailedUpdateStore.KeptFor);
        Assert.Single(Stores.FailedUpdates.Read("test"));
        await Stores.FailedUpdates.PurgeAsync(Now + FailedUpdateStore.KeptFor + TimeSpan.FromMinutes(1));
        Assert.Empty(Stores.FailedUpdates.Read("test"));
    }
}
