using System.Net;
using Dapper;
using KotanBot.Tests.Media;

namespace KotanBot.Tests.Site;

/// <summary>The reports of an office as its admins and officers read them at the site.</summary>
public sealed class ReportPagesTests(SiteStage stage) : IClassFixture<SiteStage>
{
    [Fact]
    public async Task Lists_the_newest_first_with_who_what_and_how_far()
    {
        await stage.JoinVolunteerAsync("daftar", "BNNK-19.02", "Dewi <b>Tebal</b>", "SMPN 9 Daftar");
        var first = await stage.ReportAsync("daftar", "Balai Satu");
        stage.Wait();
        var second = await stage.ReportAsync("daftar", "Balai Dua");
        using var browser = await stage.EnterAsync();

        var page = await browser.GetAsync("/admin/reports");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        var numbers = page.Numbers().ToList();
        Assert.True(numbers.IndexOf(SitePeople.Short(second)) < numbers.IndexOf(SitePeople.Short(first)) && numbers.Contains(SitePeople.Short(second)));
        Assert.Contains("Sosialisasi atau penyuluhan, 25 Nov 2026", page.Text);
        Assert.Contains("Dewi <b>Tebal</b>, SMPN 9 Daftar", page.Text);
        Assert.DoesNotContain("<b>Tebal", page.Html);
        Assert.Contains("Menunggu ditinjau", page.Text);
    }

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended_and_show_each_report_once()
    {
        await stage.JoinVolunteerAsync("banyak", "BNNK-52.71", "Banyak", "Lembaga Banyak");
        var sent = new List<string>();
        for (var i = 0; i < 53; i++)
        {
            sent.Add(SitePeople.Short(await stage.ReportAsync("banyak", $"Balai {i}")));
            if (i % 3 == 0)
                stage.Wait();
        }

        using var browser = await stage.EnterAsync("BNNK-52.71");
        var seen = new List<string>();
        string? link = "/admin/reports";
        for (var pages = 0; link is not null && pages < 5; pages++)
        {
            var page = await browser.GetAsync(link);
            Assert.InRange(page.Numbers().Count, 1, 50);
            seen.AddRange(page.Numbers());
            link = page.Html.Split("button quiet\" href=\"").Skip(1).Select(l => WebUtility.HtmlDecode(l.Split('"')[0])).FirstOrDefault(l => l.Contains("before=", StringComparison.Ordinal));
        }

        Assert.Equal(sent.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Filters_and_finds_by_number()
    {
        await stage.JoinVolunteerAsync("saring", "BNNK-33.01", "Saring", "Lembaga Saring");
        var plain = await stage.ReportAsync("saring", "Balai Polos");
        stage.Wait();
        var pictured = await stage.ReportAsync("saring", "Balai Bergambar");
        await stage.AttachPhotoAsync(pictured, SmallPhoto.Jpeg, null);
        foreach (var line in (string[])["/nihil", "minggu lalu", "1", "kirim"])
            await stage.SayAsync("saring", line);
        using var browser = await stage.EnterAsync("BNNK-33.01");

        async Task<IReadOnlyList<string>> FindAsync(string query) => (await browser.GetAsync("/admin/reports?" + query)).Numbers();

        Assert.Equal(3, (await FindAsync("")).Count);
        Assert.Equal([SitePeople.Short(pictured)], await FindAsync("photos=1"));
        Assert.Equal([SitePeople.Short(pictured), SitePeople.Short(plain)], await FindAsync("dialog=lapor-kegiatan"));
        Assert.Equal(2, (await FindAsync("review=submitted")).Count);
        Assert.Empty(await FindAsync("review=verified"));
        Assert.Equal(3, (await FindAsync("lingkungan=pendidikan")).Count);
        Assert.Empty(await FindAsync("lingkungan=swasta"));
        Assert.Empty(await FindAsync("from=2026-11-27"));
        Assert.Equal(3, (await FindAsync("from=2026-11-26&to=2026-11-26")).Count);

        Assert.Equal($"/admin/reports/{plain}", (await browser.GetAsync($"/admin/reports?number={SitePeople.Short(plain)}")).Location);
        Assert.Contains("Tidak ada laporan dengan nomor itu", (await browser.GetAsync("/admin/reports?number=zzz%25")).Text);
    }

    [Fact]
    public async Task Bad_days_are_answered_kindly_and_stand_in_the_form_again()
    {
        using var browser = await stage.EnterAsync();

        var order = await browser.GetAsync("/admin/reports?from=2026-11-26&to=2026-11-01");
        var unread = await browser.GetAsync("/admin/reports?from=kemarin");

        Assert.Equal(HttpStatusCode.BadRequest, order.Status);
        Assert.Contains("Tanggal awal ada sesudah tanggal akhir.", order.Text);
        Assert.Contains("value=\"2026-11-26\"", order.Html);
        Assert.Contains("Tanggalnya tidak terbaca", unread.Text);
    }

    [Fact]
    public async Task One_report_tells_everything_its_office_may_know()
    {
        await stage.JoinVolunteerAsync("isi", "BNNK-19.02", "Isi", "Lembaga Isi");
        var report = await stage.ReportAsync("isi", "Balai Isi Semua", "Lancar <script>");
        var photo = await stage.AttachPhotoAsync(report, SmallPhoto.Jpeg, SmallPhoto.Jpeg);
        foreach (var line in (string[])["/perbaiki", "peserta", "60", "selesai"])
            await stage.SayAsync("isi", line);
        using var browser = await stage.EnterAsync();
        using var officer = await OfficerAsync("petugas-isi", "BNNK-19.02");

        foreach (var visitor in new[] { browser, officer })
        {
            var page = await visitor.GetAsync($"/admin/reports/{report}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("Balai Isi Semua", page.Text);
            Assert.Contains("Lancar <script>", page.Text);
            Assert.DoesNotContain("<script", page.Html);
            Assert.Contains("Laporan dikirim", page.Text);
            Assert.Contains($"src=\"/admin/photos/{photo}/thumbnail\"", page.Html);
        }

        using var picture = await browser.DownloadAsync($"/admin/photos/{photo}");
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", picture.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(SmallPhoto.Jpeg, await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Other_offices_find_neither_report_nor_photo()
    {
        await stage.JoinVolunteerAsync("asing", "BNNK-19.02", "Asing", "Lembaga Asing");
        var report = await stage.ReportAsync("asing", "Balai Asing");
        var photo = await stage.AttachPhotoAsync(report, SmallPhoto.Jpeg, SmallPhoto.Jpeg);
        using var foreign = await stage.EnterAsync("BNNP-53");
        using var above = await stage.EnterAsync("BNNP-19");
        using var officerAbove = await OfficerAsync("petugas-provinsi", "BNNP-19");

        foreach (var path in new[] { $"/admin/reports/{report}", $"/admin/photos/{photo}", $"/admin/photos/{photo}/thumbnail" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await officerAbove.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.OK, (await above.GetAsync(path)).Status);
        }

        Assert.Empty((await foreign.GetAsync($"/admin/reports?number={SitePeople.Short(report)}")).Numbers());
        Assert.Contains(SitePeople.Short(report), (await above.GetAsync("/admin/reports?satker=BNNK-19.02")).Numbers());
    }

    [Fact]
    public async Task What_an_erasure_took_is_said_to_be_gone()
    {
        await stage.JoinVolunteerAsync("hilang", "BNNK-19.02", "Hilangwati", "Lembaga Hilang");
        var report = await stage.ReportAsync("hilang", "Balai Hilang");
        await stage.AttachPhotoAsync(report, SmallPhoto.Jpeg, SmallPhoto.Jpeg);
        await stage.SayAsync("hilang", "/hapus");
        await stage.SayAsync("hilang", "hapus");
        using var browser = await stage.EnterAsync();
        // An erasure gives a report another id, so that nobody who noted the old one finds it.
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/admin/reports/{report}")).Status);
        var left = stage.Stores.Database.Read(c => c.QuerySingle<string>("select id from submission where person_id is null"));

        var page = await browser.GetAsync($"/admin/reports/{left}");

        Assert.Contains("(data dihapus)", page.Text);
        Assert.DoesNotContain("Hilang", page.Text.Replace("dihilangkan", "", StringComparison.Ordinal));
        Assert.Contains("Sosialisasi atau penyuluhan", page.Text);
        Assert.DoesNotContain("<img", page.Html);
    }

    [Fact]
    public async Task Speaks_English_and_says_when_there_is_nothing()
    {
        using var browser = await stage.EnterAsync("BNNK-53.14");
        Assert.Contains("Belum ada laporan.", (await browser.GetAsync("/admin/reports")).Text);

        await browser.SendAsync("/admin", "/admin/language", ("language", "en"));

        Assert.Contains("No reports yet.", (await browser.GetAsync("/admin/reports")).Text);
    }

    private async Task<SiteBrowser> OfficerAsync(string person, string satker)
    {
        await stage.JoinAsync(person, "petugas", satker, "setuju", "Petugas", "id");
        return await stage.EnterAsAsync(person);
    }
}
