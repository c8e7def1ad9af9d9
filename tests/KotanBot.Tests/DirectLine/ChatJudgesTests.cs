using KotanBot.Tests.Clients;
using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>Foreign judges of the page, from tests/clients/page: axe-core for accessibility, acorn for old browsers.</summary>
public sealed class ChatJudgesTests : ChatInBrowser
{
    public override async ValueTask InitializeAsync()
    {
        NodePackages.Page.SkipWhenMissing();
        await base.InitializeAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_against_WCAG_22_AA(ColorScheme scheme)
    {
        var page = await OpenAsync(new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new() { Width = 390, Height = 720 } });
        Assert.Empty(await FindingsAsync(page));
        await SayAsync(page, "lihat https://bnn.example/ atau /bantuan");
        foreach (var question in new[] { "beberapa", "foto", "lokasi", "huruf" })
        {
            await SayAsync(page, question);
            Assert.Empty(await FindingsAsync(page));
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Data terpakai" }).ClickAsync();
        await SayAsync(page, "english");
        Assert.Empty(await FindingsAsync(page));
    }

    [Fact]
    public async Task Browsers_of_2019_can_read_every_script()
    {
        var served = new List<string>();
        foreach (var path in new[] { "chat.js", "sw.js" })
        {
            var file = RepositoryFiles.Artifact("served-" + path);
            await File.WriteAllTextAsync(file, await Gateway.Client.GetStringAsync(new Uri("/" + path, UriKind.Relative), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
            served.Add(file);
        }

        var sources = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src", "KotanBot", "wwwroot"), "*.js");
        var (code, output, error) = await NodeProcess.RunAsync(NodePackages.Page, "check-scripts.mjs", [.. sources, .. served]);
        Assert.Equal("", output + error);
        Assert.Equal(0, code);
    }

    private static async Task<string[]> FindingsAsync(IPage page)
    {
        var axe = await File.ReadAllTextAsync(NodePackages.Page.PathOf("node_modules/axe-core/axe.min.js"));
        await page.EvaluateAsync(axe + "; 0");
        return await page.EvaluateAsync<string[]>(
            "async () => { const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }); return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')); }");
    }
}
