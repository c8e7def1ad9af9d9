using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>Lists of reports and of the audit: whatever the filter and the length of a page, the pages together are all that the scope may see, once and in order.</summary>
public abstract class ReportListConformance : StoreConformance
{
    private static readonly string[] Offices = ["BNNK-19.02", "BNNP-19", "BNNK-53.14"];
    private static readonly ImmutableArray<string> Dialogs = ["lapor", "nihil"];
    private static readonly ReviewState[] States = [ReviewState.Submitted, ReviewState.Verified, ReviewState.Rejected];

    private sealed record Sent(string Id, string Office, string Dialog, DateTimeOffset At, ReviewState Review, string Lingkungan, bool HasPhotos);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Pages_of_reports_hold_each_that_fits_once_the_newest_first(int seed)
    {
        var sent = await SendAsync(new Random(seed));
        foreach (var scope in (Scope[])[Scope.Of(Access.Admin, "BNN"), Scope.Of(Access.Admin, "BNNP-19"), Scope.Of(Access.Officer, "BNNP-19"), Scope.Of(Access.Admin, "BNNK-53.14")])
            foreach (var filter in Filters())
            {
                var expected = sent.Where(s => IsIn(scope, s.Office) && Fits(filter, s)).OrderByDescending(s => s.At).ThenByDescending(s => s.Id, StringComparer.Ordinal).Select(s => s.Id).ToList();
                foreach (var length in (int[])[1, 3, 50])
                    Assert.Equal(expected, Pages(scope, filter, length));
            }
    }

    [Fact]
    public async Task Pages_of_the_audit_hold_each_line_once_the_newest_first()
    {
        foreach (var office in Offices)
            await JoinAsync(office, office, Access.Admin);
        for (var i = 0; i < 12; i++)
        {
            ChatOf(Offices[i % 3]).Now = Now.AddMinutes(i / 4);
            await ChatOf(Offices[i % 3]).SayAsync("tambah", new Effect.Office(new OfficeDeed.AddEntry("kawasan", $"k{i:00}", "Pesisir", "19.02.01")));
        }

        foreach (var (scope, places) in ((Scope, int[])[])[(Scope.Of(Access.Admin, "BNN"), [0, 1, 2]), (Scope.Of(Access.Admin, "BNNP-19"), [0, 1]), (Scope.Of(Access.Officer, "BNNP-19"), [1]), (Scope.Of(Access.Admin, "BNNK-53.14"), [2])])
        {
            var expected = Enumerable.Range(0, 12).Where(i => places.Contains(i % 3)).Select(i => $"k{i:00}").ToHashSet();
            foreach (var length in (int[])[1, 5, 50])
            {
                var lines = AuditPages(scope, length);
                Assert.Equal(expected.Count, lines.Count);
                Assert.Equal(expected, lines.Select(l => l.Subject!).ToHashSet());
                Assert.Equal(lines.OrderByDescending(l => l.At).ThenByDescending(l => l.Id, StringComparer.Ordinal).Select(l => l.Id), lines.Select(l => l.Id));
            }
        }
    }

    private static IEnumerable<ReportFilter> Filters()
    {
        var all = new ReportFilter(Dialogs);
        yield return all;
        yield return all with { Dialogs = ["nihil"] };
        yield return all with { Review = ReviewState.Verified };
        yield return all with { Review = ReviewState.Rejected, WithPhotos = true };
        yield return all with { WithPhotos = true };
        yield return all with { Lingkungan = "swasta" };
        yield return all with { From = Now.AddMinutes(2), To = Now.AddMinutes(5) };
        yield return all with { Review = ReviewState.Submitted, Lingkungan = "pendidikan", From = Now.AddMinutes(1) };
    }

    private static bool Fits(ReportFilter filter, Sent sent) =>
        filter.Dialogs.Contains(sent.Dialog) && (filter.Review is null || filter.Review == sent.Review) && (filter.Lingkungan is null || filter.Lingkungan == sent.Lingkungan)
        && (!filter.WithPhotos || sent.HasPhotos) && (filter.From is null || sent.At >= filter.From) && (filter.To is null || sent.At < filter.To);

    private static bool IsIn(Scope scope, string office) => office == scope.Root || (scope.WithBelow && (scope.Root == "BNN" || (scope.Root == "BNNP-19" && office == "BNNK-19.02")));

    /// <summary>Many within the same millisecond, so that only their ids tell them apart.</summary>
    private async Task<List<Sent>> SendAsync(Random random)
    {
        foreach (var office in Offices)
        {
            await JoinAsync($"admin {office}", office, Access.Admin);
            foreach (var lingkungan in (string[])["swasta", "pendidikan"])
            {
                await JoinAsync($"{lingkungan} {office}", office, Access.Volunteer);
                await ChatOf($"{lingkungan} {office}").SayAsync("x", new Effect.SaveProfile(ProfileField.Lingkungan, lingkungan));
            }
        }

        var sent = new List<Sent>();
        for (var i = 0; i < 36; i++)
        {
            var one = new Sent(
                $"{random.Next(0x1000, 0xffff):x}{i:00}", Offices[random.Next(3)], Dialogs[random.Next(4) == 0 ? 1 : 0], Now.AddMinutes(random.Next(7)),
                States[random.Next(3)], random.Next(2) == 0 ? "swasta" : "pendidikan", random.Next(3) == 0);
            await ReportAsync(one);
            sent.Add(one);
        }

        return sent;
    }

    private async Task ReportAsync(Sent report)
    {
        var chat = ChatOf($"{report.Lingkungan} {report.Office}");
        chat.Now = report.At;
        Effect[] answers = report.HasPhotos ? [new Effect.RecordAnswer(report.Id, "foto", new AnswerValue.Photos(["f" + report.Id]))] : [];
        await chat.SayAsync("kirim", [new Effect.StartSubmission(report.Id, report.Dialog, "1"), .. answers, new Effect.Submit(report.Id) { Reports = true, IsReviewed = true }]);
        if (report.Review != ReviewState.Submitted)
            await ChatOf($"admin {report.Office}").SayAsync("putus", new Effect.Office(new OfficeDeed.Review(report.Id, report.Review == ReviewState.Verified ? ReviewTrigger.Verify : ReviewTrigger.Reject, "alasan")));
    }

    private List<string> Pages(Scope scope, ReportFilter filter, int length)
    {
        var ids = new List<string>();
        ReportPlace? after = null;
        do
        {
            var page = Stores.Reports.List(scope, filter, after, length);
            Assert.InRange(page.Reports.Length, 0, length);
            ids.AddRange(page.Reports.Select(r => r.Report.Id));
            after = page.Next;
        }
        while (after is not null);
        return ids;
    }

    private List<AuditEntry> AuditPages(Scope scope, int length)
    {
        var lines = new List<AuditEntry>();
        AuditPlace? after = null;
        do
        {
            var (page, next) = Stores.Audit.List(scope, new AuditFilter(null, null, length) { Deed = "add-entry" }, after);
            Assert.InRange(page.Count, 0, length);
            lines.AddRange(page);
            after = next;
        }
        while (after is not null);
        return lines;
    }
}
