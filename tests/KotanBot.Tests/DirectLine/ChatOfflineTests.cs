using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>Without network: the page opens, answers wait, and each is sent once.</summary>
public sealed class ChatOfflineTests : ChatInBrowser
{
    [Fact]
    public async Task Keeps_an_answer_given_without_network_and_sends_it_once_afterwards()
    {
        var page = await OpenAsync();
        await SayAsync(page, "halo");
        await page.Context.SetOfflineAsync(true);
        await TypeAsync(page, "dari pelosok");
        await SeesAsync(page, "Disimpan di HP ini");
        await SeesAsync(page, "Tidak ada sinyal – 1 jawaban disimpan");
        await page.ScreenshotAsync(Shot("chat-offline.png"));
        await page.Context.SetOfflineAsync(false);
        await SeesAsync(page, "Anda menulis: dari pelosok");
        await Assertions.Expect(page.Locator(".wait")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("dari pelosok")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Opens_without_network_and_keeps_the_first_answer_across_closing()
    {
        var context = await ContextAsync();
        var page = await OpenAsync(context);
        await WorkerAsync(page);
        await page.CloseAsync();
        await context.SetOfflineAsync(true);

        page = await OpenAsync(context);
        await SeesAsync(page, "Halo, saya KotanBot.");
        await Choice(page, "Tes urine").ClickAsync();
        await SeesAsync(page, "Disimpan di HP ini");
        await page.CloseAsync();

        page = await OpenAsync(context);
        await Assertions.Expect(page.Locator(".me.wait")).ToContainTextAsync("Tes urine");
        await page.CloseAsync();
        await context.SetOfflineAsync(false);

        page = await OpenAsync(context);
        await SeesAsync(page, "Anda memilih tes-urine.");
        await Assertions.Expect(Bubbles(page)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Shows_what_was_said_without_network_and_asks_only_for_what_is_new()
    {
        var context = await ContextAsync();
        var page = await OpenAsync(context);
        await SayAsync(page, "satu");
        await SayAsync(page, "dua");
        await WorkerAsync(page);
        await page.CloseAsync();
        await context.SetOfflineAsync(true);
        page = await OpenAsync(context);
        await SeesAsync(page, "Anda menulis: dua");
        await Assertions.Expect(Bubbles(page)).ToHaveCountAsync(5);

        var streams = new List<string>();
        page.WebSocket += (_, socket) => streams.Add(socket.Url);
        await context.SetOfflineAsync(false);
        await SeesAsync(page, "Terhubung");
        Assert.All(streams, s => Assert.EndsWith("watermark=6", s));
    }

    [Fact]
    public async Task A_photo_taken_without_network_waits_across_closing_too()
    {
        var context = await ContextAsync();
        var page = await OpenAsync(context);
        await SayAsync(page, "gabung " + await Gateway.InviteAsync());
        await SayAsync(page, "foto");
        await WorkerAsync(page);
        await context.SetOfflineAsync(true);
        await page.SetInputFilesAsync("#file", await ChatPhotos.PngAsync(page, 400, 300));
        await Assertions.Expect(page.Locator(".me.wait")).ToContainTextAsync("Foto");
        await page.CloseAsync();
        await context.SetOfflineAsync(false);
        page = await OpenAsync(context);
        await SeesAsync(page, "1 foto diterima");
        Assert.DoesNotContain("kotanbot.", await KeptAsync(page));
    }

    [Fact]
    public async Task Opens_from_the_browsers_own_copy_without_a_request_and_keeps_no_answer_of_the_server()
    {
        var context = await ContextAsync();
        var page = await OpenAsync(context, "/?k=ABCD-2345");
        await WorkerAsync(page);
        await TypeAsync(page, "halo");
        await SeesAsync(page, "/mulai ABCD-2345");
        var kept = await page.EvaluateAsync<string[]>("(async () => { const all = []; for (const name of await caches.keys()) for (const r of await (await caches.open(name)).keys()) all.push(new URL(r.url).pathname + new URL(r.url).search.slice(0, 3)); return all.sort(); })()");
        Assert.Equal(["/", "/chat.js?v=", "/icon.svg?v="], kept);

        await page.ReloadAsync();
        var bytes = await page.EvaluateAsync<long>("performance.getEntries().filter(e => e.transferSize && !e.name.includes('token')).reduce((sum, e) => sum + e.transferSize, 0)");
        Assert.Equal(0, bytes);
    }

    /// <summary>Ready to open the page without network.</summary>
    private static async Task WorkerAsync(IPage page) =>
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller && caches.match('/').then(found => !!found)");
}
