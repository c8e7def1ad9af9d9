using System.Net;
using Dapper;

namespace KotanBot.Tests.Site;

/// <summary>Reports are judged at the site as in chat: the same order, the same deeds, the same news to the reporter.</summary>
public sealed class ReviewPagesTests(SiteStage stage) : IClassFixture<SiteStage>
{
    [Fact]
    public async Task Shows_the_oldest_first_and_the_next_one_after_a_decision()
    {
        await stage.JoinVolunteerAsync("antre", "BNNK-33.01", "Antre", "Lembaga Antre");
        var first = await stage.ReportAsync("antre", "Balai Pertama");
        stage.Wait();
        var second = await stage.ReportAsync("antre", "Gedung Lainnya Sekali");
        using var browser = await stage.EnterAsync("BNNK-33.01");

        var page = await browser.GetAsync("/admin/review");
        Assert.Contains("2 laporan menunggu", page.Text);
        Assert.Contains("Balai Pertama", page.Text);
        Assert.DoesNotContain("Gedung Lainnya Sekali", page.Text);
        Assert.Contains("Gedung Lainnya Sekali", (await browser.GetAsync($"/admin/review?after={first}")).Text);

        var next = await browser.SendAsync("/admin/review", $"/admin/review/{first}", ("do", "accept"));

        Assert.Contains("Dicatat sah. Pelapor dikabari.", next.Text);
        Assert.Contains("Gedung Lainnya Sekali", next.Text);
        Assert.Equal(("verified", "verify-report"), State(first));
        Assert.Equal(1, Told("antre"));

        var last = await browser.SendAsync("/admin/review", $"/admin/review/{second}", ("do", "reject"), ("reason", "Datanya tidak cukup"));
        Assert.Contains("Ditolak. Pelapor dikabari beserta alasannya.", last.Text);
        Assert.Contains("Tidak ada laporan yang menunggu", last.Text);
        var sheet = await browser.GetAsync($"/admin/reports/{second}");
        Assert.Contains("Laporan ditolak pengelola server", sheet.Text);
        Assert.Contains("Datanya tidak cukup", sheet.Text);
    }

