using System.Text.Json.Nodes;
using KotanBot.Fakes.Api;
using KotanBot.Fakes.Control;
using KotanBot.Fakes.Updates;

namespace KotanBot.Fakes;

/// <summary>
/// A Telegram Bot API server for one bot, with the people's side of it: what they send becomes updates, what the bot sends is in their chats.
/// Knows nothing of the bot but what comes over the wire.
/// </summary>
public sealed class FakeTelegram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly World _world;
    private readonly WebApplication _app;
    private readonly Dictionary<long, FakePhone> _phones = [];

    private FakeTelegram(World world, WebApplication app)
    {
        _world = world;
        _app = app;
    }

    public Uri Url => new(_app.Urls.First());

    public string Token => _world.Options.Token;

    public static async Task<FakeTelegram> StartAsync(FakeTelegramOptions? options = null)
    {
        var world = new World(options ?? new());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            kestrel.Listen(System.Net.IPAddress.Loopback, world.Options.Port);
        });
        builder.Services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(form => form.MultipartBodyLengthLimit = 64 * 1024 * 1024);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var fake = new FakeTelegram(world, app);
        app.MapControl(fake);
        app.MapFallback("/{**path}", new BotEndpoint(world).HandleAsync);
        await app.StartAsync();
        return fake;
    }

    /// <summary>The person with this id, made on the first call. The bot may not write to them before they wrote, unless <see cref="FakePhone.Open"/> was called.</summary>
    public FakePhone Phone(long id, string firstName = "Sari", string language = "id")
    {
        lock (_world.Gate)
        {
            if (!_phones.TryGetValue(id, out var phone))
                _phones[id] = phone = new(_world, id, firstName, language);
            return phone;
        }
    }

    /// <summary>Every update made so far.</summary>
    public IReadOnlyList<MadeUpdate> Updates => Locked(() => (IReadOnlyList<MadeUpdate>)[.. _world.Updates.Made]);

    public long PendingUpdates => Locked(() => _world.Updates.PendingCount);

    /// <summary>Null while there is no webhook.</summary>
    public string? WebhookUrl => Locked(() => _world.Updates.Webhook?.Url);

    public IReadOnlyList<WebhookAttempt> WebhookAttempts => Locked(() => (IReadOnlyList<WebhookAttempt>)[.. _world.WebhookAttempts]);

    /// <summary>Every call of the bot so far, answered ones only: a waiting getUpdates is not among them.</summary>
    public IReadOnlyList<LoggedRequest> Requests => _world.Requests.Snapshot();

    public IEnumerable<LoggedRequest> RequestsOf(string method) => Requests.Where(r => r.Method.Equals(method, StringComparison.OrdinalIgnoreCase));

    /// <summary>How many calls were answered since the start, without a copy of them all; forgetting does not lower it.</summary>
    public int RequestCount => _world.Requests.Count;

    /// <summary>All bytes so far: from the bot, to the bot. Heads and bodies of calls, downloads and their answers, bodies of webhook deliveries.</summary>
    public (long FromBot, long ToBot) Traffic => Locked(() => (_world.Requests.Bytes.In, _world.Requests.Bytes.Out + _world.WebhookAttempts.Sum(a => a.BytesOut)));

    public void ForgetRequests() => _world.Requests.Clear();

    /// <summary>Keeps what happens from now on away from the bot.</summary>
    public void Hold() => Locked(() => _world.Updates.IsHolding = true);

    /// <summary>Lets it go, in the order that is given back; update ids follow that order.</summary>
    public void Release(Func<IReadOnlyList<MadeUpdate>, IEnumerable<MadeUpdate>>? order = null) => Locked(() =>
    {
        _world.Updates.Release(order);
        return true;
    });

    /// <summary>Delivers an update once more, with its id and content.</summary>
    public void Redeliver(long updateId) => Locked(() =>
    {
        _world.Updates.Redeliver(updateId);
        return true;
    });

    /// <summary>From now on the chosen updates come once more right after the bot confirmed them.</summary>
    public void DeliverTwice(Func<MadeUpdate, bool> chosen) => Locked(() => _world.Updates.DeliversTwice = chosen);

    /// <summary>The next calls fail so, without being carried out.</summary>
    /// <param name="method">"*" for any; "(file)" for a download.</param>
    public void FailNext(string method, int status, string description, int? retryAfter = null, int times = 1, long? chatId = null) =>
        _world.Faults.Add(new Fault.Refusal(method, chatId, status, description, retryAfter), times);

    /// <summary>The next calls are refused as too many, in Telegram's words.</summary>
    public void FloodNext(string method, int retryAfter, int times = 1, long? chatId = null) =>
        FailNext(method, 429, $"Too Many Requests: retry after {retryAfter}", retryAfter, times, chatId);

    /// <summary>The connection of the next calls breaks. With <paramref name="afterwards"/> the call is carried out and only its answer is lost.</summary>
    public void DropNext(string method, bool afterwards = false, int times = 1, long? chatId = null) =>
        _world.Faults.Add(new Fault.Drop(method, chatId, afterwards), times);

    public void SlowNext(string method, TimeSpan delay, int times = 1, long? chatId = null) =>
        _world.Faults.Add(new Fault.Slow(method, chatId, delay), times);

    /// <summary>The next calls get a page instead of JSON, as from a gateway in between.</summary>
    public void PageNext(string method, int status = 502, string html = "<html><h1>Bad Gateway</h1></html>", int times = 1, long? chatId = null) =>
        _world.Faults.Add(new Fault.Page(method, chatId, status, html), times);

    public void ClearFaults() => _world.Faults.Clear();

    /// <summary>The menu of commands as set: null when none was.</summary>
    /// <param name="scope">default, all_private_chats, …, or the scope's JSON for one chat.</param>
    public JsonArray? CommandsOf(string scope = "default", string language = "") =>
        Locked(() => _world.Commands.GetValueOrDefault((scope, language))?.DeepClone() as JsonArray);

    /// <summary>The bytes behind a file id.</summary>
    public byte[]? FileOf(string fileId) => Locked(() => _world.Files.Find(fileId)?.Bytes);

    /// <summary>Makes a file unfetchable for good.</summary>
    public void LoseFile(string fileId) => Locked(() =>
    {
        _world.Files.Lose(fileId);
        return true;
    });

    /// <summary>Waits until something is so; asked after every call, update and delivery.</summary>
    public Task WaitForAsync(Func<FakeTelegram, bool> isSo, TimeSpan? timeout = null) =>
        _world.Pulse.UntilAsync(() => isSo(this), timeout ?? Patience, () => $"Last calls: {string.Join(", ", Requests.TakeLast(10).Select(r => $"{r.Method} {r.Status}"))}");

    public async ValueTask DisposeAsync()
    {
        WebhookDelivery? webhook;
        lock (_world.Gate)
        {
            (webhook, _world.Updates.Webhook) = (_world.Updates.Webhook, null);
            _world.Updates.EndPoll("Conflict: the server stops");
        }
        if (webhook is not null)
            await webhook.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    internal Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    private T Locked<T>(Func<T> read)
    {
        lock (_world.Gate)
            return read();
    }
}
