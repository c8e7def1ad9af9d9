using KotanBot.Fakes;

namespace KotanBot.Bench.Telegram;

/// <summary>
/// A gateway as a process of its own, and the Bot API server it talks to. That server lives in the bench's process, so that the
/// moment of a person's message and that of the reply are read from one clock, and so that it outlives a gateway that is killed.
/// </summary>
internal sealed class Bot(FakeTelegram fake, Server server, string secret) : IAsyncDisposable
{
    /// <summary>The bench itself calls the webhook; what it tells the Bot API server as its address is never called.</summary>
    private const string NeverCalled = "http://127.0.0.1:9";

    public FakeTelegram Fake => fake;

    public Server Server => server;

    /// <summary>What Telegram shows with every call of the webhook; empty for a poller.</summary>
    public string Secret => secret;

    public static async Task<Bot> StartHostedAsync(FakeTelegram fake, string data, bool lifted, bool webhook, int daysAgo = 0)
    {
        var server = await Server.StartHostedTelegramAsync(EnvironmentOf(fake, webhook), data, lifted, daysAgo);
        return new Bot(fake, server, webhook ? await server.AskAsync("secret") : "");
    }

    public static Task<Server> StartShippedAsync(FakeTelegram fake, string dll, string data) => Server.StartShippedAsync(dll, data, EnvironmentOf(fake, webhook: false));

    public static Task<string> InviteAsync(RunOptions options, string data) =>
        Server.RunVerbAsync(options.Server, "invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--uses", "100000", "--data", data);

    /// <summary>Until nothing was sent for a while: the outbox is empty.</summary>
    public static async Task DrainAsync(FakeTelegram fake, TimeSpan quiet)
    {
        for (var seen = -1; seen != fake.RequestCount;)
        {
            seen = fake.RequestCount;
            await Task.Delay(quiet);
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static Dictionary<string, string> EnvironmentOf(FakeTelegram fake, bool webhook) => new(StringComparer.Ordinal)
    {
        ["KOTANBOT_TELEGRAM_TOKEN"] = fake.Token,
        ["KOTANBOT_TELEGRAM_API"] = fake.Url.GetLeftPart(UriPartial.Authority),
        ["KOTANBOT_PUBLIC_URL"] = webhook ? NeverCalled : "",
    };
}
