using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>What an admin does to the people of an office: to whom it may be done, what it leaves behind, and who hears of it.</summary>
public abstract class MemberChangeConformance : StoreConformance
{
    private const string Belitung = "BNNK-19.02";
    private const string Ende = "BNNK-53.14";
    private const string Province = "BNNP-19";

    [Fact]
    public async Task Another_role_is_written_told_and_known_to_a_talk_in_full_flow()
    {
        await JoinAsync("budi", Belitung, Access.Admin);
        var rina = await JoinAsync("rina", Belitung, Access.Volunteer);
        await ChatOf("rina").SayAsync("halo");
        Assert.Equal(Access.Volunteer, FactsOf("rina").Role);

        await ChangeAsync("budi", rina, new MemberStand(Access.Volunteer, Belitung), new MemberChange.SetRole(Access.Officer));

        Assert.Equal(Access.Officer, FactsOf("rina").Role);
        Assert.Equal([("rina", new Notice.RoleChanged("BNNK Belitung", Access.Officer))], Told());
        Assert.Equal([("role-changed", Belitung, rina, Access.Volunteer, Access.Officer)], Audit());
    }

    [Fact]
    public async Task A_turn_that_began_before_a_change_does_not_keep_the_old_role_for_the_next()
    {
        await JoinAsync("budi", Belitung, Access.Admin);
        var rina = await JoinAsync("rina", Belitung, Access.Officer);
        await ChatOf("rina").SayAsync("halo");
        var begun = ChatOf("rina").Decide(ChatOf("rina").Load(), "terima kasih", ["Sama-sama"]);

        await ChangeAsync("budi", rina, new MemberStand(Access.Officer, Belitung), new MemberChange.SetRole(Access.Volunteer));
        Assert.IsType<CommitResult.Committed>(await Stores.Turns.CommitAsync(begun));

        Assert.Equal(Access.Volunteer, FactsOf("rina").Role);
    }

    [Fact]
    public async Task Whoever_is_moved_keeps_their_lembaga_by_name_and_both_they_and_the_new_office_hear_of_it()
    {
        await JoinAsync("wati", Province, Access.Admin);
        await JoinAsync("agus", Belitung, Access.Admin);
        var rina = await JoinAsync("rina", Province, Access.Volunteer, new PlannedLembaga("SMPN 2 Tanjungpandan", "pendidikan"));

        await ChangeAsync("wati", rina, new MemberStand(Access.Volunteer, Province), new MemberChange.Move(Belitung, ""));

        var facts = FactsOf("rina");
        Assert.Equal((Belitung, Access.Volunteer, "SMPN 2 Tanjungpandan", "pendidikan"), (facts.Satker?.Code, facts.Role, facts.Lembaga, facts.Lingkungan));
        Assert.Equal(
            [("agus", new Notice.MemberArrived("BNNK Belitung", Access.Volunteer)), ("rina", new Notice.OfficeChanged(Stores.Satkers.Find(Province)!.Name, "BNNK Belitung", Access.Volunteer))],
            Told());
        Assert.Equal([("person-moved", Province, rina, Province, Belitung)], Audit());
        Assert.Equal([Belitung], Read("select satker_code from conversation where person_id = @rina", new { rina }));
    }

    [Fact]
    public async Task Whoever_is_removed_is_a_respondent_of_no_office_and_the_report_they_had_begun_still_reaches_it()
    {
        await JoinAsync("budi", Belitung, Access.Admin);
        await JoinAsync("kepala", Belitung, Access.Admin);
        var rina = await JoinAsync("rina", Belitung, Access.Volunteer);
        await ChatOf("rina").SayAsync("/lapor", new Effect.StartSubmission("s1", "lapor-kegiatan", "h"));

        await ChangeAsync("budi", rina, new MemberStand(Access.Volunteer, Belitung), new MemberChange.Remove());

        Assert.Equal((Access.Respondent, null), (FactsOf("rina").Role, FactsOf("rina").Satker));
        Assert.Equal([("kepala", new Notice.MemberRemoved("BNNK Belitung", Access.Volunteer)), ("rina", new Notice.OfficeEnded("BNNK Belitung"))], Told());
        Assert.Equal([("person-removed", Belitung, rina, Belitung, null)], Audit());
        await ChatOf("rina").SayAsync("kirim", new Effect.Submit("s1"));
        Assert.Equal([Belitung], Read("select satker_code from submission where id = 's1'", new { }));
    }

