using KotanBot.Tests.Clients;
using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>Our page in a real browser, on a gateway with the scripted bot. Screenshots stay under artifacts/.</summary>
public abstract class ChatInBrowser(RunTurnFunction? bot = null) : IAsyncLifetime
{
    /// <summary>A busy machine is no fault of the page.</summary>
    private const int PatienceMilliseconds = 30_000;

    private readonly List<string> _faults = [];

    private HeadlessChromium? _browser;

    protected WebGateway Gateway { get; } = new() { RunTurn = bot ?? ScriptedBot.RunTurn };

    /// <summary>Errors of scripts and policies, and whatever the page asked of others.</summary>
    protected IReadOnlyList<string> Faults => _faults;

    protected static LocatorAssertionsToBeVisibleOptions Patient { get; } = new() { Timeout = PatienceMilliseconds };

    public virtual async ValueTask InitializeAsync()
    {
        HeadlessChromium.SkipWhenMissing();
        // A browser's clock is the real one.
        Gateway.Time.Now = TimeProvider.System.GetUtcNow();
        await Gateway.InitializeAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        _browser = await HeadlessChromium.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        await Gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A browser of its own: nothing kept, nothing cached.</summary>
    protected async Task<IBrowserContext> ContextAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions { Locale = "id-ID", ViewportSize = new() { Width = 390, Height = 720 } };
        options.BaseURL = Gateway.Url;
        return await _browser!.NewContextAsync(options);
    }

    protected async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null, string path = "/") => await OpenAsync(await ContextAsync(options), path);

    protected async Task<IPage> OpenAsync(IBrowserContext context, string path = "/")
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(PatienceMilliseconds);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _faults.Add(message.Text);
        };
        page.PageError += (_, fault) => _faults.Add(fault);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Gateway.Url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                _faults.Add("third party: " + request.Url);
        };
        await page.GotoAsync(path);
        return page;
    }

    protected static async Task TypeAsync(IPage page, string text)
    {
        await page.FillAsync("#text", text);
        await page.PressAsync("#text", "Enter");
    }

    /// <summary>Types and waits for the echo of the scripted bot or its question.</summary>
    protected static async Task SayAsync(IPage page, string text)
    {
        await TypeAsync(page, text);
        var reply = text switch
        {
            "foto" => "Kirim fotonya.",
            "lokasi" => "Di mana?",
            "panjang" => "Yang mana?",
            "huruf" => "Seberapa sering?",
            "beberapa" => "Siapa saja yang ikut?",
            "english" => "English it is.",
            "/hapus" => "Data Anda sudah dihapus.",
            _ => "Anda menulis: " + text,
        };
        await SeesAsync(page, reply);
    }

    protected static Task SeesAsync(IPage page, string text) => Assertions.Expect(page.GetByText(text).Last).ToBeVisibleAsync(Patient);

    /// <summary>The bubbles of both sides, without those that only a screen reader gets.</summary>
    protected static ILocator Bubbles(IPage page) => page.Locator(".m:not(.dots)");

    protected static ILocator Choice(IPage page, string name) => page.Locator("#choices").GetByRole(AriaRole.Button, new() { Name = name });

    protected static async Task<string> KeptAsync(IPage page) => await page.EvaluateAsync<string>("JSON.stringify(localStorage)");

    protected static PageScreenshotOptions Shot(string name) => new() { Path = RepositoryFiles.Artifact(name), Animations = ScreenshotAnimations.Disabled };
}