    [Fact]
    public async Task Rejecting_needs_a_reason_and_keeps_what_was_typed()
    {
        await stage.JoinVolunteerAsync("alasan", "BNNK-19.02", "Alasan", "Lembaga Alasan");
        var report = await stage.ReportAsync("alasan", "Balai Alasan");
        using var browser = await stage.EnterAsync();

        var empty = await browser.SendAsync("/admin/review", $"/admin/review/{report}", ("do", "reject"), ("reason", "  "));
        var tooLong = await browser.SendAsync("/admin/review", $"/admin/review/{report}", ("do", "reject"), ("reason", "<i>" + new string('x', 300)));
        var fixEmpty = await browser.SendAsync("/admin/review", $"/admin/review/{report}", ("do", "fix"), ("step", ""), ("note", ""));

        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);
        Assert.Contains("Tulis alasannya dulu", empty.Text);
        Assert.Contains("Terlalu panjang: 303 huruf", tooLong.Text);
        Assert.Contains($"value=\"&lt;i&gt;{new string('x', 300)}\"", tooLong.Html);
        Assert.Contains("Pilih bagiannya", fixEmpty.Text);
        Assert.Equal(("submitted", null), State(report));
    }

    [Fact]
    public async Task A_correction_is_asked_for_from_the_reports_own_page()
    {
        await stage.JoinVolunteerAsync("betul", "BNNK-19.02", "Betul", "Lembaga Betul");
        await stage.JoinAsync("peninjau", "petugas", "BNNK-19.02", "setuju", "Peninjau", "id");
        var report = await stage.ReportAsync("betul", "Balai Betul");
        using var officer = await stage.EnterAsAsync("peninjau");
        Assert.Contains("Minta perbaikan", (await officer.GetAsync($"/admin/reports/{report}")).Text);

        var page = await officer.SendAsync($"/admin/reports/{report}", $"/admin/review/{report}", ("do", "fix"), ("step", "peserta"), ("note", "Kok 45?"), ("from", "report"));

        Assert.Contains("pelapor diminta memperbaiki", page.Text);
        Assert.Contains("Menunggu perbaikan", page.Text);
        Assert.Contains("Perbaikan laporan diminta petugas", page.Text);
        Assert.Contains("Kok 45?", page.Text);
        Assert.DoesNotContain("Minta perbaikan", page.Text);
        Assert.Equal("peserta", stage.Stores.Database.Read(c => c.QuerySingle<string>("select fix_step from submission where id = @report", new { report })));
        Assert.Equal(1, Told("betul"));
    }

    [Fact]
    public async Task Twins_stand_side_by_side_until_somebody_tells_them_apart()
    {
        await stage.JoinVolunteerAsync("kembar", "BNNK-52.71", "Kembar", "Lembaga Kembar");
        var first = await stage.ReportAsync("kembar", "SMPN 7 Kembar");
        stage.Wait();
        var second = await stage.ReportAsync("kembar", "SMP Negeri 7 Kembar");
        using var browser = await stage.EnterAsync("BNNK-52.71");

        var page = await browser.GetAsync("/admin/review");
        Assert.Contains("Mungkin kegiatan yang sama sudah dilaporkan.", page.Text);
        Assert.Contains("SMPN 7 Kembar", page.Text);
        Assert.Contains("SMP Negeri 7 Kembar", page.Text);

        var apart = await browser.SendAsync("/admin/review", $"/admin/review/{first}", ("do", "apart"), ("twin", second));

        Assert.Contains("Baik, dua kegiatan berbeda.", apart.Text);
        Assert.DoesNotContain("Mungkin kegiatan yang sama", apart.Text);
        Assert.Equal(("submitted", "tell-reports-apart"), State(first));
    }

    [Fact]
    public async Task What_somebody_else_decided_meanwhile_is_not_decided_again()
    {
        await stage.JoinVolunteerAsync("dulu", "BNNK-19.02", "Dulu", "Lembaga Dulu");
        var report = await stage.ReportAsync("dulu", "Balai Dulu");
        using var one = await stage.EnterAsync();
        using var other = await stage.EnterAsync();
        await one.SendAsync("/admin/review", $"/admin/review/{report}", ("do", "accept"));

        var late = await other.SendAsync("/admin/review", $"/admin/review/{report}", ("do", "reject"), ("reason", "Terlambat"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Sudah berubah", late.Text);
        Assert.Equal("verified", State(report).Review);
        Assert.Equal($"/admin/reports/{report}", (await other.GetAsync($"/admin/review/{report}")).Location);
    }

    [Fact]
    public async Task Nobody_judges_for_an_office_that_is_not_theirs()
    {
        await stage.JoinVolunteerAsync("jauh", "BNNK-19.02", "Jauh", "Lembaga Jauh");
        await stage.JoinAsync("admin-sendiri", "admin", "BNNK-19.02", "setuju", "Admin sendiri", "id");
        var report = await stage.ReportAsync("jauh", "Balai Jauh");
        using var foreign = await stage.EnterAsync("BNNP-53");
        using var above = await stage.EnterAsync("BNNP-19");

        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync($"/admin/review/{report}")).Status);
        var token = (await foreign.GetAsync("/admin")).Html.Split("name=\"_form\" value=\"")[1].Split('"')[0];
        using var post = await foreign.PostRawAsync($"/admin/review/{report}", [new("_form", token), new("do", "accept")]);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);

        // The office has an admin of its own, so it is not the province that decides, though it may read.
        Assert.Equal($"/admin/reports/{report}", (await above.GetAsync($"/admin/review/{report}")).Location);
        Assert.DoesNotContain("Minta perbaikan", (await above.GetAsync($"/admin/reports/{report}")).Text);
        Assert.Equal(("submitted", null), State(report));
    }

    private (string Review, string? Deed) State(string report) => stage.Stores.Database.Read(c => (
        c.QuerySingle<string>("select review from submission where id = @report", new { report }),
        c.QueryFirstOrDefault<string>("select deed from audit where subject = @report order by at desc", new { report })));

    /// <summary>How many pieces of news were kept for or told to the person since.</summary>
    private long Told(string person)
    {
        var id = stage.Stores.Turns.Load(new KotanBot.Core.Conversations.ChannelAddress("terminal", person)).PersonId;
        return stage.Stores.Database.Read(c => c.QuerySingle<long>("select count(*) from notice where person_id = @id", new { id }));
    }
}
