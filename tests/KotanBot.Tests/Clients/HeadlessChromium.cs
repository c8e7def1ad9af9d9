using Microsoft.Playwright;

namespace KotanBot.Tests.Clients;

/// <summary>A browser without a screen. Call <see cref="SkipWhenMissing"/> first.</summary>
internal sealed class HeadlessChromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private HeadlessChromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    private static string? Path { get; } = (Environment.GetEnvironmentVariable("KOTANBOT_CHROMIUM") is { Length: > 0 } told
        ? new[] { told }
        : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);

    public static void SkipWhenMissing()
    {
        if (Path is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("Chromium is missing, and CI must not skip the browser (apt-get install chromium).");
        Assert.SkipWhen(Path is null, "Chromium is missing here (apt-get install chromium); CI=true makes this a failure.");
    }

    public static async Task<HeadlessChromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        return new HeadlessChromium(playwright, browser);
    }

    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => _browser.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
