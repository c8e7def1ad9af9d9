using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>Two conversations of one person, joined by a code (<c>/sambung</c>).</summary>
public abstract class LinkConformance : StoreConformance
{
    private const string Code = "K7PM-X3RD";

    [Fact]
    public async Task A_joined_conversation_is_the_other_persons_with_all_that_was_said_in_it()
    {
        var (rina, web) = await OfferAsync();
        await web.SayAsync("saya Rina dari SMPN 2");
        var (old, first) = (web.Load(), rina.Load());

        await web.SayAsync("ya", new Effect.JoinPerson("k7pm x3rd"));

        var joined = web.Load();
        Assert.Equal((first.PersonId, old.Conversation.Id), (joined.PersonId, joined.Conversation.Id));
        Assert.Equal("Rina", Stores.Facts.Read(joined, FactsRequest.Usual, Now).Name);
        AssertReadable(web, rina);
        AssertNowhere(old.PersonId);

        await ReopenAsync();
        AssertReadable(web, rina);
        await new Chat(Stores, "web") { Now = Now, KeyPrefix = "again" }.SayAsync("lagi");
        Assert.Equal(first.PersonId, NewChat("web").Load().PersonId);
    }

    [Fact]
    public async Task What_both_conversations_hold_is_told_and_erased_together()
    {
        var (rina, web) = await OfferAsync();
        await web.SayAsync("ya", new Effect.JoinPerson(Code));
        var held = Stores.Facts.Read(rina.Load(), new FactsRequest(true, null), Now).Held!;
        Assert.Equal(["/mulai", "/sambung", "ya"], held.Own.Select(m => m.Text).Order(StringComparer.Ordinal));

        var erasing = web.Decide(web.Load(), "hapus", ["Sudah dihapus."], new Effect.ErasePerson());
        var closed = erasing.Result.Conversation with { State = LifecycleState.Closed };
        var commit = erasing with { Result = erasing.Result with { Conversation = closed }, TraitsOf = _ => new ChannelTraits(ReadsFromLog: false, AddressEnds: true) };
        var result = Assert.IsType<CommitResult.Committed>(await Stores.Turns.CommitAsync(commit));

        var farewell = Assert.Single(result.Elsewhere);
        Assert.Equal((rina.Address, "Sudah dihapus.", true), (farewell.Address, farewell.Prompt!.Text, farewell.LastWord));
        Assert.Throws<ConversationEndedException>(() => rina.Load());
        Assert.Empty(Column("select wrapped from person_key"));
        Assert.Empty(Column("select code_hash from link_code"));
        Assert.DoesNotContain(Column("select cipher from message where cipher is not null"), c => c.StartsWith("k1:", StringComparison.Ordinal));
        await ReopenAsync();
        Assert.Throws<ConversationEndedException>(() => NewChat("rina").Load());
    }

    [Fact]
    public async Task A_code_is_good_once_and_for_its_time_only()
    {
        var (rina, web) = await OfferAsync();
        Assert.Equal(LinkState.Valid, Ask(web, Code)!.State);
        Assert.Equal(LinkState.Own, Ask(rina, Code)!.State);
        Assert.Null(Ask(web, "AAAA2222"));
        var late = NewChat("late");
        late.Now = Now.AddMinutes(15);
        Assert.Equal(LinkState.Expired, Stores.Facts.Read(late.Load(), Request(Code), late.Now).Link!.Presented!.State);
        Assert.IsType<CommitResult.Conflict>(await late.CommitAsync("ya", new Effect.JoinPerson(Code)));

        await web.SayAsync("ya", new Effect.JoinPerson(Code));

        Assert.Equal(LinkState.Used, Ask(NewChat("third"), Code)!.State);
        Assert.IsType<CommitResult.Conflict>(await NewChat("third").CommitAsync("ya", new Effect.JoinPerson(Code)));
        await rina.SayAsync("/sambung", new Effect.OfferLink("M2NP-4QRS", Now.AddMinutes(15)));
        Assert.Null(Ask(web, Code));
        Assert.Equal(LinkState.Valid, Ask(NewChat("third"), "M2NP4QRS")!.State);
    }

