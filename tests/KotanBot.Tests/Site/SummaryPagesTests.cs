using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KotanBot.Tests.Site;

/// <summary>The archive of weekly summaries, and one of them whole.</summary>
public sealed class SummaryPagesTests(SiteStage stage) : IClassFixture<SiteStage>, IAsyncLifetime
{
    private static readonly DateTimeOffset Thursday = new(2026, 11, 19, 2, 0, 0, TimeSpan.Zero);

    private static bool _made;

    /// <summary>A week in which Budi reports nothing to do and Siti is silent, and the Monday after it.</summary>
    public async ValueTask InitializeAsync()
    {
        if (_made)
            return;
        stage.Clock.Now = Thursday.AddDays(-7);
        await stage.JoinAsync("ringkas-admin", "admin", "BNNK-19.02", "setuju", "Rina", "selesai");
        await stage.JoinAsync("ringkas-budi", "penggiat", "BNNK-19.02", "setuju", "Budi", "lewati");
        await stage.JoinAsync("ringkas-siti", "penggiat", "BNNK-19.02", "setuju", "Siti", "lewati");
        await stage.JoinAsync("ringkas-petugas", "petugas", "BNNP-19", "setuju", "Wati", "selesai");
        stage.Clock.Now = Thursday;
        await stage.SayAsync("ringkas-budi", "/nihil minggu-ini");
        stage.Clock.Now = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
        await stage.Services.GetServices<IHostedService>().OfType<SummaryJob>().Single().RunOnceAsync(TestContext.Current.CancellationToken);
        _made = true;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_archive_leads_to_the_whole_summary()
    {
        using var browser = await stage.EnterAsync();

        var list = await browser.GetAsync("/admin/summaries");
        Assert.Contains("16–22 Nov 2026", list.Text);
        Assert.Contains("href=\"/admin/summaries/2026-W47\"", list.Html);

        var page = await browser.GetAsync("/admin/summaries/2026-W47");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Ringkasan mingguan BNNK Belitung, 16–22 Nov 2026", page.Text);
        Assert.Contains("1 dari 2 penggiat", page.Text);
        Assert.Contains("Alasan laporan nihil", page.Text);
        Assert.Contains("<svg", page.Html);
    }

    [Fact]
    public async Task A_summary_comes_as_a_workbook_too()
    {
        using var browser = await stage.EnterAsync();

        using (var book = await browser.DownloadAsync("/admin/summaries/2026-W47/tabel.xlsx"))
        {
            Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", book.Content.Headers.ContentType?.MediaType);
            Assert.Equal("ringkasan-BNNK-19.02-2026-W47.xlsx", book.Content.Headers.ContentDisposition?.FileName);
            Assert.Equal("PK"u8.ToArray(), (await book.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/admin/summaries/2020-W01/tabel.xlsx")).Status);
        using var officer = await stage.EnterAsAsync("ringkas-petugas");
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/admin/summaries/2026-W47/tabel.xlsx")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/admin/summaries/2026-W47/gambar.png")).Status);
    }

    [Fact]
    public async Task A_summary_comes_as_a_picture_where_the_program_for_it_is_installed()
    {
        Assert.SkipWhen(KotanBot.Charts.PngPicture.Find() is null, "rsvg-convert is missing here (apt-get install librsvg2-bin)");
        using var browser = await stage.EnterAsync();

        using var picture = await browser.DownloadAsync("/admin/summaries/2026-W47/gambar.png");

        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal("PNG"u8.ToArray(), (await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[1..4]);
    }

    [Fact]
    public async Task A_roll_up_leads_to_the_offices_below()
    {
        using var browser = await stage.EnterAsync("BNNP-19");

        var page = await browser.GetAsync("/admin/summaries/2026-W47");

        Assert.Contains("kantor di bawahnya, 16–22 Nov 2026", page.Text);
        Assert.Contains("href=\"/admin/summaries/2026-W47?satker=BNNK-19.02\"", page.Html);
        Assert.Contains("Ringkasan mingguan BNNK Belitung", (await browser.GetAsync("/admin/summaries/2026-W47?satker=BNNK-19.02")).Text);
    }

    [Fact]
    public async Task What_covers_offices_below_is_not_for_an_officer()
    {
        using var officer = await stage.EnterAsAsync("ringkas-petugas");

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/admin/summaries/2026-W47")).Status);
        var list = await officer.GetAsync("/admin/summaries");
        Assert.Contains("hanya untuk admin", list.Text);
        Assert.DoesNotContain("2026-W47", list.Html);
    }

    [Fact]
    public async Task A_week_without_a_summary_says_so_and_nonsense_is_not_found()
    {
        using var browser = await stage.EnterAsync();

        var early = await browser.GetAsync("/admin/summaries/2020-W01");
        Assert.Equal(HttpStatusCode.NotFound, early.Status);
        Assert.Contains("tidak punya ringkasan untuk minggu itu", early.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/admin/summaries/2026-W99")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/summaries?year=abc")).Status);
    }

    [Fact]
    public async Task An_office_without_anybody_has_an_empty_archive()
    {
        using var browser = await stage.EnterAsync("BNNK-53.14");

        Assert.Contains("Belum ada ringkasan.", (await browser.GetAsync("/admin/summaries")).Text);
    }

    [Fact]
    public async Task Other_offices_summaries_are_not_there()
    {
        using var browser = await stage.EnterAsync("BNNK-53.14");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/admin/summaries/2026-W47?satker=BNNK-19.02")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/admin/summaries?satker=BNNK-19.02")).Status);
    }
}
