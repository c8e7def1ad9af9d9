using KotanBot.Tests.Clients;
using KotanBot.Tests.Corpus;
using KotanBot.Tests.Media;
using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>The official Web Chat on a page of another origin holds a real conversation with the real dialogs. Screenshots stay under artifacts/.</summary>
public sealed class WebChatTests : IAsyncLifetime
{
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
    public async Task A_volunteer_joins_reports_and_leaves()
    {
        await OpenAsync("?bundle=webchat.js");
        await SeesAsync("Anda setuju?");
        await ShotAsync("webchat-welcome.png");
    }

    private async Task OpenAsync(string query)
    {
        var context = await _browser.NewContextAsync(new() { Locale = "id-ID", ViewportSize = new() { Width = 390, Height = 720 } });
        _page = await context.NewPageAsync();
        _page.Console += (_, message) => _faults.Add($"{message.Type}: {message.Text}");
        _page.PageError += (_, fault) => _faults.Add(fault);
        await _page.GotoAsync(_site.Url + "/" + query);
    }

    private async Task SeesAsync(string text)
    {
        try { await Assertions.Expect(_page.Locator(".webchat__text-content").GetByText(text).Last).ToBeVisibleAsync(new() { Timeout = 15_000 }); }
        catch { await ShotAsync("webchat-failed.png"); File.WriteAllText("/tmp/h5-page.html", await _page.ContentAsync() + "\n" + string.Join("\n", _faults)); throw; }
    }

    private Task ShotAsync(string name) => _page.ScreenshotAsync(new() { Path = RepositoryFiles.Artifact(name) });
}
