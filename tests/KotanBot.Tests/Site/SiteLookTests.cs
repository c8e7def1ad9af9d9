using KotanBot.Site;
using KotanBot.Tests.Host;
using KotanBot.Tests.Repository;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace KotanBot.Tests.Site;

/// <summary>
/// Every page of the navigation in a real browser with the demo's data: on a small phone, a tablet and a desk, by day and by night. With
/// KOTANBOT_SCREENSHOTS=1 each is left under artifacts/ to be looked at.
/// </summary>
public sealed class SiteLookTests : IAsyncLifetime
{
    /// <summary>Pages behind those of the navigation that have a shape of their own.</summary>
    private static readonly string[] Further =
    [
        "/admin/definitions/dialogs/lapor-kegiatan", "/admin/definitions/banks/ikotan", "/admin/definitions/indices/ikotan/2022", "/admin/questionnaires/ikotan/items/olahraga",
        "/admin/questionnaires/ikotan", "/admin/coverage?prov=19",
        "/admin/forms/draft", "/admin/forms/draft?ask=1", "/admin/forms/draft/talk", "/admin/forms/lapor-pasar",
    ];

    private readonly TempFolder _folder = new();
    private readonly List<string> _faults = [];
    private RunningGateway? _running;

    private static string? Chromium { get; } = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private static bool WantsPictures => Environment.GetEnvironmentVariable("KOTANBOT_SCREENSHOTS") == "1";

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("Chromium is missing, and CI must not skip it (apt-get install chromium).");
        Assert.SkipWhen(Chromium is null, "Chromium is missing here (apt-get install chromium); CI=true makes this a failure.");
        _running = await RunningGateway.StartAsync(new GatewayOptions { DataPath = _folder.Data, Urls = ["http://127.0.0.1:0"], Demo = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is { } running)
            await running.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(768, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Every_page_fits_can_be_read_and_breaks_no_rule(int width, ColorScheme scheme)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        var page = await browser.NewPageAsync(new() { BaseURL = _running!.Url, ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme });
        page.SetDefaultTimeout(60_000);
        page.Console += (_, message) => _faults.Add($"{page.Url}: {message.Text}");
        page.PageError += (_, error) => _faults.Add($"{page.Url}: {error}");
        await page.GotoAsync($"/admin/enter?k={await SiteLinks.CreateAsync(_running.Services.GetRequiredService<OpenedGateway>().Stores, "BNNP-19", TimeProvider.System)}");
        await page.ClickAsync("button");

        await DraftAsync(page);
        foreach (var path in SitePaths.Entries.Select(e => e.Path).Concat(Further))
        {
            var answer = await page.GotoAsync(path);
            if (WantsPictures)
                await page.ScreenshotAsync(new() { Path = PictureOf(path, width, scheme), FullPage = true });
            Assert.Equal((path, 200), (path, answer!.Status));
            Assert.Equal((path, width), (path, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
            Assert.Equal($"{path}: ", $"{path}: {await page.EvaluateAsync<string>(Faults)}");
        }

        Assert.Equal("", string.Join('\n', _faults));
    }

    /// <summary>A form that is published and changed again, and tried as far as its first question.</summary>
    private static async Task DraftAsync(IPage page)
    {
        foreach (var text in new[] { FormStage.Market, FormStage.MarketAnew })
        {
            await page.GotoAsync("/admin/forms");
            await page.FillAsync("#text", text);
            await page.ClickAsync("button:has-text('Periksa')");
            await page.GotoAsync("/admin/forms/draft?ask=1");
            if (text == FormStage.Market)
                await page.ClickAsync("button:has-text('Ya, terbitkan')");
        }

        await page.GotoAsync("/admin/forms/draft/talk");
        await page.ClickAsync("button:has-text('Mulai sebagai')");
    }

    private static string PictureOf(string path, int width, ColorScheme scheme) =>
        Path.Combine(Directory.CreateDirectory(Docs.PathOf("artifacts/screenshots/site")).FullName, $"{path.Trim('/').Replace('/', '-').Replace('?', '-')}-{width}-{scheme}.png");

    /// <summary>
    /// What is wrong with the page as it stands: pictures that say nothing to who cannot see them, fields without a label, words that the eye cannot tell from
    /// their ground (WCAG 2.2, 1.4.3), headings out of order, and small targets (2.5.8 with some room).
    /// </summary>
    private const string Faults = """
        () => {
          const faults = [];
          const seen = e => { const box = e.getBoundingClientRect(); return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility !== 'hidden'; };
          const name = e => `${e.tagName.toLowerCase()} "${(e.textContent || '').trim().slice(0, 40)}"`;
          for (const e of document.querySelectorAll('img')) if (!e.hasAttribute('alt')) faults.push(`no alt: ${e.src}`);
          for (const e of document.querySelectorAll('svg')) {
            if (e.getAttribute('aria-hidden') === 'true') continue;
            if (e.getAttribute('role') !== 'img' || !(e.querySelector(':scope > title')?.textContent || e.getAttribute('aria-label'))) faults.push('svg without words');
          }
          for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
            if (e.labels.length === 0 && !e.getAttribute('aria-label')) faults.push(`no label: ${e.name}`);
          for (const e of document.querySelectorAll('th')) if (!e.scope) faults.push(`no scope: ${name(e)}`);
          const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(e => +e.tagName[1]);
          if (levels.filter(l => l === 1).length !== 1) faults.push('not one h1');
          for (let i = 1; i < levels.length; i++) if (levels[i] > levels[i - 1] + 1) faults.push(`h${levels[i]} after h${levels[i - 1]}`);
          for (const e of document.querySelectorAll('button:not(.plain), a.button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select'))
            if (seen(e) && e.getBoundingClientRect().height < 40) faults.push(`${e.getBoundingClientRect().height} px high: ${name(e)}`);
          const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m[3] ?? 1 }; };
          const light = c => [c.r, c.g, c.b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > 0) return c; } return { r: 255, g: 255, b: 255 }; };
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let n = walk.nextNode(); n; n = walk.nextNode()) {
            const e = n.parentElement;
            if (!n.textContent.trim() || e.closest('svg') || !seen(e)) continue;
            const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)}: ${name(e)}`);
          }
          return [...new Set(faults)].slice(0, 20).join('; ');
        }
        """;
}
