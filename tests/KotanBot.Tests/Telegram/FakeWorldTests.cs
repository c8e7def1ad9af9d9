using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KotanBot.Fakes;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Telegram;

/// <summary>Files, limits, planned faults and the program of its own.</summary>
public sealed class FakeWorldTests
{
    [Fact]
    public async Task A_file_is_fetched_by_its_path_for_an_hour()
    {
        var clock = new ManualClock();
        await using var fake = await FakeTelegram.StartAsync(new() { Time = clock });
        using var bot = new FakeClient(fake);
        byte[] photo = [0xFF, 0xD8, 0xFF, 1, 2, 3];
        fake.Phone(700).SendPhoto(photo);
        var sizes = (JsonArray)fake.Updates[0].Content["photo"]!;
        var file = await bot.ResultAsync("getFile", new { file_id = (string)sizes[^1]!["file_id"]! });
        Assert.Equal(photo, (await bot.DownloadAsync((string)file["file_path"]!))!);
        Assert.Equal(photo.Length, (int)file["file_size"]!);
        clock.Now += TimeSpan.FromMinutes(61);
        Assert.Null(await bot.DownloadAsync((string)file["file_path"]!));
        Assert.Null(await bot.DownloadAsync("photos/file_99.jpg"));

        fake.Phone(700).SendDocument([1], "besar.pdf", "application/pdf", size: 21_000_000);
        Assert.Equal("400 Bad Request: file is too big", await bot.RefusedAsync("getFile", new { file_id = (string)fake.Updates[1].Content["document"]!["file_id"]! }));
    }

    [Fact]
    public async Task Too_many_messages_are_refused_with_the_time_to_wait()
    {
        var clock = new ManualClock();
        await using var fake = await FakeTelegram.StartAsync(new() { Time = clock, MessagesPerSecondToOneChat = 1, MessagesPerSecondOverall = 3 });
        using var bot = new FakeClient(fake);
        foreach (var id in Enumerable.Range(700, 5))
            fake.Phone(id).Open();
        await bot.ResultAsync("sendMessage", new { chat_id = 700, text = "a" });
        var refused = await bot.CallAsync("sendMessage", new { chat_id = 700, text = "b" });
        Assert.Equal(("Too Many Requests: retry after 1", 1), ((string)refused["description"]!, (int)refused["parameters"]!["retry_after"]!));
        await bot.ResultAsync("sendMessage", new { chat_id = 701, text = "a" });
        await bot.ResultAsync("sendMessage", new { chat_id = 702, text = "a" });
        Assert.StartsWith("429", await bot.RefusedAsync("sendMessage", new { chat_id = 703, text = "a" }));
        clock.Now += TimeSpan.FromSeconds(1);
        await bot.ResultAsync("sendMessage", new { chat_id = 700, text = "b" });
    }

    [Fact]
    public async Task Planned_faults_come_once_and_only_where_they_should()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var phone = fake.Phone(700).Open();
        fake.Phone(701).Open();
        fake.FloodNext("sendMessage", 7, chatId: 701);
        fake.DropNext("sendMessage", afterwards: true, chatId: 700);
        await Assert.ThrowsAsync<HttpRequestException>(() => bot.CallAsync("sendMessage", new { chat_id = 700, text = "sampai" }));
        // The answer was lost, not the message.
        Assert.Equal("sampai", Assert.Single(phone.Messages).Text);
        fake.DropNext("sendMessage");
        await Assert.ThrowsAsync<HttpRequestException>(() => bot.CallAsync("sendMessage", new { chat_id = 700, text = "hilang" }));
        Assert.Single(phone.Messages);
        Assert.Equal("429 Too Many Requests: retry after 7", await bot.RefusedAsync("sendMessage", new { chat_id = 701, text = "a" }));
        await bot.ResultAsync("sendMessage", new { chat_id = 701, text = "a" });
        fake.FailNext("*", 500, "Internal Server Error");
        Assert.Equal("500 Internal Server Error", await bot.RefusedAsync("getMe", new { }));
        Assert.Equal([0, 0, 429, 200, 500], fake.Requests.Select(r => r.Status));
    }

    [Fact]
    public async Task As_a_program_it_is_driven_over_http()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "KotanBot.FakeTelegram.dll"), "--token", "7:abc"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            var ready = (await process.StandardOutput.ReadLineAsync())!.Split(' ');
            Assert.Equal(("ready", "7:abc"), (ready[0], ready[2]));
            using var http = new HttpClient { BaseAddress = new(ready[1]) };
            (await http.PostAsJsonAsync("control/phones/700/text", new { text = "/mulai" })).EnsureSuccessStatusCode();
            var updates = await http.GetFromJsonAsync<JsonObject>("/bot7:abc/getUpdates");
            Assert.Equal("/mulai", (string)updates!["result"]![0]!["message"]!["text"]!);
            (await http.PostAsJsonAsync("/bot7:abc/sendMessage", new { chat_id = 700, text = "Halo", reply_markup = new { inline_keyboard = new[] { new[] { new { text = "Ya", callback_data = "y" } } } } })).EnsureSuccessStatusCode();
            (await http.PostAsJsonAsync("control/phones/700/wait", new { text = "Halo" })).EnsureSuccessStatusCode();
            (await http.PostAsJsonAsync("control/phones/700/press", new { button = "Ya" })).EnsureSuccessStatusCode();
            var chat = await http.GetFromJsonAsync<JsonObject>("control/phones/700");
            Assert.Equal(2, ((JsonArray)chat!["messages"]!).Count);
            using var wrong = await http.PostAsJsonAsync("control/phones/700/press", new { button = "Tidak" });
            Assert.Equal(400, (int)wrong.StatusCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
