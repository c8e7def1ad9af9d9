using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Chats;

/// <summary>A chat with the bot in it, as the server holds it.</summary>
internal sealed class Chat(long id, JsonObject card)
{
    private readonly List<JsonObject> _messages = [];
    private ImmutableArray<ShownMessage>? _shown;

    public long Id { get; } = id;

    public JsonObject Card { get; } = card;

    public bool IsPrivate => (string?)Card["type"] == "private";

    /// <summary>A bot cannot write to a person who never wrote to it.</summary>
    public bool IsOpened { get; set; }

    public bool IsBlocked { get; set; }

    public bool IsDeactivated { get; set; }

    public List<string> Actions { get; } = [];

    public List<Toast> Toasts { get; } = [];

    public Pulse Pulse { get; } = new();

    public void Add(JsonObject message)
    {
        _messages.Add(message);
        Changed();
    }

    public JsonObject? Find(long messageId) => _messages.Find(m => (long)m["message_id"]! == messageId);

    public void Remove(JsonObject message)
    {
        _messages.Remove(message);
        Changed();
    }

    public void Changed()
    {
        _shown = null;
        Pulse.Beat();
    }

    /// <summary>What the person sees now.</summary>
    public ImmutableArray<ShownMessage> Shown(long botId) => _shown ??= [.. _messages.Select(m => ShownMessage.Of(m, botId))];
}
