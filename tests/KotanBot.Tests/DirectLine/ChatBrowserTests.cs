using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>Our page in a real browser. Screenshots stay under artifacts/.</summary>
public sealed class ChatBrowserTests : IAsyncLifetime
{
    private readonly WebGateway _gateway = new();

    private readonly List<string> _faults = [];

    private IPlaywright? _playwright;

    private IBrowser? _browser;

    private static string? Chromium { get; } = (Environment.GetEnvironmentVariable("KOTANBOT_CHROMIUM") is { Length: > 0 } told
        ? new[] { told }
        : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("Chromium is missing, and CI must not skip the browser (apt-get install chromium).");
        Assert.SkipWhen(Chromium is null, "Chromium is missing here (apt-get install chromium); CI=true makes this a failure.");
        // A browser's clock is the real one.
        _gateway.Time.Now = TimeProvider.System.GetUtcNow();
        await _gateway.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Answers_by_button_and_by_typing_then_reloads_and_resumes()
    {
        var page = await OpenAsync();
        await Assertions.Expect(page.GetByText("Halo, saya KotanBot.")).ToBeVisibleAsync();
        await page.ScreenshotAsync(Shot("chat-light.png"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Tes urine" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Anda memilih tes-urine.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Tes urine" })).ToHaveCountAsync(0);
        await page.GetByLabel("Tulis jawaban").FillAsync("<b>45</b> <img src=x onerror=alert(1)>");
        await page.GetByLabel("Tulis jawaban").PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Anda menulis: <b>45</b> <img src=x onerror=alert(1)>")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#log img")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".m")).ToHaveCountAsync(5);
        await Assertions.Expect(page.Locator(".wait")).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".m")).ToHaveCountAsync(5);
        await page.GetByLabel("Tulis jawaban").FillAsync("sesudah muat ulang");
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Anda menulis: sesudah muat ulang")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".m")).ToHaveCountAsync(7);
        await page.ScreenshotAsync(Shot("chat-resumed.png"));
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Fits_a_screen_of_320_pixels_in_the_dark()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { Locale = "id-ID", ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 320, Height = 568 } });
        await Assertions.Expect(page.GetByText("Halo, saya KotanBot.")).ToBeVisibleAsync();
        await SayAsync(page, "foto");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Foto" })).ToBeVisibleAsync();
        await page.ScreenshotAsync(Shot("chat-dark-320.png"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('button')].every(b => b.hidden || (b.offsetHeight >= 44 && b.offsetWidth >= 44))"));
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Sends_a_photo_shrunk_and_a_location_when_asked()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { Locale = "id-ID", Permissions = ["geolocation"], Geolocation = new() { Latitude = -10.5f, Longitude = 123.25f } });
        await SayAsync(page, "gabung " + await _gateway.InviteAsync());
        await SayAsync(page, "foto");
        var picture = await page.EvaluateAsync<string>(
            "() => { const c = document.createElement('canvas'); c.width = 2000; c.height = 1500; c.getContext('2d').fillRect(0, 0, 900, 900); return c.toDataURL('image/png').split(',')[1]; }");
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Foto" }).ClickAsync());
        var upload = page.WaitForRequestAsync("**/upload");
        await chooser.SetFilesAsync(new FilePayload { Name = "kegiatan.png", MimeType = "image/png", Buffer = Convert.FromBase64String(picture) });
        Assert.Contains("multipart/form-data", await (await upload).HeaderValueAsync("content-type"));
        await Assertions.Expect(page.GetByText("1 foto diterima")).ToBeVisibleAsync();
        await SayAsync(page, "lokasi");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lokasi" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Lokasi diterima: -10.5 123.25")).ToBeVisibleAsync();
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Hands_an_invitation_from_the_address_to_the_bot_once()
    {
        var page = await OpenAsync(path: "/?k=ABCD-2345");
        await Assertions.Expect(page.GetByText("Anda menulis: /mulai ABCD-2345")).ToBeVisibleAsync();
        Assert.DoesNotContain("ABCD", page.Url);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".m")).ToHaveCountAsync(2);
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Keeps_an_answer_given_without_network_and_sends_it_once_afterwards()
    {
        var page = await OpenAsync();
        await Assertions.Expect(page.GetByText("Halo, saya KotanBot.")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Tulis jawaban").FillAsync("dari pelosok");
        await page.GetByLabel("Tulis jawaban").PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Menunggu jaringan")).ToBeVisibleAsync();
        await page.ScreenshotAsync(Shot("chat-offline.png"));
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.GetByText("Anda menulis: dari pelosok")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator(".m")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Polls_when_web_sockets_are_blocked()
    {
        await using var context = await _browser!.NewContextAsync(new() { Locale = "id-ID", BaseURL = _gateway.Url });
        await context.AddInitScriptAsync("window.WebSocket = class { constructor() { setTimeout(() => this.onclose && this.onclose()); } close() {} };");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByText("Halo, saya KotanBot.")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await SayAsync(page, "lewat jalan lain");
        await Assertions.Expect(page.Locator(".m")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Begins_anew_after_an_erasure()
    {
        var page = await OpenAsync();
        await SayAsync(page, "halo");
        await page.GetByLabel("Tulis jawaban").FillAsync("/hapus");
        await page.GetByLabel("Tulis jawaban").PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Data Anda sudah dihapus.")).ToBeVisibleAsync();
        await SayAsync(page, "saya kembali");
        await Assertions.Expect(page.GetByText("Obrolan tadi sudah berakhir.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Data Anda sudah dihapus.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_choice_too_long_for_a_button_is_named_in_full_to_a_screen_reader_and_in_the_history()
    {
        var page = await OpenAsync();
        await SayAsync(page, "panjang");
        await page.GetByRole(AriaRole.Button, new() { Name = "1. Sosialisasi tatap muka di sekolah atau kampus" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Anda memilih tatap-muka.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".me").Last).ToContainTextAsync("Sosialisasi tatap muka di sekolah atau kampus");
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Commands_and_addresses_in_what_the_bot_says_can_be_pressed()
    {
        var page = await OpenAsync();
        await SayAsync(page, "lihat https://bnn.example/a?b=1&c=2. atau /bantuan, bukan 3/11/dan ini");
        Assert.Equal("https://bnn.example/a?b=1&c=2", await page.Locator(".m a").GetAttributeAsync("href"));
        await Assertions.Expect(page.Locator(".m button")).ToHaveCountAsync(1);
        await page.Locator(".m button").ClickAsync();
        await Assertions.Expect(page.GetByText("Anda menulis: /bantuan")).ToBeVisibleAsync();
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Speaks_the_language_of_the_conversation_and_not_of_the_browser()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { Locale = "en-GB" });
        await Assertions.Expect(page.GetByLabel("Tulis jawaban")).ToBeVisibleAsync();
        await page.FillAsync("#text", "english");
        await page.PressAsync("#text", "Enter");
        await Assertions.Expect(page.GetByLabel("Write an answer")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Connected")).ToBeVisibleAsync();
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
    }

    private async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null, string path = "/")
    {
        options ??= new BrowserNewContextOptions { Locale = "id-ID", ViewportSize = new() { Width = 390, Height = 720 } };
        options.BaseURL = _gateway.Url;
        var context = await _browser!.NewContextAsync(options);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _faults.Add(message.Text);
        };
        page.PageError += (_, fault) => _faults.Add(fault);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_gateway.Url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _faults.Add("third party: " + request.Url);
        };
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Types and waits for the echo of the scripted bot or its question.</summary>
    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByLabel("Tulis jawaban").FillAsync(text);
        await page.GetByLabel("Tulis jawaban").PressAsync("Enter");
        var reply = text switch { "foto" => "Kirim fotonya.", "lokasi" => "Di mana?", "panjang" => "Yang mana?", _ => "Anda menulis: " + text };
        await Assertions.Expect(page.GetByText(reply)).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    private static PageScreenshotOptions Shot(string name) => new() { Path = RepositoryFiles.Artifact(name) };
}
