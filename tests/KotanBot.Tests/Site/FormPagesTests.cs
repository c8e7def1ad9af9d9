using System.Net;
using System.Text;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Site;

/// <summary>An admin brings a form, sees what is wrong with it, tries it and publishes it.</summary>
public sealed class FormPagesTests(SiteStage stage) : IClassFixture<SiteStage>
{
    private const string Office = "BNNK-19.02";

    [Fact]
    public async Task Every_issue_stands_there_with_its_place_and_its_line_and_the_text_to_mend_it()
    {
        using var browser = await stage.EnterAsync(Office);

        var page = await browser.CheckAsync(FormStage.Market.Replace("type: number", "type: nomor", StringComparison.Ordinal).Replace("purpose:", "guna:", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("Baris 2, kolom 1", page.Text);
        Assert.Contains("Kata kunci ini tidak dikenal", page.Text);
        Assert.Contains("<code>guna: report</code>", page.Html);
        Assert.Contains("Jenis langkah ini tidak dikenal", page.Text);
        Assert.Contains("type: nomor", page.Html[page.Html.IndexOf("<textarea", StringComparison.Ordinal)..]);
        Assert.DoesNotContain("Terbitkan", page.Text);
        Assert.Contains("Konsep", (await browser.GetAsync(FormStage.Page)).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_published_form_is_filled_in_by_the_offices_people_and_its_report_stands_in_list_review_and_export()
    {
        var text = FormStage.Named(FormStage.Market, "kios");
        using var browser = await stage.EnterAsync(Office);
        await stage.JoinVolunteerAsync("kios-rina", Office, "Rina", "Karang Taruna");

        var page = await browser.PublishAsync(text);

        Assert.Contains("Sudah diterbitkan", page.Text);
        Assert.Contains("berlaku, versi 1", page.Text);
        Assert.Contains("Lapor kios", await stage.LastAsync("kios-rina", "halo"));
        Assert.Contains("tersimpan", await stage.LastAsync("kios-rina", "/kios", "keliling", "45", "lewati", "kirim"));
        var report = stage.Stores.Database.Read(c => c.QuerySingle<string>("select id from submission where dialog_id = 'lapor-kios' and status = 'submitted'"));
        Assert.Contains(SitePeople.Short(report), (await browser.GetAsync("/admin/reports")).Numbers());
        Assert.Contains(">Lapor kios</option>", (await browser.GetAsync("/admin/reports")).Html);
        var sheet = (await browser.GetAsync($"/admin/reports/{report}")).Text;
        Assert.Contains("Keliling kios", sheet);
        Assert.Contains("Pedagang", sheet);
        Assert.Contains("Sah", sheet);
        var export = await ExportAsync(browser);
        Assert.Contains("pedagang", export);
        Assert.Contains("lapor-kios", export);
        Assert.Equal(["form-published"], stage.Stores.Audit.Read(Scope.Of(Access.Admin, Office), new AuditFilter(null, null, 50)).Where(e => e.Subject == "lapor-kios").Select(e => e.Deed));
    }

    [Fact]
    public async Task The_draft_is_walked_as_a_chat_and_nothing_of_it_is_stored()
    {
        using var browser = await stage.EnterAsync(Office);
        await browser.CheckAsync(FormStage.Named(FormStage.Market, "coba"));
        var before = Rows();

        var page = await browser.SayAsync(("as", "penggiat"));
        Assert.Contains("Bagaimana caranya?", page.Text);
        Assert.Contains("Keliling kios", page.Text);
        page = await browser.SayAsync(("text", "?"));
        Assert.Contains("Cara menyapa pedagang", page.Text);
        page = await browser.SayAsync(("turn", FormStage.Hidden(page, "turn")), ("ordinal", FormStage.Hidden(page, "ordinal")), ("press", "panggung"));
        Assert.Contains("Berapa pedagang yang disapa?", page.Text);
        page = await browser.SayAsync(("text", "banyak sekali"));
        page = await browser.SayAsync(("text", "empat puluh"));
        Assert.Contains("Ada fotonya?", page.Text);
        page = await browser.SayAsync(("press", "photo:"));
        Assert.Contains("Mohon dicek dulu", page.Text);
        Assert.Contains("Pedagang: 40", page.Text);
        page = await browser.SayAsync(("text", "kirim"));
        Assert.Contains("Laporan pasar tersimpan", page.Text);
        Assert.Contains("Formulirnya selesai", page.Text);

        Assert.Equal(before, Rows());
    }

    [Theory]
    [InlineData("/tinjau")]
    [InlineData("/lapor")]
    [InlineData("/data")]
    [InlineData("/sambung")]
    [InlineData("/hapus")]
    public async Task Nothing_but_the_form_can_be_done_in_its_trial(string other)
    {
        using var browser = await stage.EnterAsync(Office);
        await browser.CheckAsync(FormStage.Named(FormStage.Market, "lain"));
        await browser.SayAsync(("as", "petugas"));

        var page = await browser.SayAsync(("text", other));

        Assert.Contains("Di sini hanya formulir ini yang bisa dicoba", page.Text);
        Assert.Contains("Bagaimana caranya?", page.Text);
    }

    [Fact]
    public async Task Files_that_are_no_form_get_a_kind_answer()
    {
        using var browser = await stage.EnterAsync(Office);

        Assert.Contains("tidak disimpan sebagai UTF-8", (await browser.UploadAsync(FormStage.Page, FormStage.Page + "/check", [0x64, 0x69, 0xE9, 0xFF])).Text);
        Assert.Contains("bukan teks biasa", (await browser.UploadAsync(FormStage.Page, FormStage.Page + "/check", [0x50, 0x4B, 0x03, 0x04, 0x00])).Text);
        Assert.Contains("terlalu besar", (await browser.UploadAsync(FormStage.Page, FormStage.Page + "/check", new byte[70 * 1024])).Text);
        Assert.Contains("terlalu besar", (await browser.CheckAsync(new string('x', 70 * 1024))).Text);
        var huge = await browser.UploadAsync(FormStage.Page, FormStage.Page + "/check", new byte[400 * 1024]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.Status);
        Assert.Contains("terlalu besar", huge.Text);
        Assert.Contains("Tidak ada masalah", (await browser.UploadAsync(FormStage.Page, FormStage.Page + "/check", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(FormStage.Named(FormStage.Market, "berkas"))])).Text);
    }

    [Fact]
    public async Task What_somebody_wrote_is_shown_as_words_and_never_as_a_page()
    {
        using var browser = await stage.EnterAsync(Office);

        var page = await browser.CheckAsync(FormStage.Named(FormStage.Market, "aman").Replace("Berapa pedagang", "<script>1</script></textarea><b>Berapa</b>", StringComparison.Ordinal));
        var talk = await browser.SayAsync(("as", "penggiat"));
        talk = await browser.SayAsync(("text", "keliling"));

        Assert.All([page, talk], p => Assert.DoesNotContain("<script>", p.Html));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page.Html, "</textarea>"));
        Assert.DoesNotContain("'unsafe-inline'", page.Policy);
    }

    [Fact]
    public async Task An_officer_manages_no_forms()
    {
        await stage.JoinAsync("form-petugas", "petugas", Office, "setuju", "Petugas", "id");
        using var browser = await stage.EnterAsAsync("form-petugas");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(FormStage.Page)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync("/admin", FormStage.Page + "/check", ("text", FormStage.Market))).Status);
    }

    [Fact]
    public async Task A_draft_is_gone_after_two_hours_and_nobody_elses()
    {
        using var browser = await stage.EnterAsync(Office);
        using var other = await stage.EnterAsync(Office);
        await browser.CheckAsync(FormStage.Named(FormStage.Market, "lama"));

        Assert.Contains("Konsepnya sudah tidak ada", (await other.SendAsync(FormStage.Page, FormStage.Draft + "/talk", ("as", "penggiat"))).Text);
        stage.Clock.Now = stage.Clock.Now.AddHours(2);

        Assert.Equal(FormStage.Page + "?done=no-draft", (await browser.GetAsync(FormStage.Draft)).Location);
    }

    private string Rows() => stage.Stores.Database.Read(c => string.Join(' ', new[] { "message", "conversation", "submission", "answer", "turn", "person", "form", "dialog_version" }.Select(t => c.ExecuteScalar<long>($"select count(*) from {t}"))));

    private async Task<string> ExportAsync(SiteBrowser browser)
    {
        await browser.SendAsync("/admin/exports", "/admin/exports", ("what", "reports"), ("format", "csv"), ("shape", "wide"), ("bank", ""), ("from", ""), ("to", ""));
        for (var i = 0; i < 200 && !(await browser.GetAsync("/admin/exports")).Text.Contains("Unduh", StringComparison.Ordinal); i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        using var file = await browser.DownloadAsync("/admin/exports/file");
        return await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
