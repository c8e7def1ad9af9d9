using System.Net;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Site;
using KotanBot.Storage;
using KotanBot.Tests.Exports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Site;

/// <summary>Files of an office for whoever has a browser: made in the background, theirs alone, and gone after an hour.</summary>
public sealed class SiteExportTests : IAsyncLifetime
{
    private const string Page = "/admin/exports";

    private const string Belitung = "BNNK-19.02";

    private readonly SiteStage _stage = new();

    public async ValueTask InitializeAsync()
    {
        await _stage.InitializeAsync();
        await SendReportAsync("ani", Belitung, "r1", "Balai Ita Esa");
        await SendReportAsync("dewi", "BNNK-53.14", "d1", "Pantai Nembrala");
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_file_of_ones_own_office_is_made_downloaded_and_noted_in_the_audit()
    {
        using var browser = await _stage.EnterAsync(Belitung);

        await browser.SendAsync(Page, Page, ("what", "answers"), ("format", "csv"), ("shape", ""), ("bank", ""), ("from", "2026-01-01"), ("to", ""), ("bom", "on"));
        var page = await DoneAsync(browser);
        using var file = await browser.DownloadAsync(Page + "/file");
        var bytes = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Contains("1 baris", page.Text);
        Assert.Equal(("attachment", "answers-BNNK-19.02-20261126-0900.csv"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName));
        Assert.True(file.Headers.CacheControl!.NoStore);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var row = Assert.Single(ExportStage.Rows(System.Text.Encoding.UTF8.GetString(bytes[3..])));
        Assert.Equal((Belitung, "tempat", "Balai Ita Esa"), (row["satker_code"], row["step_id"], row["text"]));
        var line = Assert.Single(_stage.Stores.Audit.Read(Scope.Of(Access.Admin, Belitung), new AuditFilter(null, null, 50)), e => e.Deed == "export");
        Assert.Equal("answers|csv|long||2026-01-01|", line.After);
    }

    [Fact]
    public async Task A_province_may_take_an_office_below_and_a_workbook_is_one()
    {
        using var browser = await _stage.EnterAsync("BNNP-19");

        await browser.SendAsync(Page, $"{Page}?satker={Belitung}", ("what", "reports"), ("format", "xlsx"), ("shape", "wide"), ("bank", ""), ("from", ""), ("to", ""));
        await DoneAsync(browser);
        using var file = await browser.DownloadAsync(Page + "/file");

        Assert.Equal("reports-BNNK-19.02-20261126-0900.xlsx", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("PK"u8.ToArray(), (await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{Page}?satker=BNNK-53.14")).Status);
    }

    [Fact]
    public async Task Nobody_else_gets_the_file()
    {
        using var browser = await _stage.EnterAsync(Belitung);
        using var other = await _stage.EnterAsync(Belitung);
        using var stranger = _stage.Browse();
        await _stage.JoinAsync("petugas", Access.Officer, Belitung, "setuju", "Petugas", "id");
        using var officer = await _stage.EnterAsAsync("petugas");
        await browser.SendAsync(Page, Page, ("what", "reports"), ("format", "csv"), ("shape", ""), ("bank", ""), ("from", ""), ("to", ""));
        await DoneAsync(browser);

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(Page + "/file")).Status);
        Assert.Equal("/admin/enter", (await stranger.GetAsync(Page + "/file")).Location);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), ((await officer.GetAsync(Page)).Status, (await officer.GetAsync(Page + "/file")).Status));
    }

    [Theory]
    [InlineData("data-package", "csv", "", "2026-11-01", "", "Paket data perlu tanggal")]
    [InlineData("responses", "csv", "", "", "", "perlu bank butir")]
    [InlineData("answers", "csv", "gaib", "", "", "Bank butir itu tidak ada")]
    [InlineData("answers", "csv", "", "2026-11-30", "2026-11-01", "Tanggal mulai sesudah")]
    [InlineData("answers", "csv", "", "1/11/2026", "", "Tanggal ditulis seperti")]
    [InlineData("orang", "csv", "", "", "", "Pilihannya tidak dikenal")]
    [InlineData("answers", "pdf", "", "", "", "Pilihannya tidak dikenal")]
    public async Task What_cannot_be_made_is_said_and_the_form_keeps_what_was_chosen(string what, string format, string bank, string from, string to, string why)
    {
        using var browser = await _stage.EnterAsync(Belitung);

        var answer = await browser.SendAsync(Page, Page, ("what", what), ("format", format), ("shape", ""), ("bank", bank), ("from", from), ("to", to));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(why, answer.Text);
        Assert.Contains($"value=\"{from}\"", answer.Html);
        Assert.DoesNotContain(_stage.Stores.Audit.Read(Scope.Server, new AuditFilter(null, null, 50)), e => e.Deed == "export");
    }