    [Fact]
    public async Task Nobody_is_changed_by_whom_it_is_not_given_to()
    {
        await JoinAsync("pusat", "BNN", Access.Admin);
        var wati = await JoinAsync("wati", Province, Access.Admin);
        var budi = await JoinAsync("budi", Belitung, Access.Admin);
        await JoinAsync("tono", Belitung, Access.Officer);
        await JoinAsync("yusuf", Ende, Access.Admin);
        var rina = await JoinAsync("rina", Belitung, Access.Volunteer);
        var stand = new MemberStand(Access.Volunteer, Belitung);
        var before = Everybody();

        // A foreign office, the offices above one that has an admin, an officer, and the person herself.
        foreach (var actor in (string[])["yusuf", "wati", "pusat", "tono", "rina"])
            await RefuseAsync(actor, rina, stand, new MemberChange.SetRole(Access.Admin));
        // Themselves, whoever stands above, an office that is not theirs, a role that is none, and what is no longer so.
        await RefuseAsync("budi", budi, new MemberStand(Access.Admin, Belitung), new MemberChange.Remove());
        await RefuseAsync("budi", wati, new MemberStand(Access.Admin, Province), new MemberChange.SetRole(Access.Volunteer));
        await RefuseAsync("budi", rina, stand, new MemberChange.Move(Ende, ""));
        await RefuseAsync("budi", rina, stand, new MemberChange.Move(Province, ""));
        await RefuseAsync("budi", rina, stand, new MemberChange.SetRole("kepala"));
        await RefuseAsync("budi", rina, new MemberStand(Access.Officer, Belitung), new MemberChange.Remove());

        Assert.Equal(before, Everybody());
        Assert.Empty(Told());
        Assert.Empty(Audit());
        // The control: her own admin may.
        await ChangeAsync("budi", rina, stand, new MemberChange.SetRole(Access.Officer));
        Assert.NotEqual(before, Everybody());
    }

    [Fact]
    public async Task Of_two_admins_who_demote_each_other_one_stays()
    {
        var budi = await JoinAsync("budi", Belitung, Access.Admin);
        var kepala = await JoinAsync("kepala", Belitung, Access.Admin);
        var admin = new MemberStand(Access.Admin, Belitung);
        var first = Decide("budi", new OfficeDeed.ChangeMember(kepala, admin, new MemberChange.SetRole(Access.Volunteer)));
        var second = Decide("kepala", new OfficeDeed.ChangeMember(budi, admin, new MemberChange.SetRole(Access.Volunteer)));

        Assert.IsType<CommitResult.Committed>(await Stores.Turns.CommitAsync(first));
        Assert.IsType<CommitResult.Conflict>(await Stores.Turns.CommitAsync(second));

        Assert.Equal((Access.Admin, Access.Volunteer), (FactsOf("budi").Role, FactsOf("kepala").Role));
        Assert.DoesNotContain(Told(), t => t.What is Notice.LastAdminLeft);
    }

    [Fact]
    public async Task An_erasure_takes_the_person_out_of_what_the_audit_says_was_done_to_them()
    {
        await JoinAsync("budi", Belitung, Access.Admin);
        var rina = await JoinAsync("rina", Belitung, Access.Volunteer);
        await ChangeAsync("budi", rina, new MemberStand(Access.Volunteer, Belitung), new MemberChange.SetRole(Access.Officer));

        await ChatOf("rina").SayAsync("/hapus", new Effect.ErasePerson());

        var line = Assert.Single(Audit());
        Assert.Equal("role-changed", line.Deed);
        Assert.NotEqual(rina, line.Subject);
        Assert.DoesNotContain(Told(), t => t.What is Notice.RoleChanged);
    }

