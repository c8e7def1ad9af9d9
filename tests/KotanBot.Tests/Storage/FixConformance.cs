using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>A report that an office sends back to its reporter, and what those who review hear of reports that wait.</summary>
public abstract class FixConformance : StoreConformance
{
    private const string Belitung = "BNNK-19.02";
    private const string Report = "abcdef000000000000000001";

    [Fact]
    public async Task What_is_asked_for_reaches_the_reporter_alone_and_its_answer_who_asked()
    {
        await BeginAsync();

        await DoAsync("budi", new Effect.Office(new OfficeDeed.Review(Report, ReviewTrigger.AskFix, "Apa benar 450?") { StepId = "peserta" }));

        Assert.Equal(("needs-fix", "peserta"), State());
        Assert.Contains(("rina", new Notice.FixAsked(Report, "Apa benar 450?")), Told());
        foreach (var number in (string?[])[null, "abcdef", Report])
        {
            var own = Assert.Single(OwnReports("rina", number));
            Assert.Equal((Report, new FixRequest("peserta")), (own.Id, own.Fix));
            Assert.Equal(new AnswerValue.Number(450), own.Answers.Single(a => a.StepId == "peserta").Value);
        }

        Assert.Empty(OwnReports("rina", "abcde0"));
        foreach (var other in (string[])["budi", "tono"])
            Assert.Empty(OwnReports(other, "abcdef"));

        await DoAsync("rina", new Effect.ReviseAnswer(Report, "peserta", new AnswerValue.Number(450), new AnswerValue.Number(45)), new Effect.ReturnReport(Report));

        Assert.Equal(("submitted", null), State());
        Assert.Empty(OwnReports("rina", null));
        Assert.Null(Assert.Single(OwnReports("rina", "abcdef")).Fix);
        Assert.Equal(["budi"], Told().Where(t => t.What is Notice.ReportFixed).Select(t => t.Who));
        Assert.Equal([("ask-fix", "submitted", "needs-fix"), ("fix-report", "needs-fix", "submitted")], Audit());
    }

    [Fact]
    public async Task An_answer_that_stays_as_it_is_returns_the_report_too_and_only_what_was_asked_for_returns()
    {
        await BeginAsync();
        await DoAsync("rina", new Effect.ReturnReport(Report));
        Assert.Empty(Audit());

        await DoAsync("budi", new Effect.Office(new OfficeDeed.Review(Report, ReviewTrigger.AskFix, null)));
        Assert.Equal(("needs-fix", null), State());
        await DoAsync("rina", new Effect.ReturnReport(Report));

        Assert.Equal(("submitted", null), State());
        Assert.Equal([("ask-fix", "submitted", "needs-fix"), ("fix-report", "needs-fix", "submitted")], Audit());
    }

    [Fact]
    public async Task While_it_is_with_its_reporter_nobody_decides_about_it_and_an_erasure_gives_it_back()
    {
        await BeginAsync();
        await DoAsync("budi", new Effect.Office(new OfficeDeed.Review(Report, ReviewTrigger.AskFix, null)));

        Assert.IsType<CommitResult.Conflict>(await ChatOf("budi").CommitAsync("sah", new Effect.Office(new OfficeDeed.Review(Report, ReviewTrigger.Verify, null))));
        await DoAsync("rina", new Effect.ErasePerson());

        Assert.Equal([("submitted", null)], States());
    }

    [Fact]
    public async Task What_was_sent_back_and_never_answered_waits_again_after_a_week()
    {
        await BeginAsync();
        await DoAsync("budi", new Effect.Office(new OfficeDeed.Review(Report, ReviewTrigger.AskFix, null) { StepId = "peserta" }));

        Assert.Equal(0, await Stores.OverdueFixes.ReturnAsync(Now + OverdueFixStore.Patience));
        Assert.Equal(("needs-fix", "peserta"), State());
        Assert.Equal(1, await Stores.OverdueFixes.ReturnAsync(Now + OverdueFixStore.Patience + TimeSpan.FromMilliseconds(1)));
        Assert.Equal(0, await Stores.OverdueFixes.ReturnAsync(Now + (2 * OverdueFixStore.Patience)));

        Assert.Equal(("submitted", null), State());
        Assert.Equal(["needs-fix", "submitted"], Stores.Database.Read(c => c.Query<string>("select before_value from audit where deed = 'lapse-fix' union all select after_value from audit where deed = 'lapse-fix'").ToList()));
        Assert.IsType<CommitResult.Committed>(await ChatOf("budi").CommitAsync("sah", new Effect.Office(new OfficeDeed.Review(Report, ReviewTrigger.Verify, null))));
    }

    [Fact]
    public async Task The_first_report_of_an_office_is_told_at_once_and_those_after_it_once_in_the_next_morning()
    {
        await BeginAsync();
        Assert.Equal([("budi", new Notice.ReportsWait(First: true)), ("tono", new Notice.ReportsWait(First: true))], Told());

        foreach (var id in (string[])["b2", "b3"])
            await SendAsync("rina", id);

        Assert.Equal(2, Told().Count);
        // 2 March, 15.00 in the office; its next morning is eight o'clock on the third.
        var morning = new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.FromHours(7));
        Assert.Equal(2, Told(morning.AddMilliseconds(-1)).Count);
        Assert.Equal(
            [("budi", new Notice.ReportsWait(First: false)), ("tono", new Notice.ReportsWait(First: false))],
            Told(morning).Where(t => t.What is Notice.ReportsWait { First: false }).ToList());
    }

    [Fact]
    public async Task Whoever_serves_an_office_without_an_admin_hears_of_its_reports()
    {
        await JoinAsync("wati", "BNNP-19", Access.Admin);
        await JoinAsync("rina", Belitung, Access.Volunteer);

        await SendAsync("rina", Report);

        Assert.Equal([("wati", new Notice.ReportsWait(First: true))], Told());
    }

    private async Task BeginAsync()
    {
        await JoinAsync("budi", Belitung, Access.Admin);
        await JoinAsync("tono", Belitung, Access.Officer);
        await JoinAsync("rina", Belitung, Access.Volunteer);
        await SendAsync("rina", Report);
    }

    private Task SendAsync(string who, string id) => DoAsync(
        who,
        new Effect.StartSubmission(id, "lapor-kegiatan", "h"),
        new Effect.RecordAnswer(id, "peserta", new AnswerValue.Number(450)),
        new Effect.Submit(id) { Reports = true, IsReviewed = true });

    private async Task DoAsync(string who, params Effect[] effects) => await ChatOf(who).SayAsync("ya", effects);

    private IEnumerable<OwnReport> OwnReports(string who, string? number) =>
        Stores.Facts.Read(ChatOf(who).Load(), new FactsRequest(false, null) { Office = [new OfficeNeed.OwnReports(number)] }, Now).Office!.OwnReports!;

    private List<(string Who, Notice What)> Told(DateTimeOffset? at = null) =>
        [.. Stores.Notices.ReadDue(at ?? Now, 50).Select(d => (Who: NameOf(d.ConversationId), d.Input.What)).OrderBy(t => t.Who, StringComparer.Ordinal)];

    private (string Review, string? Step) State() => Assert.Single(States());

    private List<(string Review, string? Step)> States() => Stores.Database.Read(c => c.Query<(string, string?)>("select review, fix_step from submission").ToList());

    private List<(string Deed, string Before, string After)> Audit() => Stores.Database.Read(c => c.Query<(string, string, string)>(
        "select deed, before_value, after_value from audit where deed in ('ask-fix', 'fix-report') order by case deed when 'ask-fix' then 0 else 1 end").ToList());
}
