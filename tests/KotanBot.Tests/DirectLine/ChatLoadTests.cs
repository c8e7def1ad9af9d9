namespace KotanBot.Tests.DirectLine;

/// <summary>What a browser really loads, counted on the line.</summary>
public sealed class ChatLoadTests : ChatInBrowser
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?k=ABCD-2345")]
    public async Task A_cold_start_asks_for_each_file_once_and_for_nothing_else(string path)
    {
        await using var line = new CountingLine(Gateway.Url);
        var context = await ContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(line.Url + path);
        await SeesAsync(page, "Halo, saya KotanBot.");
        // The service worker has all it needs, from the browser's own cache.
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller && caches.match('/').then(found => !!found)");
        // An invitation's code is kept nowhere.
        Assert.Equal("", await page.EvaluateAsync<string>("caches.match('/').then(found => found.url)"));
        string[] expected = ["GET /", "GET /chat.js", "GET /icon.svg", "GET /sw.js"];
        // Some browsers look at the manifest at once and others when somebody wants to install the page.
        Assert.Equal(expected, line.Requests.Where(r => r != "GET /chat.webmanifest").Order());
        TestContext.Current.TestOutputHelper?.WriteLine($"first load with heads: {line.Bytes} bytes");
        Assert.InRange(line.Bytes, 1, 10_240 + (5 * 1000));

        var cold = line.Bytes;
        await page.ReloadAsync();
        await SeesAsync(page, "Halo, saya KotanBot.");
        await page.ReloadAsync();
        await SeesAsync(page, "Halo, saya KotanBot.");
        Assert.Equal(cold, line.Bytes);
    }

    [Fact]
    public async Task An_answer_and_its_reply_take_less_than_300_bytes_of_a_returning_person()
    {
        await using var line = new CountingLine(Gateway.Url);
        var context = await ContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(line.Url);
        await SayAsync(page, "halo");
        await page.ReloadAsync();
        await SeesAsync(page, "Terhubung");
        await SayAsync(page, "mulai menghitung");
        var before = line.Bytes;
        for (var i = 1; i <= 10; i++)
            await SayAsync(page, $"jawaban {i}");
        TestContext.Current.TestOutputHelper?.WriteLine($"an answer and its reply: {(line.Bytes - before) / 10} bytes");
        Assert.InRange((line.Bytes - before) / 10, 1, 300);
    }
}
