using System.Collections.Immutable;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>The queue of an office: what waits for whom and in which order, who may judge it, and what a decision leaves behind.</summary>
public abstract class ReviewConformance : StoreConformance
{
    private const string Belitung = "BNNK-19.02";
    private const string Province = "BNNP-19";

    private static readonly EventSteps Events = new("lapor", "jenis", "tanggal", "wilayah", "tempat");

    [Fact]
    public async Task Shows_the_oldest_first_and_goes_on_after_the_one_that_is_looked_at()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await ReportAsync("rina", "r2", Now.AddMinutes(2));
        await ReportAsync("rina", "r1", Now.AddMinutes(1));
        await ReportAsync("rina", "r1b", Now.AddMinutes(1));

        Assert.Equal((3, null, "r1"), Queue("admin"));
        Assert.Equal((3, "r1", "r1b"), Queue("admin", "r1"));
        Assert.Equal((3, "r1b", "r2"), Queue("admin", "r1b"));
        Assert.Equal((3, "r2", null), Queue("admin", "r2"));
    }

    [Fact]
    public async Task Waits_for_the_own_office_and_for_whom_an_admin_serves_and_for_nobody_else()
    {
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await JoinAsync("officer", Belitung, Access.Officer);
        await JoinAsync("bnnp", Province, Access.Admin);
        await JoinAsync("bnnp-officer", Province, Access.Officer);
        await JoinAsync("bnn", "BNN", Access.Admin);
        await JoinAsync("foreign", "BNNP-53", Access.Admin);
        await ReportAsync("rina", "r1", Now);

        Assert.Equal((1, null, "r1"), Queue("officer"));
        Assert.Equal((1, null, "r1"), Queue("bnnp"));
        foreach (var nobody in (string[])["bnnp-officer", "bnn", "foreign", "rina"])
        {
            Assert.Equal((0, null, null), Queue(nobody, "r1"));
            Assert.IsType<CommitResult.Conflict>(await DecideAsync(nobody, "r1", ReviewTrigger.Verify));
        }

        await JoinAsync("admin", Belitung, Access.Admin);
        Assert.Equal((1, null, "r1"), Queue("admin"));
        Assert.Equal((0, null, null), Queue("bnnp"));
        Assert.Equal("submitted", State("r1"));
    }

    [Fact]
    public async Task Nobody_judges_their_own_report_unless_nobody_else_of_the_office_could()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await ReportAsync("admin", "r1", Now);
        Assert.Equal((1, null, "r1"), Queue("admin"));

        await JoinAsync("officer", Belitung, Access.Officer);
        await ReportAsync("officer", "r2", Now.AddMinutes(1));
        Assert.Equal((1, null, "r2"), Queue("admin"));
        Assert.Equal((1, null, "r1"), Queue("officer"));
        Assert.IsType<CommitResult.Conflict>(await DecideAsync("officer", "r2", ReviewTrigger.Verify));
        Assert.IsType<CommitResult.Committed>(await DecideAsync("officer", "r1", ReviewTrigger.Verify));
        Assert.Equal(["verify-report submitted → verified"], Audit("r1"));
    }

    [Fact]
    public async Task A_decision_moves_the_report_tells_its_reporter_and_leaves_a_line()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await ReportAsync("rina", "r1", Now);
        await ReportAsync("rina", "r2", Now.AddMinutes(1));

        Assert.IsType<CommitResult.Committed>(await DecideAsync("admin", "r1", ReviewTrigger.Verify));
        Assert.IsType<CommitResult.Committed>(await DecideAsync("admin", "r2", ReviewTrigger.Reject, "Sudah pernah dilaporkan"));

        Assert.Equal(("verified", "rejected"), (State("r1"), State("r2")));
        Assert.Equal((0, null, null), Queue("admin"));
        Assert.Equal(["verify-report submitted → verified"], Audit("r1"));
        Assert.Equal(["reject-report submitted → rejected"], Audit("r2"));
        var told = Stores.Notices.ReadDue(Now.AddDays(1), 10).Select(n => n.Input.What).ToList();
        Assert.Equal(1, Assert.Single(told.OfType<Notice.ReportVerified>()).Nth);
        Assert.Equal("Sudah pernah dilaporkan", Assert.Single(told.OfType<Notice.ReportRejected>()).Reason);
    }

    [Fact]
    public async Task A_second_decision_about_the_same_report_conflicts_and_changes_nothing()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("officer", Belitung, Access.Officer);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await ReportAsync("rina", "r1", Now);
        var slow = ChatOf("officer").Decide(ChatOf("officer").Load(), "tolak", ["Ditolak."], Deed("r1", ReviewTrigger.Reject, "Bukan kegiatan P4GN"));

        Assert.IsType<CommitResult.Committed>(await DecideAsync("admin", "r1", ReviewTrigger.Verify));
        Assert.IsType<CommitResult.Conflict>(await Stores.Turns.CommitAsync(slow));

        Assert.Equal("verified", State("r1"));
        Assert.Equal(["verify-report submitted → verified"], Audit("r1"));
        Assert.Single(Stores.Notices.ReadDue(Now.AddDays(1), 10));
        Assert.Equal((0, null, null), Queue("officer", "r1"));
    }

    [Fact]
    public async Task Reports_of_one_kind_place_and_time_stand_side_by_side_until_they_are_told_apart()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await JoinAsync("tono", Belitung, Access.Volunteer);
        await JoinAsync("foreign", "BNNK-53.14", Access.Volunteer);
        await ReportAsync("rina", "r1", Now, Event());
        await ReportAsync("tono", "same", Now.AddMinutes(1), Event(place: "smp negeri 1"));
        await ReportAsync("tono", "longer", Now.AddMinutes(2), Event(to: new DateOnly(2026, 3, 5)));
        await ReportAsync("tono", "kind", Now.AddMinutes(3), Event(kind: "rapat"));
        await ReportAsync("tono", "place", Now.AddMinutes(4), Event(place: "SMPN 2 Sijuk"));
        await ReportAsync("tono", "region", Now.AddMinutes(5), Event(region: "19.02.02"));
        await ReportAsync("tono", "day", Now.AddMinutes(6), Event(from: new DateOnly(2026, 3, 2), to: new DateOnly(2026, 3, 2)));
        await ReportAsync("foreign", "office", Now.AddMinutes(7), Event());
        await ReportAsync("tono", "rejected", Now.AddMinutes(8), Event());
        await DecideAsync("admin", "rejected", ReviewTrigger.Reject, "Bukan kegiatan P4GN");
        await DecideAsync("admin", "longer", ReviewTrigger.Verify);

        Assert.Equal([("longer", ReviewState.Verified), ("same", ReviewState.Submitted)], Twins("r1"));
        Assert.Equal(["longer", "r1"], Twins("same").Select(t => t.Id));

        await ChatOf("admin").SayAsync("beda", new Effect.Office(new OfficeDeed.TellApart("r1", "same")));
        await ReopenAsync();
        Assert.Equal(["longer"], Twins("r1").Select(t => t.Id));
        Assert.Equal(["longer"], Twins("same").Select(t => t.Id));
        Assert.Equal(["tell-reports-apart – → –"], Audit("r1"));
        Assert.Equal(["verify-report submitted → verified"], Audit("longer"));
        Assert.Equal(["tell-reports-apart – → –"], Audit("same"));
    }

    [Fact]
    public async Task Only_who_may_judge_a_report_tells_it_apart_from_one_they_may_see()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await JoinAsync("foreign", "BNNK-53.14", Access.Volunteer);
        await ReportAsync("rina", "r1", Now, Event());
        await ReportAsync("foreign", "r2", Now, Event());

        Assert.IsType<CommitResult.Conflict>(await ChatOf("admin").CommitAsync("beda", new Effect.Office(new OfficeDeed.TellApart("r1", "r2"))));
        Assert.IsType<CommitResult.Conflict>(await ChatOf("admin").CommitAsync("beda", new Effect.Office(new OfficeDeed.TellApart("r2", "r1"))));
        Assert.IsType<CommitResult.Conflict>(await ChatOf("rina").CommitAsync("beda", new Effect.Office(new OfficeDeed.TellApart("r1", "r1"))));
    }

    [Fact]
    public async Task Without_a_place_in_words_only_the_same_reporter_is_suspected_to_have_sent_twice()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await JoinAsync("tono", Belitung, Access.Volunteer);
        await ReportAsync("rina", "r1", Now, Event(place: null));
        await ReportAsync("rina", "r2", Now.AddMinutes(1), Event(place: null));
        await ReportAsync("tono", "r3", Now.AddMinutes(2), Event(place: null));
        await ReportAsync("tono", "r4", Now.AddMinutes(3), Event());

        Assert.Equal(["r2"], Twins("r1").Select(t => t.Id));
        Assert.Empty(Twins("r3"));
    }

    [Fact]
    public async Task An_erased_reporters_pair_stays_told_apart()
    {
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await JoinAsync("tono", Belitung, Access.Volunteer);
        await ReportAsync("rina", "r1", Now, Event());
        await ReportAsync("tono", "r2", Now, Event());
        await ChatOf("admin").SayAsync("beda", new Effect.Office(new OfficeDeed.TellApart("r1", "r2")));

        await ChatOf("tono").SayAsync("/hapus", new Effect.ErasePerson());

        var pairs = Stores.Database.Read(c => c.Query<(string, string)>("select submission_id, other_id from report_apart order by case when submission_id = 'r1' then 0 else 1 end").ToList());
        Assert.Equal([("r1", pairs[1].Item1), (pairs[0].Item2, "r1")], pairs);
        Assert.Equal(1, Stores.Database.Read(c => c.ExecuteScalar<long>("select count(*) from submission where id = @id", new { id = pairs[0].Item2 })));
        Assert.NotEqual("r2", pairs[0].Item2);
    }

    [Fact]
    public async Task Accepted_reports_go_to_the_province_and_from_there_to_the_centre()
    {
        await JoinAsync("bnn", "BNN", Access.Admin);
        await JoinAsync("bnnp", Province, Access.Officer);
        await JoinAsync("admin", Belitung, Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        foreach (var id in (string[])["r1", "r2", "r3"])
            await ReportAsync("rina", id, Now);
        await DecideAsync("admin", "r1", ReviewTrigger.Verify);
        await DecideAsync("admin", "r2", ReviewTrigger.Verify);
        Assert.Equal((2, "BNNP Kepulauan Bangka Belitung", ""), Forwarding("admin"));
        Assert.Equal((0, "BNN Pusat", ""), Forwarding("bnnp"));
        Assert.Equal((0, "", ""), Forwarding("rina"));

        Assert.IsType<CommitResult.Conflict>(await ForwardAsync("admin", 1));
        Assert.IsType<CommitResult.Conflict>(await ForwardAsync("rina", 2));
        Assert.IsType<CommitResult.Committed>(await ForwardAsync("admin", 2));
        Assert.Equal(("forwarded-to-province", "forwarded-to-province", "submitted"), (State("r1"), State("r2"), State("r3")));
        Assert.Equal(["forward-reports – → 2"], Audit(Province));
        Assert.Equal((0, "BNNP Kepulauan Bangka Belitung", ""), Forwarding("admin"));
        Assert.Equal((2, "BNN Pusat", "BNNK Belitung 2"), Forwarding("bnnp"));
        // The BNNP has an officer and no admin, so the centre could send on what lies there.
        Assert.Equal((2, "BNN Pusat", ""), Forwarding("bnn"));

        Assert.IsType<CommitResult.Committed>(await ForwardAsync("bnnp", 2));
        Assert.Equal(("forwarded-to-centre", "forwarded-to-centre", "submitted"), (State("r1"), State("r2"), State("r3")));
        Assert.Equal((0, "BNN Pusat", ""), Forwarding("bnnp"));
        Assert.Equal((0, "BNN Pusat", "BNNP Kepulauan Bangka Belitung 2"), Forwarding("bnn"));
    }

    [Fact]
    public async Task Whoever_accepts_for_an_office_without_an_admin_forwards_for_it_too()
    {
        await JoinAsync("bnnp", Province, Access.Admin);
        await JoinAsync("foreign", "BNNP-53", Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await JoinAsync("dewi", Province, Access.Volunteer);
        await ReportAsync("rina", "below", Now);
        await ReportAsync("dewi", "own", Now);
        await DecideAsync("bnnp", "below", ReviewTrigger.Verify);
        await DecideAsync("bnnp", "own", ReviewTrigger.Verify);
        Assert.Equal((0, "BNN Pusat", ""), Forwarding("foreign"));
        Assert.Equal((2, "BNN Pusat", ""), Forwarding("bnnp"));

        Assert.IsType<CommitResult.Committed>(await ForwardAsync("bnnp", 2));

        Assert.Equal(("forwarded-to-centre", "forwarded-to-centre"), (State("below"), State("own")));
        Assert.Equal(["forward-reports – → 2"], Audit("BNN"));
    }

    private static StepAnswer[] Event(string kind = "sosialisasi", DateOnly? from = null, DateOnly? to = null, string region = "19.02.01", string? place = "SMPN 1 Sijuk") =>
    [
        new("jenis", new AnswerValue.Choice(kind)),
        new("tanggal", new AnswerValue.Dates(from ?? new DateOnly(2026, 3, 1), to ?? new DateOnly(2026, 3, 1))),
        new("wilayah", new AnswerValue.Place(region)),
        new("tempat", place is null ? new AnswerValue.Skipped(SkipReasons.DoesNotKnow) : new AnswerValue.Text(place)),
    ];

    private async Task ReportAsync(string name, string id, DateTimeOffset at, params StepAnswer[] answers)
    {
        var chat = ChatOf(name);
        chat.Now = at;
        Effect[] effects = [new Effect.StartSubmission(id, "lapor", "1"), .. answers.Select(a => new Effect.RecordAnswer(id, a.StepId, a.Value)), new Effect.Submit(id) { Reports = true, IsReviewed = true }];
        await chat.SayAsync("kirim", effects);
        chat.Now = Now;
    }

    private static Effect.Office Deed(string id, ReviewTrigger trigger, string? reason = null) => new(new OfficeDeed.Review(id, trigger, reason));

    private Task<CommitResult> DecideAsync(string name, string id, ReviewTrigger trigger, string? reason = null) => ChatOf(name).CommitAsync("putus", Deed(id, trigger, reason));

    private Task<CommitResult> ForwardAsync(string name, int count) => ChatOf(name).CommitAsync("teruskan", new Effect.Office(new OfficeDeed.Forward(count)));

    private (int Ready, string To, string Received) Forwarding(string name)
    {
        var forward = Stores.Facts.Read(ChatOf(name).Load(), FactsRequest.Usual with { Office = [new OfficeNeed.Forward()] }, Now).Office!.Forward!;
        return (forward.Ready, forward.To, string.Join(", ", forward.Received.Select(r => $"{r.Satker} {r.Count}")));
    }

    private ReviewFacts Read(string name, string? currentId) =>
        Stores.Facts.Read(ChatOf(name).Load(), FactsRequest.Usual with { Office = [new OfficeNeed.ReviewQueue(currentId) { Events = [Events] }] }, Now).Office!.Review!;

    private (int Waiting, string? Current, string? Next) Queue(string name, string? currentId = null)
    {
        var review = Read(name, currentId);
        return (review.Waiting, review.Current?.Id, review.Next?.Id);
    }

    private ImmutableArray<(string Id, ReviewState State)> Twins(string id) => [.. Read("admin", id).Current!.Twins.Select(t => (t.Report.Id, t.State))];

    private string? State(string id) => Stores.Database.Read(c => c.QuerySingle<string?>("select review from submission where id = @id", new { id }));

    private List<string> Audit(string subject) => Stores.Database.Read(c =>
        c.Query<string>("select deed || ' ' || coalesce(before_value, '–') || ' → ' || coalesce(after_value, '–') from audit where subject = @subject order by at, id", new { subject }).ToList());
}
