using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>People of an office: who serves it, and what happens when they leave.</summary>
public abstract class MemberConformance : StoreConformance
{
    private const string Belitung = "BNNK-19.02";
    private const string Province = "BNNP-19";

    [Fact]
    public async Task An_office_is_served_by_its_own_admins_else_by_those_of_the_nearest_office_above()
    {
        Assert.Null(Serving(Belitung));
        var centre = await JoinAsync("pusat", "BNN", Access.Admin);
        await JoinAsync("petugas", Belitung, Access.Officer);
        Assert.Equal("BNN", Serving(Belitung)!.Value.SatkerCode);
        Assert.Equal([centre], Serving(Belitung)!.Value.PersonIds);

        string[] province = [await JoinAsync("bnnp-1", Province, Access.Admin), await JoinAsync("bnnp-2", Province, Access.Admin)];
        Assert.Equal(Province, Serving(Belitung)!.Value.SatkerCode);
        Assert.Equal(province.Order(StringComparer.Ordinal), Serving(Belitung)!.Value.PersonIds);
        Assert.Equal("BNN", Serving("BNNK-53.14")!.Value.SatkerCode);

        var own = await JoinAsync("bnnk", Belitung, Access.Admin);
        Assert.Equal(Belitung, Serving(Belitung)!.Value.SatkerCode);
        Assert.Equal([own], Serving(Belitung)!.Value.PersonIds);
        Assert.Null(Serving("BNNK-99.99"));
    }

    [Fact]
    public async Task When_the_last_admin_erases_themselves_the_office_above_is_told()
    {
        await JoinAsync("bnnp", Province, Access.Admin);
        await JoinAsync("satu", Belitung, Access.Admin);
        await JoinAsync("dua", Belitung, Access.Admin);

        await ChatOf("satu").SayAsync("/hapus", new Effect.ErasePerson());
        Assert.Empty(Due());
        await ChatOf("dua").SayAsync("/hapus", new Effect.ErasePerson());

        var told = Assert.Single(Due());
        Assert.Equal(new Notice.LastAdminLeft("BNNK Belitung"), told.Input.What);
        Assert.Equal(ChatOf("bnnp").Load().Conversation.Id, told.ConversationId);
        Assert.Equal([("last-admin-left", Belitung, Province)], Audit("last-admin-left"));
        Assert.Equal(Province, Serving(Belitung)!.Value.SatkerCode);
    }

    [Fact]
    public async Task Whoever_moves_with_an_invitation_leaves_a_line_and_their_old_office_hears_of_it_without_a_name()
    {
        await JoinAsync("bnnp", Province, Access.Admin);
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);

        await JoinAsync("rina", "BNNK-53.14", Access.Volunteer);
        var told = Assert.Single(Due());
        Assert.Equal(new Notice.MemberMoved("BNNK Belitung", Access.Volunteer), told.Input.What);
        Assert.Equal(ChatOf("admin").Load().Conversation.Id, told.ConversationId);
        Assert.Equal([("person-moved", Belitung, "BNNK-53.14")], Audit("person-moved"));

        await JoinAsync("admin", "BNNK-53.14", Access.Admin);
        Assert.Equal(
            [new Notice.LastAdminLeft("BNNK Belitung"), new Notice.MemberMoved("BNNK Belitung", Access.Admin)],
            Due().Where(d => d.ConversationId == ChatOf("bnnp").Load().Conversation.Id).Select(d => d.Input.What).OrderBy(n => n.GetType().Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_admin_who_becomes_something_else_in_the_same_office_hands_it_over_too()
    {
        await JoinAsync("bnnp", Province, Access.Admin);
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("admin", Belitung, Access.Officer);

        Assert.Equal(new Notice.LastAdminLeft("BNNK Belitung"), Assert.Single(Due()).Input.What);
        Assert.Empty(Audit("person-moved"));
    }

    [Fact]
    public async Task Without_any_admin_above_the_audit_says_that_nobody_serves()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await ChatOf("admin").SayAsync("/hapus", new Effect.ErasePerson());

        Assert.Empty(Due());
        Assert.Equal([("last-admin-left", Belitung, null)], Audit("last-admin-left"));
    }

    [Fact]
    public async Task Silence_is_kept_until_it_is_taken_back()
    {
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await ChatOf("rina").SayAsync("/senyap", new Effect.SetSilence(true));
        Assert.Equal(Now, Facts().SilentSince);

        await ReopenAsync();
        Assert.Equal(Now, Facts().SilentSince);
        await ChatOf("rina").SayAsync("/kabari", new Effect.SetSilence(false));
        Assert.Null(Facts().SilentSince);

        Facts Facts() => Stores.Facts.Read(ChatOf("rina").Load(), FactsRequest.Usual, Now);
    }

    /// <summary>Nobody reviews their own report where another could, and a nearer admin's queue is no longer the office's above: the summary counts as the queue does.</summary>
    [Fact]
    public async Task As_many_reports_wait_in_the_summary_of_a_week_as_in_the_queue()
    {
        await JoinAsync("pusat", "BNN", Access.Admin);
        await JoinAsync("bnnp", Province, Access.Admin);
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("petugas", Belitung, Access.Officer);
        await JoinAsync("rote", "BNNK-53.14", Access.Volunteer);
        await SendAsync("petugas", "s1");
        await SendAsync("admin", "s2");
        await SendAsync("rote", "s3");

        Assert.Equal([1, 1, 0, 1], ((string[])["admin", "petugas", "bnnp", "pusat"]).Select(n => Waiting(n).Queue));
        Assert.Equal([1, 1, 0, 1], ((string[])["admin", "petugas", "bnnp", "pusat"]).Select(n => Waiting(n).Week));

        (int Queue, int Week) Waiting(string name)
        {
            var office = Stores.Facts.Read(ChatOf(name).Load(), new FactsRequest(false, null) { Office = [new OfficeNeed.ReviewQueue(null), new OfficeNeed.Week()] }, Now).Office!;
            return (office.Review!.Waiting, office.Week!.Waiting);
        }

        async Task SendAsync(string name, string id)
        {
            await ChatOf(name).SayAsync("/lapor", new Effect.StartSubmission(id, "lapor-kegiatan", "h"));
            await ChatOf(name).SayAsync("kirim", new Effect.Submit(id) { IsReviewed = true });
        }
    }

    /// <summary>One and the same chat for a name, so that its messages have keys of their own.</summary>
    private (string SatkerCode, IReadOnlyList<string> PersonIds)? Serving(string code) => Stores.Satkers.FindServingAdmins(code);

    private IReadOnlyList<DueNotice> Due() => Stores.Notices.ReadDue(Now.AddDays(1), 10);

    private List<(string Deed, string Satker, string? After)> Audit(string deed) =>
        Stores.Database.Read(c => c.Query<(string, string, string?)>("select deed, satker_code, after_value from audit where deed = @deed order by at, id", new { deed }).ToList());
}
