using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
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

    [Fact]
    public async Task A_code_gives_its_lembaga_and_takes_what_was_typed_before()
    {
        var code = await Stores.Invitations.CreateAsync(Plan("SMPN 2 Tanjungpandan", "pendidikan"), Now);
        var chat = NewChat();
        await chat.SayAsync("saya", new Effect.SaveProfile(ProfileField.Lembaga, "Karang Taruna"), new Effect.SaveProfile(ProfileField.Lingkungan, "masyarakat"));
        Assert.Equal("SMPN 2 Tanjungpandan", Ask(chat, code).Lembaga!.Name);

        await chat.SayAsync("/mulai", new Effect.UseInvitation(code));

        var facts = Stores.Facts.Read(chat.Load(), FactsRequest.Usual, Now);
        Assert.Equal(("SMPN 2 Tanjungpandan", "pendidikan", true), (facts.Lembaga, facts.Lingkungan, facts.LembagaGiven));
        Assert.Equal(1, Assert.Single(Stores.Lembagas.List(Scope.Server)).Members);

        await chat.SayAsync("/mulai", new Effect.UseInvitation(await Stores.Invitations.CreateAsync("BNNK-19.02", "penggiat", 1, 7, Now)));
        facts = Stores.Facts.Read(chat.Load(), FactsRequest.Usual, Now);
        Assert.Equal((null, null, false), (facts.Lembaga, facts.LembagaId, facts.LembagaGiven));
    }

    [Fact]
    public async Task An_office_has_a_lembaga_once_however_it_is_typed_and_another_office_its_own()
    {
        await Stores.Invitations.CreateAsync(Plan("SMPN 2 Tanjungpandan", "pendidikan"), Now);
        await Stores.Invitations.CreateAsync(Plan(" smpn 2  TANJUNGPANDAN ", "swasta"), Now);
        await Stores.Invitations.CreateAsync(Plan("SMPN 2 Tanjungpandan", "pendidikan") with { SatkerCode = "BNNK-53.14" }, Now);

        Assert.Equal(
            [("BNNK-19.02", "SMPN 2 Tanjungpandan", "pendidikan"), ("BNNK-53.14", "SMPN 2 Tanjungpandan", "pendidikan")],
            Stores.Lembagas.List(Scope.Server).Select(l => (l.SatkerCode, l.Name, l.Lingkungan)));
        Assert.NotNull(Stores.Lembagas.Find(Scope.Server, "BNNK-19.02", "SMPN 2 tanjungpandan!"));
    }

    [Fact]
    public async Task A_typed_lembaga_that_the_office_knows_is_that_one_and_stays_sealed()
    {
        await Stores.Invitations.CreateAsync(Plan("Karang Taruna Perawas", "masyarakat"), Now);
        var chat = NewChat();
        await chat.SayAsync("/mulai", new Effect.UseInvitation(await Stores.Invitations.CreateAsync("BNNK-19.02", "penggiat", 1, 7, Now)));

        await chat.SayAsync("lembaga", new Effect.SaveProfile(ProfileField.Lembaga, "karang taruna perawas"));
        var facts = Stores.Facts.Read(chat.Load(), FactsRequest.Usual, Now);
        // As the office writes it, wherever it is shown.
        Assert.Equal(("Karang Taruna Perawas", false), (facts.Lembaga, facts.LembagaGiven));
        Assert.Equal(1, Assert.Single(Stores.Lembagas.List(Scope.Server)).Members);

        await chat.SayAsync("lembaga", new Effect.SaveProfile(ProfileField.Lembaga, "PKK Perawas"));
        Assert.Null(Stores.Facts.Read(chat.Load(), FactsRequest.Usual, Now).LembagaId);
        Assert.Equal(0, Assert.Single(Stores.Lembagas.List(Scope.Server)).Members);
    }

    [Fact]
    public async Task Open_invitations_and_lembaga_are_listed_within_the_scope_only()
    {
        await Stores.Invitations.CreateAsync(Plan("SMPN 2 Tanjungpandan", "pendidikan"), Now);
        await Stores.Invitations.CreateAsync("BNNP-19", "petugas", 2, 7, Now.AddMinutes(1));
        await Stores.Invitations.CreateAsync("BNNK-53.14", "penggiat", 2, 7, Now);
        await Stores.Invitations.CreateAsync("BNNK-19.02", "penggiat", 2, 1, Now.AddDays(-1));

        Assert.Equal(["BNNP-19", "BNNK-19.02"], Open("admin", "BNNP-19").Select(i => i.SatkerCode));
        Assert.Equal("SMPN 2 Tanjungpandan", Assert.Single(Open("admin", "BNNK-19.02")).Lembaga);
        Assert.Equal(["BNNK-53.14"], Open("admin", "BNNK-53.14").Select(i => i.SatkerCode));
        Assert.Empty(Stores.Lembagas.List(Scope.Of("admin", "BNNK-53.14")));
        Assert.Empty(Open("penggiat", "BNNK-19.02"));
        Assert.Equal(3, Stores.Invitations.ListOpen(Scope.Server, Now).Count);

        IReadOnlyList<OpenInvitation> Open(string role, string satker) => Stores.Invitations.ListOpen(Scope.Of(role, satker), Now);
    }

    [Fact]
    public async Task An_admin_invites_and_ends_within_the_scope_and_nowhere_else()
    {
        var admin = await JoinAsync("admin-1", "BNNP-19", "admin");
        await admin.SayAsync("buat", Invite("AAAA-2222", "BNNK-19.02"));
        Assert.IsType<CommitResult.Conflict>(await admin.CommitAsync("buat", Invite("BBBB-3333", "BNNK-53.14")));
        Assert.Null(Stores.Invitations.Find("BBBB-3333"));

        var open = Assert.Single(Stores.Invitations.ListOpen(Scope.Of("admin", "BNNK-19.02"), Now));
        var (foreign, officer) = (await JoinAsync("admin-2", "BNNK-53.14", "admin"), await JoinAsync("petugas", "BNNK-19.02", "petugas"));
        Assert.IsType<CommitResult.Conflict>(await foreign.CommitAsync("tutup", new Effect.Office(new OfficeDeed.EndInvitation(open.Id))));
        Assert.IsType<CommitResult.Conflict>(await officer.CommitAsync("tutup", new Effect.Office(new OfficeDeed.EndInvitation(open.Id))));
        Assert.Equal(InvitationState.Valid, Ask(NewChat("somebody"), "aaaa2222").State);

        await admin.SayAsync("tutup", new Effect.Office(new OfficeDeed.EndInvitation(open.Id)));
        Assert.Equal(InvitationState.Ended, Ask(NewChat("somebody"), "AAAA-2222").State);
        Assert.Empty(Stores.Invitations.ListOpen(Scope.Of("admin", "BNNK-19.02"), Now));
        Assert.Equal(["invitation-created admin", "invitation-ended admin"], Audit(open.Id));
    }

    [Fact]
    public async Task Who_joined_is_told_once_an_hour_by_name_to_the_one_who_invited()
    {
        var admin = await JoinAsync("admin-1", "BNNK-19.02", "admin");
        await admin.SayAsync("buat", new Effect.Office(new OfficeDeed.Invite("CCCC-4444", Plan("SMPN 2 Tanjungpandan", "pendidikan"))));
        foreach (var (place, name) in new[] { "Rina", "Tono" }.Index())
        {
            var chat = NewChat(name);
            chat.Now = Now.AddSeconds(place);
            await chat.SayAsync("/mulai", new Effect.UseInvitation("CCCC-4444"));
            await chat.SayAsync(name, new Effect.SaveProfile(ProfileField.Name, name));
        }

        Assert.Empty(Stores.Notices.ReadDue(Now, 10));
        var due = Assert.Single(Stores.Notices.ReadDue(Now.AddMinutes(6), 10));
        var told = Assert.IsType<Notice.MemberJoined>(due.Input.What);
        var joined = Stores.Facts.Read(admin.Load(), FactsRequest.Usual with { Office = [told.Need!] }, Now).Office!.Joined;
        Assert.Equal(new JoinedFacts("Rina", "SMPN 2 Tanjungpandan", "penggiat", "BNNK Belitung", 1), joined);
        var foreign = await JoinAsync("admin-2", "BNNK-53.14", "admin");
        Assert.Null(Stores.Facts.Read(foreign.Load(), FactsRequest.Usual with { Office = [told.Need!] }, Now).Office!.Joined);
    }

    private async Task<Chat> JoinAsync(string address, string satker, string role)
    {
        var chat = NewChat(address);
        await chat.SayAsync("/mulai", new Effect.UseInvitation(await Stores.Invitations.CreateAsync(satker, role, 1, 7, Now)));
        return chat;
    }

    private static Effect.Office Invite(string code, string satker) => new(new OfficeDeed.Invite(code, new InvitationPlan(satker, "admin", 1, 7)));

    private static InvitationPlan Plan(string lembaga, string lingkungan) => new("BNNK-19.02", "penggiat", 5, 7) { Lembaga = new PlannedLembaga(lembaga, lingkungan) };

    private List<string> Audit(string subject) =>
        Stores.Database.Read(c => c.Query<string>("select deed || ' ' || after_value from audit where subject = @subject order by at, deed", new { subject }).AsList());

    private InvitationFacts Ask(Chat chat, string code) => Stores.Facts.Read(chat.Load(), new FactsRequest(false, code), Now).Invitation!;
}
