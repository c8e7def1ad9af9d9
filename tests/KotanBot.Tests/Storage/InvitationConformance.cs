using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public abstract class InvitationConformance : StoreConformance
{
    [Fact]
    public async Task A_code_gives_role_and_office_however_it_is_typed()
    {
        var code = await Stores.Invitations.CreateAsync("BNNK-53.14", "penggiat", 1, 7, Now);
        Assert.Matches("^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$", code);
        var chat = NewChat();

        var typed = $" {code.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()} ";
        Assert.Equal(InvitationState.Valid, Ask(chat, typed).State);
        await chat.SayAsync("/mulai", new Effect.UseInvitation(typed));

        var facts = Stores.Facts.Read(chat.Load(), FactsRequest.Usual, Now);
        Assert.Equal("penggiat", facts.Role);
        Assert.Equal(new SatkerFacts("BNNK-53.14", "BNNK Rote Ndao", "53.14"), facts.Satker);
        Assert.Equal(480, facts.UtcOffsetMinutes);
    }

    [Fact]
    public async Task The_last_place_goes_to_one_and_the_other_turn_conflicts()
    {
        var code = await Stores.Invitations.CreateAsync("BNNP-19", "petugas", 1, 7, Now);
        var (one, other) = (NewChat("a"), NewChat("b"));

        Assert.IsType<CommitResult.Committed>(await one.CommitAsync("/mulai", new Effect.UseInvitation(code)));
        Assert.IsType<CommitResult.Conflict>(await other.CommitAsync("/mulai", new Effect.UseInvitation(code)));

        Assert.True(other.Load().IsNew);
        Assert.Equal(InvitationState.UsedUp, Ask(other, code).State);
    }

    [Fact]
    public async Task An_expired_code_is_refused_by_facts_and_by_the_commit()
    {
        var code = await Stores.Invitations.CreateAsync("BNNP-19", "petugas", 5, 7, Now);
        var late = NewChat();
        late.Now = Now.AddDays(7);

        Assert.Equal(InvitationState.Expired, Stores.Facts.Read(late.Load(), new FactsRequest(false, code), late.Now).Invitation!.State);
        Assert.IsType<CommitResult.Conflict>(await late.CommitAsync("/mulai", new Effect.UseInvitation(code)));
    }

    [Fact]
    public void An_unknown_code_is_said_to_be_unknown() => Assert.Equal(InvitationState.Unknown, Ask(NewChat(), "ABCD-EFGH").State);

    [Fact]
    public async Task A_chosen_code_cannot_be_chosen_twice_and_needs_an_office()
    {
        Assert.Equal("DEMO-2026", await Stores.Invitations.CreateAsync("BNN", "admin", 1, 1, Now, "DEMO-2026"));
        await Assert.ThrowsAsync<ArgumentException>(() => Stores.Invitations.CreateAsync("BNN", "admin", 1, 1, Now, "demo 2026"));
        await Assert.ThrowsAsync<ArgumentException>(() => Stores.Invitations.CreateAsync("BNNK-99.99", "admin", 1, 1, Now));
    }

    private InvitationFacts Ask(Chat chat, string code) => Stores.Facts.Read(chat.Load(), new FactsRequest(false, code), Now).Invitation!;
}
