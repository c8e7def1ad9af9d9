using System.Text.Json.Nodes;
using KotanBot.Fakes;
using KotanBot.Tests.Clients;
using KotanBot.Tests.Host;
using KotanBot.Tests.Telegram;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// Every golden conversation on a phone, over a Bot API server and the real gateway: the same words, choices and rows as on
/// the pure core.
/// </summary>
public sealed class TelegramCorpusTests
{
    public static TheoryData<string> Names => [.. CorpusFile.TelegramNames];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Plays_over_polling_as_written_with_redelivery_and_restarts(string name)
    {
        await using var fake = await FakeTelegram.StartAsync();
        await using var host = await CorpusHost.StartNewAsync(h => h.Telegram = TelegramHost.SettingsOf(fake, null));

        await PlayAsync(name, fake, host, restarts: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Plays_over_the_webhook_as_written_with_redelivery(string name)
    {
        await using var fake = await FakeTelegram.StartAsync(new FakeTelegramOptions { WebhookKeepsOrderWithinChat = false });
        await using var host = await CorpusHost.StartNewAsync(h => BehindWebhook(h, fake));

        await PlayAsync(name, fake, host, restarts: false);

        Assert.NotNull(fake.WebhookUrl);
    }

    [Fact]
    public async Task Sends_only_bodies_that_the_types_of_the_Bot_API_allow()
    {
        NodePackages.Telegram.SkipWhenMissing();
        var bodies = new List<(string, JsonNode)>();
        foreach (var name in CorpusFile.TelegramNames)
        {
            await using var fake = await FakeTelegram.StartAsync();
            await using var host = await CorpusHost.StartNewAsync(h => h.Telegram = TelegramHost.SettingsOf(fake, null));
            await PlayAsync(name, fake, host, restarts: false);
            await fake.WaitForAsync(f => f.RequestsOf("setMyCommands").Count() >= 3);
            bodies.AddRange(fake.Requests.Select(r => (r.Method, (JsonNode)r.Body)));
        }

        Assert.Superset(
            new HashSet<string> { "getMe", "getUpdates", "deleteWebhook", "setMyCommands", "sendMessage", "editMessageText", "editMessageReplyMarkup", "answerCallbackQuery", "getFile" },
            bodies.Select(b => b.Item1).ToHashSet());
        Assert.Empty(await BodyTypeCheck.RunAsync(bodies));
    }

    private static async Task PlayAsync(string name, FakeTelegram fake, CorpusHost host, bool restarts)
    {
        var player = new TelegramPlayer(host, fake, new Random(name.Length));
        var play = new CorpusPlay(host, new CorpusManner(RestartEvery: restarts ? 3 : 0), player);

        await play.RunAsync(name);

        Assert.Equal(restarts, play.Restarts > 0);
        Assert.Equal(new Replay(CorpusFile.Forgotten(name), Failed: 0), Replay.Check(host, play.ConversationId, play.Person, play.Forgotten));
    }

    private static void BehindWebhook(CorpusHost host, FakeTelegram fake)
    {
        host.Url = KotanProcess.FreeUrl();
        host.Telegram = TelegramHost.SettingsOf(fake, host.Url);
    }
}