    [Fact]
    public async Task Whoever_is_registered_or_left_more_than_a_talk_keeps_it()
    {
        var (_, web) = await OfferAsync();
        await web.SayAsync("/lapor", new Effect.StartSubmission("draft", "lapor-kegiatan", "h"));
        Assert.True(Ask(web, Code)!.HoldsData);
        var other = NewChat("other");
        await other.SayAsync("/mulai", new Effect.UseInvitation(await Stores.Invitations.CreateAsync("BNNK-19.02", "penggiat", 1, 7, Now)));

        foreach (var chat in (Chat[])[web, other])
        {
            var before = chat.Load().PersonId;
            Assert.IsType<CommitResult.Conflict>(await chat.CommitAsync("ya", new Effect.JoinPerson(Code)));
            Assert.Equal(before, chat.Load().PersonId);
        }

        Assert.Equal(LinkState.Valid, Ask(NewChat("third"), Code)!.State);
    }

    [Fact]
    public async Task A_turn_decided_before_the_joining_conflicts()
    {
        var (_, web) = await OfferAsync();
        await web.SayAsync("halo");
        var late = web.Decide(web.Load(), "terlambat", ["x"]);
        await web.SayAsync("ya", new Effect.JoinPerson(Code));

        Assert.IsType<CommitResult.Conflict>(await Stores.Turns.CommitAsync(late));
        await web.SayAsync("lagi");
    }

    [Fact]
    public async Task The_conversation_that_gave_the_code_hears_who_joined_though_another_was_heard_last()
    {
        var (rina, web) = await OfferAsync();
        web.Now = Now.AddMinutes(1);
        await web.SayAsync("ya", new Effect.JoinPerson(Code));

        var due = Assert.Single(Stores.Notices.ReadDue(Now.AddMinutes(2), 10));
        Assert.Equal(rina.Load().Conversation.Id, due.ConversationId);
        Assert.Equal(new Notice.ConversationJoined("test"), due.Input.What);
    }

    private static FactsRequest Request(string code) => new(false, null) { Link = new LinkNeed(code) };

    private PresentedLink? Ask(Chat chat, string code) => Stores.Facts.Read(chat.Load(), Request(code), Now).Link!.Presented;

    private async Task<(Chat Rina, Chat Web)> OfferAsync()
    {
        var rina = NewChat("rina");
        await rina.SayAsync("/mulai", new Effect.UseInvitation(await Stores.Invitations.CreateAsync("BNNK-19.02", "penggiat", 1, 7, Now)), new Effect.SaveProfile(ProfileField.Name, "Rina"));
        await rina.SayAsync("/sambung", new Effect.OfferLink(Code, Now.AddMinutes(15)));
        return (rina, NewChat("web"));
    }

    private void AssertReadable(Chat web, Chat rina)
    {
        Assert.Equal(["saya Rina dari SMPN 2", "ya"], Stores.Messages.ReadAfter(web.Address, 0, 100).Where(m => m.FromPerson).Select(m => m.Text));
        var turns = Stores.Turns.ReadTurns(Stores.Turns.Load(web.Address).Conversation.Id);
        Assert.Equal([new Input.Text("saya Rina dari SMPN 2"), new Input.Text("ya")], turns.Select(t => t.Input));
        Assert.Equal(web.Address, Stores.Turns.LoadById(Stores.Turns.Load(web.Address).Conversation.Id)!.Address);
        Assert.Equal(2, Stores.Messages.ReadAfter(rina.Address, 0, 100).Count(m => m.FromPerson));
    }

    private void AssertNowhere(string personId)
    {
        foreach (var (table, column) in TextColumns())
            Assert.DoesNotContain(personId, Column($"select \"{column}\" from \"{table}\" where \"{column}\" is not null"));
    }

    protected abstract IReadOnlyList<(string Table, string Column)> TextColumns();

    protected IReadOnlyList<string> Column(string sql) => Stores.Database.Read(c => c.Query<string>(sql).AsList());
}
