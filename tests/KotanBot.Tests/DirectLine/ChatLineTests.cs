using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>How the page reaches the server: one socket, few bytes, and other ways when that is closed.</summary>
public sealed class ChatLineTests : ChatInBrowser
{
    /// <summary>What a proxy that knows no WebSockets does to a page.</summary>
    private const string Blocked = "window.WebSocket = class { constructor() { setTimeout(() => this.onclose && this.onclose()); } close() {} };";

    [Fact]
    public async Task Polls_when_web_sockets_are_blocked()
    {
        var context = await ContextAsync();
        await context.AddInitScriptAsync(Blocked);
        var page = await OpenAsync(context);
        await Choice(page, "Tes urine").ClickAsync();
        await SeesAsync(page, "Anda memilih tes-urine.");
        await SayAsync(page, "lewat jalan lain");
        await SeesAsync(page, "Terhubung");
        await Assertions.Expect(Bubbles(page)).ToHaveCountAsync(5);
        await page.ReloadAsync();
        await SayAsync(page, "dan kembali");
        await Assertions.Expect(Bubbles(page)).ToHaveCountAsync(7);
        await SayAsync(page, "/hapus");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mulai lagi" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Comes_back_with_one_handshake_and_says_everything_on_it()
    {
        var page = await OpenAsync();
        await SayAsync(page, "halo");
        var requests = new ConcurrentQueue<string>();
        page.Request += (_, request) => requests.Enqueue(request.Url);
        page.WebSocket += (_, socket) => requests.Enqueue(socket.Url);
        await page.ReloadAsync();
        await SayAsync(page, "satu");
        await SayAsync(page, "dua");
        var stream = Assert.Single(requests, r => r.Contains("/v3/") || r.Contains("/chat/token"));
        Assert.EndsWith("watermark=4", stream);
        Assert.DoesNotContain("t=", stream.Split("watermark")[0]);
    }

    [Fact]
    public async Task An_open_page_is_silent()
    {
        var page = await OpenAsync();
        await SayAsync(page, "halo");
        await page.Clock.InstallAsync();
        await page.ReloadAsync();
        await SeesAsync(page, "Terhubung");
        var said = new ConcurrentQueue<string>();
        page.Request += (_, request) => said.Enqueue(request.Url);
        page.WebSocket += (_, socket) => said.Enqueue(socket.Url);
        await page.Clock.FastForwardAsync(20 * 60 * 1000);
        await SayAsync(page, "masih di sini");
        Assert.Empty(said);
    }

    [Fact]
    public async Task A_page_that_nobody_looks_at_lets_go_of_its_line_and_takes_it_up_again()
    {
        var page = await OpenAsync();
        await page.Clock.InstallAsync();
        await page.ReloadAsync();
        var closed = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.Close += (_, _) => closed.TrySetResult();
        await SayAsync(page, "halo");
        await SetHiddenAsync(page, hidden: true);
        await page.Clock.FastForwardAsync(61_000);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await SetHiddenAsync(page, hidden: false);
        await SayAsync(page, "kembali");
    }

    [Fact]
    public async Task Sends_a_lost_answer_again_and_gets_one_reply()
    {
        var page = await OpenAsync();
        await SayAsync(page, "halo");
        await Gateway.StopAsync();
        await TypeAsync(page, "saat terputus");
        await SeesAsync(page, "Disimpan di HP ini");
        await Gateway.StartAsync(Gateway.Url);
        await SeesAsync(page, "Anda menulis: saat terputus");
        await Assertions.Expect(Bubbles(page)).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task Tells_why_an_answer_was_refused_and_goes_on()
    {
        var page = await OpenAsync();
        await SayAsync(page, "halo");
        await page.EvaluateAsync("document.querySelector('#text').removeAttribute('maxlength')");
        await TypeAsync(page, new string('a', 70_000));
        await SeesAsync(page, "Belum terkirim.");
        await SayAsync(page, "lebih pendek");
    }

    [Fact]
    public async Task Two_tabs_share_one_conversation_without_losing_or_doubling_anything()
    {
        var context = await ContextAsync();
        var one = await OpenAsync(context);
        var two = await OpenAsync(context);
        await SayAsync(one, "dari satu");
        await SeesAsync(two, "Anda menulis: dari satu");
        await SayAsync(two, "dari dua");
        await SeesAsync(one, "Anda menulis: dari dua");
        await Assertions.Expect(Bubbles(one)).ToHaveCountAsync(5);
        await Assertions.Expect(Bubbles(two)).ToHaveCountAsync(5);
        await one.ReloadAsync();
        await Assertions.Expect(Bubbles(one)).ToHaveCountAsync(5);
        await SayAsync(one, "/hapus");
        await Assertions.Expect(two.GetByText("dari dua")).ToHaveCountAsync(0);
        Assert.DoesNotContain("dari dua", await KeptAsync(two));
    }

    private static async Task SetHiddenAsync(IPage page, bool hidden) => await page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);
}
