using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>What the page makes of proxies that answer in the server's place, of refusals, and of what it cannot read.</summary>
public sealed class ChatTroubleTests : ChatInBrowser
{
    private const string Blocked = "window.WebSocket = class { constructor() { setTimeout(() => this.onclose && this.onclose()); } close() {} };";

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(200)]
    public async Task A_bare_status_of_a_proxy_ends_no_conversation_and_loses_no_answer(int status)
    {
        var page = await PollingAsync();
        await SayAsync(page, "halo");
        var answered = new TaskCompletionSource();
        var left = 4;
        await page.RouteAsync(url => url.Contains("/v3/", StringComparison.Ordinal) || url.Contains("/chat/token", StringComparison.Ordinal), async route =>
        {
            if (Interlocked.Decrement(ref left) < 0)
            {
                answered.TrySetResult();
                await route.ContinueAsync();
                return;
            }

            await route.FulfillAsync(new() { Status = status, ContentType = "text/html", Body = "<h1>nginx</h1>" });
        });
        await TypeAsync(page, "tetap di sini");
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await SeesAsync(page, "Anda menulis: tetap di sini");
        await Assertions.Expect(Bubbles(page)).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task Polls_without_network_ever_more_rarely()
    {
        var page = await PollingAsync();
        await SayAsync(page, "halo");
        await page.EvaluateAsync("window.asked = 0; const old = fetch; window.fetch = (...all) => { asked++; return old(...all); };");
        await page.Context.SetOfflineAsync(true);
        await TypeAsync(page, "dari pelosok");
        await SeesAsync(page, "Tidak ada sinyal – 1 jawaban disimpan");
        await page.WaitForFunctionAsync("began => performance.now() - began > 3000", await page.EvaluateAsync<double>("performance.now()"));
        Assert.InRange(await page.EvaluateAsync<int>("asked"), 0, 30);
        await page.Context.SetOfflineAsync(false);
        await SeesAsync(page, "Anda menulis: dari pelosok");
    }

    [Fact]
    public async Task Posts_one_body_at_a_time_and_takes_what_was_accepted_before_a_refusal()
    {
        var page = await PollingAsync();
        var (now, most, refused) = (0, 0, false);
        // What a held GET brings may acknowledge a body before its own answer comes, and then the next one may go: not what is asked here.
        await page.RouteAsync(new Regex("/activities[?]"), async route =>
        {
            var answer = await route.FetchAsync(new() { Timeout = 0 });
            while (Volatile.Read(ref now) > 0)
                await Task.Delay(5);
            await route.FulfillAsync(new() { Response = answer });
        });
        await SayAsync(page, "halo");
        var typed = new TaskCompletionSource();
        await page.RouteAsync("**/activities", async route =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await typed.Task;
            var body = JsonDocument.Parse(route.Request.PostData!).RootElement;
            if (!refused && body.ValueKind == JsonValueKind.Array)
            {
                refused = true;
                var no = JsonSerializer.Serialize(new { no = new { i = body[0].GetProperty("i").GetString(), s = 503, m = "", after = 1 } });
                Interlocked.Decrement(ref now);
                await route.FulfillAsync(new() { Status = 503, ContentType = "application/json", Body = no });
            }
            else
            {
                var answer = await route.FetchAsync();
                Interlocked.Decrement(ref now);
                await route.FulfillAsync(new() { Response = answer });
            }
        });
        foreach (var text in new[] { "satu", "dua", "tiga", "empat" })
            await TypeAsync(page, text);
        typed.SetResult();
        await SeesAsync(page, "Anda menulis: empat");
        Assert.True(refused);
        Assert.Equal(1, most);
        var texts = await page.Locator(".m:not(.me):not(.dots)").AllInnerTextsAsync();
        Assert.Equal(["satu", "dua", "tiga", "empat"], texts.Where(t => t.Contains("menulis: ", StringComparison.Ordinal)).Select(t => t.Split("menulis: ")[1].Trim()).Where(t => t != "halo"));
        await Assertions.Expect(page.Locator(".fail")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("kotanbot-chat", "{bad")]
    [InlineData("kotanbot-chat", "5")]
    [InlineData("kotanbot-chat", "{\"id\":\"x\"}")]
    [InlineData("kotanbot-code", "{bad")]
    [InlineData("kotanbot.x", "{bad")]
    [InlineData("kotanbot.x", "{\"i\":\"y\"}")]
    [InlineData("kotanbot-used", "{bad")]
    public async Task Drops_what_it_cannot_read_and_begins(string key, string value)
    {
        var context = await ContextAsync();
        await context.AddInitScriptAsync($"localStorage[{JsonSerializer.Serialize(key)}] = {JsonSerializer.Serialize(value)}");
        var page = await OpenAsync(context);
        await SayAsync(page, "halo");
        Assert.Empty(Faults);
    }

    [Fact]
    public async Task Offers_the_choices_again_after_a_refusal_and_goes_on()
    {
        var page = await OpenAsync();
        await SayAsync(page, "huruf");
        await page.EvaluateAsync("document.querySelector('#text').removeAttribute('maxlength')");
        await TypeAsync(page, new string('a', 70_000));
        await SeesAsync(page, "Belum terkirim.");
        await Assertions.Expect(page.Locator("#choices button").First).ToBeVisibleAsync(Patient);
    }

    [Fact]
    public async Task Takes_the_log_of_a_server_that_was_restored_from_a_backup()
    {
        var page = await PollingAsync();
        await SayAsync(page, "halo");
        await SayAsync(page, "hilang");
        await page.RouteAsync("**/activities?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"m":[{"n":2,"t":"Dari cadangan."}],"w":2}""",
        }), new() { Times = 1 });
        await page.ReloadAsync();
        await SeesAsync(page, "Dari cadangan.");
        await Assertions.Expect(Bubbles(page).First).ToContainTextAsync("Dari cadangan.");
    }

    private async Task<IPage> PollingAsync()
    {
        var context = await ContextAsync();
        await context.AddInitScriptAsync(Blocked);
        return await OpenAsync(context);
    }
}
