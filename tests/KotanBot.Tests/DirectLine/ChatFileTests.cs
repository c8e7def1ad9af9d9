using KotanBot.Tests.Media;
using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>Files of the bot in our page: a label that costs nothing until it is pressed.</summary>
public sealed class ChatFileTests() : ChatInBrowser(FileBot.RunTurn)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await FileBot.MakeSummaryAsync(Gateway);
    }

    [Fact]
    public async Task A_picture_is_loaded_and_shown_only_when_its_label_is_pressed()
    {
        Tool.RequireCharts();
        var page = await OpenAsync();
        var loads = 0;
        page.Request += (_, request) => loads += request.Url.Contains("/attachments/", StringComparison.Ordinal) ? 1 : 0;
        await TypeAsync(page, $"summary-chart|{FileBot.Office}|2026-W48");
        var label = page.GetByRole(AriaRole.Button, new() { Name = "Berkas (30 kB)" });
        await Assertions.Expect(label).ToBeVisibleAsync();
        Assert.Equal(0, loads);

        await label.ClickAsync();

        var picture = page.GetByRole(AriaRole.Img, new() { Name = "Berkas (30 kB)" });
        await Assertions.Expect(picture).ToBeVisibleAsync();
        await picture.EvaluateAsync("p => p.decode()");
        Assert.Equal(640, await picture.EvaluateAsync<int>("p => p.naturalWidth"));
        Assert.Equal(1, loads);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        Assert.Empty(Faults);
    }

    [Fact]
    public async Task A_workbook_is_saved_under_its_name()
    {
        var page = await OpenAsync();
        await TypeAsync(page, $"summary-table|{FileBot.Office}|2026-W48");

        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Berkas (30 kB)" }).ClickAsync());

        Assert.Equal("x.xlsx", saved.SuggestedFilename);
        Assert.Empty(Faults);
    }

    [Fact]
    public async Task What_cannot_be_loaded_says_so_and_can_be_pressed_again()
    {
        var page = await OpenAsync();
        await TypeAsync(page, "summary-table|BNNK-19.02|2026-W01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Berkas (30 kB)" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Belum bisa dibuka. Coba lagi nanti." })).ToBeEnabledAsync();
    }
}
