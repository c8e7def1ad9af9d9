using Microsoft.Playwright;

namespace KotanBot.Bench.Web;

/// <summary>A real browser. Every person gets a context, and so a cache, of their own.</summary>
internal sealed class Chrome(IPlaywright playwright, IBrowser browser) : IAsyncDisposable
{
    /// <summary>Longer than the slowest cold load on the slow line.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static async Task<Chrome> StartAsync()
    {
        var told = Environment.GetEnvironmentVariable("KOTANBOT_CHROMIUM");
        var path = (told is { Length: > 0 } ? [told] : Places).FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is missing (apt-get install chromium)");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        return new Chrome(playwright, browser);
    }

    public string Version => browser.Version;

    /// <summary>Somebody whose browser has never been here.</summary>
    public async Task<IBrowserContext> NewPersonAsync(Uri address)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { Locale = "id-ID", BaseURL = address.AbsoluteUri, ViewportSize = new() { Width = 390, Height = 720 } });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
