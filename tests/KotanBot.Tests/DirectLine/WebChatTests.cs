using KotanBot.Channels.DirectLine;
using KotanBot.Storage;
using KotanBot.Tests.Clients;
using KotanBot.Tests.Corpus;
using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>The official Web Chat on a page of another origin holds a real conversation with the real dialogs. Screenshots stay under artifacts/.</summary>
public sealed class WebChatTests : IAsyncLifetime
{
    /// <summary>As DirectLineJS counts its statuses.</summary>
    private const int Ended = 5;

    private readonly List<string> _faults = [];
    private CorpusHost _gateway = null!;
    private WebChatSite _site = null!;
    private HeadlessChromium _browser = null!;
    private IPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        NodePackages.WebChat.SkipWhenMissing();
        HeadlessChromium.SkipWhenMissing();
        // A browser's clock is the real one.
        _gateway = await CorpusHost.StartNewAsync(h => h.Time.Now = TimeProvider.System.GetUtcNow());
        _site = await WebChatSite.StartAsync(_gateway);
        _browser = await HeadlessChromium.StartAsync();
        await new CorpusPeople(_gateway.Stores).InviteAsync("K7PM2QXR:penggiat:BNNK-19.02", _gateway.Time.Now);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (_site is not null)
            await _site.DisposeAsync();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_volunteer_joins_reports_with_a_picture_reloads_and_leaves()
    {
        await OpenAsync("?bundle=webchat.js");
        await JoinAsync();
        await PressAsync("Laporan kegiatan", "(1/8)");
        await SayAsync("penyuluhan", "(2/8)");
        await PressAsync("Kemarin", "(3/8)");
        await AttachAsync("(3/8) Di kecamatan");
        await ShotAsync("webchat-picture.png");
        await JudgeAsync();

        await _page.ReloadAsync();
        await SeesAsync("(3/8) Di kecamatan");
        await Assertions.Expect(_page.Locator(".webchat__stacked-layout__attachment img")).ToBeVisibleAsync();
        await ShotAsync("webchat-resumed.png");
        await PressAsync("Kab. Belitung", "(4/8)");
        await SayAsync("SMPN 2 Tanjungpandan", "(5/8)");
        await PressAsync("Pendidikan", "(6/8)");
        await SayAsync("50", "(7/8)");
        await SayAsync("swadaya", "(8/8)");
        await SayAsync("<b>Siswa</b> aktif <img src=x onerror=alert(1)>", "Mohon dicek dulu:");
        await ShotAsync("webchat-review.png");
        await PressAsync("Kirim", "Laporan terkirim");
        await JudgeAsync();

        await SayAsync("/hapus", "Hapus sekarang?");
        await PressAsync("Ya, hapus data saya", "Data Anda sudah dihapus.");
        await _page.WaitForFunctionAsync($"seen.statuses.at(-1) === {Ended}");
        await ShotAsync("webchat-ended.png");
        Assert.Equal("endOfConversation", await _page.EvaluateAsync<string>("seen.activities.at(-1).type"));
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task The_smaller_bundle_polls_and_goes_on_from_its_watermark()
    {
        await OpenAsync("?bundle=webchat-minimal.js&polling");
        await PressAsync("Setuju", "Tulis kode undangan");
        await ShotAsync("webchat-minimal.png");
        await JudgeAsync();

        var read = Log().Count;
        await _page.GotoAsync($"{_site.Url}/?bundle=webchat-minimal.js&polling&watermark={read}");
        await SayAsync("k7pm-2qxr", "Siapa nama panggilan Anda?");
        Assert.Equal(LoggedIds().Skip(read), await SeenAsync());
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Knows_its_own_words_when_they_are_forgotten()
    {
        await OpenAsync("?bundle=webchat-minimal.js");
        await PressAsync("Setuju", "Tulis kode undangan");
        await SayAsync("ada bandar di gang mawar, tolong ditangkap", "Aduan tentang orang atau tempat tidak diterima");
        await ShotAsync("webchat-forgotten.png");
        await JudgeAsync();
    }

    private async Task JoinAsync()
    {
        await SeesAsync("Anda setuju?");
        await ShotAsync("webchat-welcome.png");
        await PressAsync("Setuju", "Tulis kode undangan");
        await SayAsync("k7pm-2qxr", "Siapa nama panggilan Anda?");
        await SayAsync("Rina", "Dari lembaga mana?");
        await SayAsync("Karang Taruna Perawas", "Lembaga itu termasuk");
        await PressAsync("Masyarakat", "Mau pakai bahasa apa?");
        await PressAsync("Bahasa Indonesia", "Mau apa sekarang?");
        await ShotAsync("webchat-joined.png");
    }

    private async Task OpenAsync(string query)
    {
        var context = await _browser.NewContextAsync(new() { Locale = "id-ID", ViewportSize = new() { Width = 390, Height = 720 } });
        _page = await context.NewPageAsync();
        _page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _faults.Add(message.Text);
        };
        _page.PageError += (_, fault) => _faults.Add(fault);
        _page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
                _faults.Add($"{answer.Status} {answer.Request.Method} {answer.Url}");
        };
        await _page.GotoAsync(_site.Url + "/" + query);
    }