    [Theory]
    [InlineData("reports", "")]
    [InlineData("answers", "ikotan")]
    [InlineData("responses", "ikotan")]
    [InlineData("data-package", "")]
    public async Task Every_kind_comes_to_an_end(string what, string bank)
    {
        using var browser = await _stage.EnterAsync(Belitung);

        await browser.SendAsync(Page, Page, ("what", what), ("format", "csv"), ("shape", ""), ("bank", bank), ("from", "2026-11-01"), ("to", "2026-11-30"));

        Assert.Contains("Unduh", (await DoneAsync(browser)).Text);
    }

    [Fact]
    public async Task Long_work_shows_how_far_it_is_runs_once_a_session_and_can_be_ended()
    {
        await _stage.Stores.Database.WriteAsync((c, t) => c.Execute(ManySql, new { at = _stage.Clock.Now.ToUnixTimeMilliseconds() }, t));
        using var browser = await _stage.EnterAsync(Belitung);
        (string, string)[] wish = [("what", "reports"), ("format", "csv"), ("shape", ""), ("bank", ""), ("from", ""), ("to", "")];

        var begun = await browser.SendAsync(Page, Page, wish);
        var second = await browser.SendAsync(Page, Page, wish);
        var dropped = await browser.SendAsync(Page, Page + "/drop");

        Assert.Contains("<progress", begun.Html);
        Assert.Contains("http-equiv=\"refresh\"", begun.Html);
        Assert.DoesNotContain("script", begun.Html);
        Assert.Equal((HttpStatusCode.BadRequest, true), (second.Status, second.Text.Contains("masih berjalan", StringComparison.Ordinal)));
        Assert.DoesNotContain("<progress", dropped.Html);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Page + "/file")).Status);
        await EmptyAsync();
    }

    [Fact]
    public async Task Files_go_after_an_hour_and_those_of_an_earlier_run_at_the_start()
    {
        using var browser = await _stage.EnterAsync(Belitung);
        await browser.SendAsync(Page, Page, ("what", "reports"), ("format", "csv"), ("shape", ""), ("bank", ""), ("from", ""), ("to", ""));
        await DoneAsync(browser);
        var folder = Path.Combine(_stage.Stores.Folder.Path, "exports");
        Assert.Single(Directory.GetFiles(folder));
        await File.WriteAllTextAsync(Path.Combine(folder, "left"), "x", TestContext.Current.CancellationToken);

        // The first round of a new server, which knows of no export.
        using var desk = new ExportDesk(_stage.Services.GetRequiredService<OpenedGateway>(), _stage.Clock, NullLogger<ExportDesk>.Instance);
        await desk.StartAsync(TestContext.Current.CancellationToken);
        await EmptyAsync();
        await desk.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Page + "/file")).Status);
    }

    private async Task EmptyAsync()
    {
        var folder = Path.Combine(_stage.Stores.Folder.Path, "exports");
        for (var i = 0; i < 600 && Directory.GetFiles(folder).Length > 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Empty(Directory.GetFiles(folder));
    }

    private static async Task<SiteAnswer> DoneAsync(SiteBrowser browser)
    {
        var page = await browser.GetAsync(Page);
        for (var i = 0; i < 600 && page.Html.Contains("<progress", StringComparison.Ordinal); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            page = await browser.GetAsync(Page);
        }

        Assert.Contains("Unduh", page.Text);
        return page;
    }

    private async Task SendReportAsync(string person, string satker, string id, string place)
    {
        var chat = await ExportStage.JoinAsync(_stage.Stores, person, satker);
        chat.Now = _stage.Clock.Now;
        await chat.SayAsync("x", ExportStage.Report(id, "lapor-kegiatan", ("tempat", new AnswerValue.Text(place))));
    }

    /// <summary>Enough that the page is asked again long before they are written.</summary>
    private const string ManySql = """
        insert into submission (id, dialog_id, dialog_hash, satker_code, status, review, started_at, submitted_at, changed_at)
        with recursive n (k) as (select 1 union all select k + 1 from n where k < 60000)
        select 'banyak-' || k, 'lapor-kegiatan', 'h', 'BNNK-19.02', 'submitted', 'submitted', @at + k, @at + k, @at + k from n
        """;
}
