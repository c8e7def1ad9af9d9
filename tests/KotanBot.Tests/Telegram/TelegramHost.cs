using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KotanBot.Channels.Telegram;
using KotanBot.Fakes;
using KotanBot.Storage;
using KotanBot.Tests.DirectLine;
using KotanBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KotanBot.Tests.Telegram;

/// <summary>The real host with the real dialogs, its database in a folder of its own, on a Bot API server. It can be stopped and started in either mode.</summary>
internal sealed class TelegramHost(FakeTelegram fake, TimeProvider? time = null, RunTurnFunction? runTurn = null) : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private RunningGateway? _running;

    public SettableTime Time { get; } = new();

    public ListLogger Log { get; } = new();

    public HttpClient Client => _running!.Client;

    public string Url => _running!.Url;

    /// <summary>Set before the start.</summary>
    public HttpMessageHandler? Network { get; init; }

    public string Data => _folder.Data;

    public IServiceProvider Services => _running!.Services;

    public Stores Stores => Services.GetRequiredService<OpenedGateway>().Stores;

    public string WebhookSecret => Services.GetRequiredService<TelegramWebhook>().Secret;

    /// <summary>Without limits of speed: most tests are about what is said, and those about how fast set their own.</summary>
    public static TelegramSettings SettingsOf(FakeTelegram fake, string? publicUrl) => TelegramSettings.Read(name => name switch
    {
        TelegramSettings.TokenVariable => fake.Token,
        TelegramSettings.ApiVariable => fake.Url.GetLeftPart(UriPartial.Authority),
        TelegramSettings.PublicUrlVariable => publicUrl,
        _ => null,
    })! with
    { Limits = new TelegramLimits { Overall = 10_000, ChatRest = TimeSpan.Zero } };

    public TelegramSettings Settings(string? publicUrl) => SettingsOf(fake, publicUrl) with { Network = Network };

    public async Task<TelegramHost> StartAsync(bool webhook = false)
    {
        var url = webhook ? KotanProcess.FreeUrl() : "http://127.0.0.1:0";
        _running = await RunningGateway.StartAsync(
            new GatewayOptions
            {
                DataPath = _folder.Data,
                Urls = [url],
                TimeProvider = time ?? Time,
                RunTurn = runTurn,
                Database = new DatabaseOptions { LockTimeout = TimeSpan.FromMilliseconds(50) },
                Telegram = Settings(webhook ? url : null),
            },
            services => services.GetRequiredService<ILoggerFactory>().AddProvider(new Lines(Log)));
        return this;
    }

    public async Task StopAsync()
    {
        if (_running is { } running)
            await running.DisposeAsync();
        _running = null;
    }

    public Task<string> InviteAsync() => Stores.Invitations.CreateAsync("BNNK-19.02", "penggiat", 10, 7, (time ?? Time).GetUtcNow());

    /// <summary>The person joins by the link of an invitation.</summary>
    public async Task<FakePhone> JoinAsync(long id)
    {
        var phone = fake.Phone(id);
        phone.SendText("/start " + await InviteAsync());
        await phone.WaitForTextAsync("setuju?");
        phone.Press("Setuju");
        await phone.WaitForTextAsync("nama panggilan");
        return phone;
    }

    public async Task<JsonNode> ReadinessAsync() => (await Client.GetFromJsonAsync<JsonNode>("/health/ready"))!;

    public long Count(string sql) => Stores.Database.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    });

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private sealed class Lines(ListLogger log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
            // The list is the test's.
        }
    }
}