    private async Task PressAsync(string label, string reply)
    {
        await _page.Locator("button.webchat__suggested-action").GetByText(label, new() { Exact = true }).ClickAsync();
        await SeesAsync(reply);
    }

    private async Task SayAsync(string text, string reply)
    {
        await _page.GetByPlaceholder("Ketik pesan Anda").FillAsync(text);
        await _page.GetByPlaceholder("Ketik pesan Anda").PressAsync("Enter");
        await SeesAsync(reply);
    }

    /// <summary>By its own paper clip; the picture is then sent with the message.</summary>
    private async Task AttachAsync(string reply)
    {
        var picture = await _page.EvaluateAsync<string>(
            "() => { const c = document.createElement('canvas'); c.width = 600; c.height = 400; const d = c.getContext('2d'); d.fillStyle = '#0a7'; d.fillRect(0, 0, 600, 400); d.fillStyle = '#fff'; d.fillRect(60, 60, 200, 120); return c.toDataURL('image/jpeg').split(',')[1]; }");
        await _page.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "kegiatan.jpg", MimeType = "image/jpeg", Buffer = Convert.FromBase64String(picture) });
        await Assertions.Expect(_page.Locator(".webchat__attachment-icon--checked")).ToBeVisibleAsync();
        await _page.GetByPlaceholder("Ketik pesan Anda").PressAsync("Enter");
        await SeesAsync("Foto tersimpan (1).");
        await SeesAsync(reply);
    }

    /// <summary>In what is open to the eye; Web Chat says everything to screen readers once more.</summary>
    private async Task SeesAsync(string text)
    {
        try
        {
            await Assertions.Expect(_page.Locator(".webchat__text-content").GetByText(text).Last).ToBeVisibleAsync(new() { Timeout = 30_000 });
        }
        catch (PlaywrightException)
        {
            await ShotAsync("webchat-failed.png");
            Assert.Fail($"'{text}' did not show, see artifacts/webchat-failed.png; {string.Join('\n', _faults)}");
        }
    }

    /// <summary>Every activity of the log came once and in order, and everything that was sent counts as sent.</summary>
    private async Task JudgeAsync()
    {
        var patience = TimeProvider.System.GetTimestamp();
        string[] sends;
        do
            sends = await _page.EvaluateAsync<string[]>("seen.sends()");
        while (sends.Any(s => s.StartsWith("sending", StringComparison.Ordinal)) && TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(25));
        Assert.All(sends, s => Assert.StartsWith("sent", s));
        Assert.Equal(LoggedIds(), await SeenAsync());
        Assert.Empty(_faults);
    }

    private Task<string[]> SeenAsync() => _page.EvaluateAsync<string[]>("seen.activities.filter((a) => a.type !== 'typing').map((a) => a.id)");

    private IEnumerable<string> LoggedIds() => Log().Select(m => DirectLineIds.Activity(m.Address.Address, m.Ordinal));

    private IReadOnlyList<StoredMessage> Log() => _gateway.Stores.Messages.ReadAfter(DirectLineIds.Address(_site.ConversationId), 0, 1_000);

    private Task<byte[]> ShotAsync(string name) => _page.ScreenshotAsync(new() { Path = RepositoryFiles.Artifact(name) });
}
