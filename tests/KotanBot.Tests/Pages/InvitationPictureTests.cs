using System.Text;
using System.Text.RegularExpressions;
using KotanBot.Channels.Telegram;
using KotanBot.Pages;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using KotanBot.Tests.Media;
using KotanBot.Tests.Repository;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace KotanBot.Tests.Pages;

/// <summary>The sheet in a real browser, on screens and on paper. Its codes are read by a foreign reader from what can be seen.</summary>
public sealed partial class InvitationPictureTests : IAsyncLifetime
{
    private const string Code = "K7PM-2QXR";

    private readonly TempFolder _folder = new();
    private readonly List<string> _faults = [];
    private RunningGateway? _running;

    private static string? Chromium { get; } = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private static string Pictures => Directory.CreateDirectory(Docs.PathOf("artifacts/screenshots")).FullName;

    public async ValueTask InitializeAsync()
    {
        if ((Chromium is null || !Tool.Has(Tool.ZbarImg)) && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("Chromium or zbarimg is missing, and CI must not skip them (apt-get install chromium zbar-tools).");
        Assert.SkipWhen(Chromium is null, "Chromium is missing here (apt-get install chromium); CI=true makes this a failure.");
        Tool.Require(Tool.ZbarImg);
        var telegram = TelegramSettings.Read(name => name switch
        {
            TelegramSettings.TokenVariable => "123456:nobody-listens-there",
            TelegramSettings.ApiVariable => KotanProcess.FreeUrl(),
            _ => null,
        });
        _running = await RunningGateway.StartAsync(
            new GatewayOptions { DataPath = _folder.Data, Urls = ["http://127.0.0.1:0"], PublicUrl = new Uri("https://lapor.example.org"), Telegram = telegram },
            services => services.GetRequiredService<TelegramState>().Username = "kotan_bot");
        await _running.Services.GetRequiredService<InvitationStore>().CreateAsync("BNNK-19.02", "penggiat", 30, 30, TimeProvider.System.GetUtcNow(), Code);
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is { } running)
            await running.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1024, ColorScheme.Light)]
    public async Task Both_codes_can_be_read_from_a_screen(int width, ColorScheme scheme)
    {
        await using var stage = await OpenAsync(width, scheme);

        Assert.Equal(width, await stage.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(Expected, await ReadCodesAsync(stage.Page, $"undangan-{width}-{scheme}.png"));
        await Assertions.Expect(stage.Page.GetByText(Code, new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Paper_is_black_on_white_and_one_page_of_A4_is_enough()
    {
        await using var stage = await OpenAsync(794, ColorScheme.Dark);
        await stage.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print, ColorScheme = ColorScheme.Dark });

        Assert.Equal("rgb(255, 255, 255)", await ColourAsync(stage.Page, "backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await ColourAsync(stage.Page, "color"));
        Assert.Equal(Expected, await ReadCodesAsync(stage.Page, "undangan-paper.png"));
        var pdf = await stage.Page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true, Path = Path.Combine(Pictures, "undangan.pdf") });
        Assert.Single(PdfPage().Matches(Encoding.Latin1.GetString(pdf)));
    }

    private static string[] Expected => [$"https://lapor.example.org/?k={Code}", $"https://t.me/kotan_bot?start={Code}"];

    private async Task<Stage> OpenAsync(int width, ColorScheme scheme)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        var page = await browser.NewPageAsync(new() { BaseURL = _running!.Url, ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme, DeviceScaleFactor = 2 });
        page.SetDefaultTimeout(60_000);
        page.Console += (_, message) => _faults.Add(message.Text);
        await page.GotoAsync($"{InvitationPage.Path}?k={Code}");
        return new Stage(playwright, browser, page);
    }

    private static async Task<string[]> ReadCodesAsync(IPage page, string name)
    {
        var picture = Path.Combine(Pictures, name);
        await page.ScreenshotAsync(new() { Path = picture, FullPage = true });
        return [.. (await Tool.RunAsync(Tool.ZbarImg, "-q", "--raw", picture)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    private static Task<string> ColourAsync(IPage page, string property) => page.EvaluateAsync<string>($"getComputedStyle(document.body).{property}");

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PdfPage();

    private sealed record Stage(IPlaywright Playwright, IBrowser Browser, IPage Page) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            Playwright.Dispose();
        }
    }
}
