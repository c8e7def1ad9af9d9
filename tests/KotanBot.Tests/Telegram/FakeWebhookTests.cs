using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KotanBot.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KotanBot.Tests.Telegram;

/// <summary>The fake server delivers to a webhook as Telegram does.</summary>
public sealed class FakeWebhookTests
{
    [Fact]
    public async Task Delivers_with_the_secret_until_the_bot_takes_it()
    {
        await using var fake = await FakeTelegram.StartAsync(new() { WebhookBackOff = TimeSpan.FromMilliseconds(10) });
        using var bot = new FakeClient(fake);
        fake.Phone(700).SendText("menunggu");
        var refusals = 3;
        await using var hook = await Hook.StartAsync(_ => Interlocked.Decrement(ref refusals) >= 0 ? 500 : 200);
        await bot.ResultAsync("setWebhook", new { url = hook.Url, secret_token = "rahasia_1" });
        fake.Phone(701).SendText("lain");
        await fake.WaitForAsync(f => f.PendingUpdates == 0);

        Assert.All(hook.Seen, s => Assert.Equal("rahasia_1", s.Secret));
        Assert.Equal(5, hook.Seen.Count);
        Assert.Equal(3, fake.WebhookAttempts.Count(a => a.Status == 500));
        var info = await bot.ResultAsync("getWebhookInfo");
        Assert.Equal((hook.Url, 0, "Wrong response from the webhook: 500 Internal Server Error"), ((string)info["url"]!, (int)info["pending_update_count"]!, (string)info["last_error_message"]!));
    }

    [Fact]
    public async Task Keeps_the_order_within_a_chat_while_other_chats_go_on()
    {
        await using var fake = await FakeTelegram.StartAsync(new() { WebhookBackOff = TimeSpan.FromMilliseconds(10) });
        using var bot = new FakeClient(fake);
        var isOpen = false;
        await using var hook = await Hook.StartAsync(update => (long)update["message"]!["chat"]!["id"]! == 700 && !Volatile.Read(ref isOpen) ? 503 : 200);
        await bot.ResultAsync("setWebhook", new { url = hook.Url });
        fake.Phone(700).SendText("satu");
        fake.Phone(700).SendText("dua");
        fake.Phone(701).SendText("tamu");
        await fake.WaitForAsync(f => f.WebhookAttempts.Any(a => a.Status == 200) && f.WebhookAttempts.Count(a => a.Status == 503) > 2);
        Volatile.Write(ref isOpen, true);
        await fake.WaitForAsync(f => f.PendingUpdates == 0);
        Assert.Equal(["tamu", "satu", "dua"], hook.Seen.Where(s => s.Status == 200).Select(s => (string)s.Update["message"]!["text"]!));
    }

    [Fact]
    public async Task Polling_and_webhook_exclude_each_other_and_nothing_is_lost_between_them()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var poll = bot.CallAsync("getUpdates", new { timeout = 50 });
        await using var hook = await Hook.StartAsync(_ => 500);
        // The poll may not have arrived yet: then it is refused for the webhook, else it is ended by it.
        await bot.ResultAsync("setWebhook", new { url = hook.Url });
        Assert.StartsWith("Conflict: ", (string)(await poll)["description"]!);
        Assert.Equal("409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", await bot.RefusedAsync("getUpdates", new { }));
        fake.Phone(700).SendText("satu");
        await fake.WaitForAsync(f => f.WebhookAttempts.Count > 0);
        await bot.ResultAsync("deleteWebhook");
        Assert.Single((JsonArray)await bot.ResultAsync("getUpdates"));
        await bot.ResultAsync("deleteWebhook", new { drop_pending_updates = true });
        Assert.Empty((JsonArray)await bot.ResultAsync("getUpdates"));
        Assert.Equal("400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook", await bot.RefusedAsync("setWebhook", new { url = "http://example.org/" }));
        Assert.Equal("400 Bad Request: secret token contains unallowed characters", await bot.RefusedAsync("setWebhook", new { url = hook.Url, secret_token = "a b" }));
    }

    private sealed record Delivery(JsonNode Update, string? Secret, int Status);

    private sealed class Hook(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<Delivery> Seen { get; } = new();

        public string Url => app.Urls.First() + "/hook";

        public static async Task<Hook> StartAsync(Func<JsonNode, int> answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
            var app = builder.Build();
            var hook = new Hook(app);
            app.MapPost("/hook", async (HttpContext http) =>
            {
                var update = (await JsonNode.ParseAsync(http.Request.Body))!;
                var status = answer(update);
                hook.Seen.Enqueue(new(update, http.Request.Headers["X-Telegram-Bot-Api-Secret-Token"], status));
                return Results.StatusCode(status);
            });
            await app.StartAsync();
            return hook;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