    [Fact]
    public async Task The_list_has_those_of_the_office_by_role_and_name_and_finds_them_by_a_part_of_it()
    {
        await JoinAsync("budi", Belitung, Access.Admin);
        await JoinAsync("tono", Belitung, Access.Officer);
        foreach (var name in (string[])["Hj. Rina Wati, S.Pd.", "Andi", "Sabrina", "dr. Rina"])
            await NameAsync(await JoinNamedAsync(name), name);
        await JoinAsync("tanpa", Belitung, Access.Volunteer);
        await JoinAsync("responden", Belitung, Access.Respondent);
        await JoinAsync("jauh", Ende, Access.Volunteer);

        var all = Members("budi", new MemberPlace(null, null, 0));
        Assert.Equal(new MemberCounts(1, 1, 5, 1), all.Counts);
        Assert.Equal([null, null, "Andi", "dr. Rina", "Hj. Rina Wati, S.Pd.", "Sabrina", null], all.Shown.Select(m => m.Name));
        Assert.Equal([Access.Admin, Access.Officer], all.Shown.Take(2).Select(m => m.Role));
        Assert.Equal(["dr. Rina", "Hj. Rina Wati, S.Pd.", "Sabrina"], Members("budi", new MemberPlace(null, "Bu RINA, S.Pd", 0)).Shown.Select(m => m.Name));
        Assert.Equal(0, Members("budi", new MemberPlace(null, "rinawati", 0)).Found);
        // A page past the end is the first.
        Assert.Equal((0, 7), (Members("budi", new MemberPlace(null, null, 9)).Page, Members("budi", new MemberPlace(null, null, 9)).Shown.Length));
        Assert.False(Members("tono", new MemberPlace(null, null, 0)).IsServed);
    }

    private async Task<string> JoinNamedAsync(string name)
    {
        await JoinAsync(name, Belitung, Access.Volunteer);
        return name;
    }

    private async Task NameAsync(string chat, string name) => await ChatOf(chat).SayAsync(name, new Effect.SaveProfile(ProfileField.Name, name));

    private MembersFacts Members(string asker, MemberPlace place) =>
        Stores.Facts.Read(ChatOf(asker).Load(), new FactsRequest(false, null) { Office = [new OfficeNeed.Members(place)] }, Now).Office!.Members!;

    private async Task ChangeAsync(string actor, string personId, MemberStand before, MemberChange change) =>
        Assert.IsType<CommitResult.Committed>(await Stores.Turns.CommitAsync(Decide(actor, new OfficeDeed.ChangeMember(personId, before, change))));

    private async Task RefuseAsync(string actor, string personId, MemberStand before, MemberChange change) =>
        Assert.IsType<CommitResult.Conflict>(await Stores.Turns.CommitAsync(Decide(actor, new OfficeDeed.ChangeMember(personId, before, change))));

    private TurnCommit Decide(string actor, OfficeDeed deed) => ChatOf(actor).Decide(ChatOf(actor).Load(), "ya", ["Baik"], new Effect.Office(deed));

    private Facts FactsOf(string name) => Stores.Facts.Read(ChatOf(name).Load(), FactsRequest.Usual, Now);

    private List<(string Who, Notice What)> Told() =>
        [.. Stores.Notices.ReadDue(Now.AddDays(1), 50).Select(d => (Who: NameOf(d.ConversationId), d.Input.What)).OrderBy(t => t.Who, StringComparer.Ordinal)];

    private List<(string Deed, string Satker, string Subject, string? Before, string? After)> Audit() => Stores.Database.Read(c => c.Query<(string, string, string, string?, string?)>(
        "select deed, satker_code, subject, before_value, after_value from audit where deed in ('role-changed', 'person-moved', 'person-removed') order by at, id").ToList());

    private List<string> Everybody() => Read("select id || '|' || role || '|' || coalesce(satker_code, '') from person order by id", new { });

    private List<string> Read(string sql, object parameters) => Stores.Database.Read(c => c.Query<string>(sql, parameters).ToList());
}
