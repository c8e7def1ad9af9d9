using System.Text.Json.Nodes;
using KotanBot.Fakes.Api;
using KotanBot.Fakes.Chats;
using KotanBot.Fakes.Updates;

namespace KotanBot.Fakes;

/// <summary>All that the server holds about one bot. Everything in it is read and changed under <see cref="Gate"/>.</summary>
internal sealed class World
{
    private readonly Dictionary<long, Chat> _chats = [];
    private int _nextMessageId;
    private long _nextCallback = 3_007_001_002_000_001;
    private long _nextAlbum = 13_579_000_000_000_001;

    public World(FakeTelegramOptions options)
    {
        Options = options;
        _nextMessageId = options.FirstMessageId;
        Updates = new(this);
        Files = new(this);
        Limits = new(options);
        BotId = long.Parse(options.Token.Split(':')[0]);
    }

    public Lock Gate { get; } = new();

    public Pulse Pulse { get; } = new();

    public FakeTelegramOptions Options { get; }

    public UpdateQueue Updates { get; }

    public FileShelf Files { get; }

    public SendLimits Limits { get; }

    public FaultScript Faults { get; } = new();

    public RequestLog Requests { get; } = new();

    public List<WebhookAttempt> WebhookAttempts { get; } = [];

    public Dictionary<(string Scope, string Language), JsonArray> Commands { get; } = [];

    public Dictionary<string, PressedButton> Presses { get; } = [];

    public long BotId { get; }

    public DateTimeOffset Now => Options.Time.GetUtcNow();

    public long NowSeconds => Now.ToUnixTimeSeconds();

    public JsonObject Bot => new() { ["id"] = BotId, ["is_bot"] = true, ["first_name"] = Options.BotName, ["username"] = Options.BotUserName };

    public int TakeMessageId() => _nextMessageId++;

    public string TakeAlbumId() => $"{_nextAlbum++}";

    public string TakeCallbackId() => $"{_nextCallback++}";

    public Chat? FindChat(long id) => _chats.GetValueOrDefault(id);

    public Chat ChatOf(long id, Func<JsonObject> card)
    {
        if (!_chats.TryGetValue(id, out var chat))
            _chats[id] = chat = new(id, card());
        return chat;
    }

    /// <summary>A press that can be answered until it is too old.</summary>
    public PressedButton? FindPress(string id) => Presses.TryGetValue(id, out var press) && Now - press.At <= Options.CallbackPatience ? press : null;
}

/// <summary>A press of a button, and what the bot answered to it.</summary>
internal sealed class PressedButton(Chat chat, DateTimeOffset at)
{
    public Chat Chat { get; } = chat;

    public DateTimeOffset At { get; } = at;

    public Toast? Answer { get; set; }
}
