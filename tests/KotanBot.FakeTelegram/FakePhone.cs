using System.Collections.Immutable;
using System.Text.Json.Nodes;
using KotanBot.Fakes.Api;
using KotanBot.Fakes.Chats;
using KotanBot.Fakes.Texts;

namespace KotanBot.Fakes;

/// <summary>
/// One person's Telegram with the chat with the bot open: what they do becomes updates at once, what they see can be read and waited for.
/// Methods that send give the id of the message.
/// </summary>
public sealed partial class FakePhone
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly World _world;
    private readonly Chat _chat;
    private readonly JsonObject _person;

    internal FakePhone(World world, long id, string firstName, string language)
        : this(world, new() { ["id"] = id, ["is_bot"] = false, ["first_name"] = firstName, ["language_code"] = language },
            world.ChatOf(id, () => new() { ["id"] = id, ["first_name"] = firstName, ["type"] = "private" }))
    {
    }

    private FakePhone(World world, JsonObject person, Chat chat)
    {
        _world = world;
        _person = person;
        _chat = chat;
    }

    public long ChatId => _chat.Id;

    /// <summary>The chat as the person sees it now: both sides, in order, without what was deleted.</summary>
    public ImmutableArray<ShownMessage> Messages => Locked(() => _chat.Shown(_world.BotId));

    public IEnumerable<ShownMessage> FromBot => Messages.Where(m => m.FromBot);

    /// <summary>What the bot answered to presses.</summary>
    public IReadOnlyList<Toast> Toasts => Locked(() => (IReadOnlyList<Toast>)[.. _chat.Toasts]);

    /// <summary>typing and the like, every one that came.</summary>
    public IReadOnlyList<string> Actions => Locked(() => (IReadOnlyList<string>)[.. _chat.Actions]);

    /// <summary>The bot may write to this person although they never wrote.</summary>
    public FakePhone Open()
    {
        lock (_world.Gate)
            _chat.IsOpened = true;
        return this;
    }

    /// <summary>The same person in a group, which is made on the first call.</summary>
    public FakePhone InGroup(long groupId = -100500, string title = "Kelompok")
    {
        lock (_world.Gate)
            return new(_world, _person, _world.ChatOf(groupId, () => new() { ["id"] = groupId, ["title"] = title, ["type"] = "group", ["all_members_are_administrators"] = true }));
    }

    public int SendText(string text) => Send(message => MessageMethods.Put(message, "text", "entities", Typed(text)));

    public int Reply(int toMessageId, string text) => Send(message =>
    {
        message["reply_to_message"] = Outgoing.Quoted(_chat.Find(toMessageId) ?? throw new InvalidOperationException($"there is no message {toMessageId} in the chat"));
        MessageMethods.Put(message, "text", "entities", Typed(text));
    });

    /// <summary>Changes the text of an earlier message of this person, or the caption of a photo or file.</summary>
    public void Edit(int messageId, string text) => Change(messageId, message =>
    {
        if (message["text"] is null)
            MessageMethods.Put(message, "caption", "caption_entities", Typed(text));
        else
            MessageMethods.Put(message, "text", "entities", Typed(text));
    });

    public int ForwardText(string text, string fromName) => Send(message =>
    {
        message["forward_origin"] = new JsonObject { ["type"] = "hidden_user", ["sender_user_name"] = fromName, ["date"] = _world.NowSeconds - 3600 };
        MessageMethods.Put(message, "text", "entities", Typed(text));
    });

    /// <summary>Presses the newest button with this label, or else with this data. Gives the id of the press.</summary>
    public string Press(string labelOrData)
    {
        var seen = Messages.Reverse().ToList();
        var at = seen.Find(m => m.Buttons.Any(b => b.Text == labelOrData && b.Data is not null)) ?? seen.Find(m => m.Buttons.Any(b => b.Data == labelOrData));
        return at is null ? throw new InvalidOperationException($"no button '{labelOrData}' in the chat; there are: {string.Join(" | ", seen.SelectMany(m => m.Buttons).Select(b => b.Text))}") : Press(at.Id, labelOrData);
    }

    public string Press(int messageId, string labelOrData)
    {
        var buttons = Messages.Single(m => m.Id == messageId).Buttons.ToList();
        var button = buttons.Find(b => b.Text == labelOrData && b.Data is not null) ?? buttons.Find(b => b.Data == labelOrData);
        return PressData(messageId, button?.Data ?? throw new InvalidOperationException($"message {messageId} has no button '{labelOrData}'"));
    }

    /// <summary>A press from a screen that was not refreshed: the button may be gone from the message, and the message from the chat.</summary>
    public string PressData(int messageId, string data)
    {
        lock (_world.Gate)
        {
            var id = _world.TakeCallbackId();
            _world.Presses[id] = new(_chat, _world.Now);
            // Of a message that is gone Telegram tells only where it was.
            var message = _chat.Find(messageId) is { } held
                ? (JsonObject)held.DeepClone()
                : new() { ["message_id"] = messageId, ["chat"] = _chat.Card.DeepClone(), ["date"] = 0 };
            _world.Updates.Add("callback_query", ChatId, new()
            {
                ["id"] = id,
                ["from"] = _person.DeepClone(),
                ["message"] = message,
                ["chat_instance"] = $"{-5_544_332_211 - ChatId}",
                ["data"] = data,
            }, _world.Options.CallbackLifetime);
            return id;
        }
    }

    /// <summary>What the bot answered to a press; null while the button still shows that it waits.</summary>
    public Toast? AnswerTo(string callbackId) => Locked(() => _world.Presses[callbackId].Answer);

    public void Block() => ChangeMembership(blocked: true);

    /// <summary>Starting the bot again after a block. Telegram's apps also send /start then; here the test does.</summary>
    public void Unblock() => ChangeMembership(blocked: false);

    /// <summary>The account is deleted. No update tells the bot.</summary>
    public void Deactivate()
    {
        lock (_world.Gate)
            _chat.IsDeactivated = true;
    }

    /// <summary>Waits until the person sees something; asked after every change of the chat.</summary>
    public Task WaitForAsync(Func<FakePhone, bool> isSo, TimeSpan? timeout = null) =>
        _chat.Pulse.UntilAsync(() => isSo(this), timeout ?? Patience, () => $"The chat:\n{ToString()}");

    /// <summary>Waits for a message of the bot that fits and gives the newest such.</summary>
    public async Task<ShownMessage> WaitForMessageAsync(Func<ShownMessage, bool> fits, TimeSpan? timeout = null)
    {
        ShownMessage? found = null;
        await WaitForAsync(p => (found = p.FromBot.LastOrDefault(fits)) is not null, timeout);
        return found!;
    }

    public Task<ShownMessage> WaitForTextAsync(string part, TimeSpan? timeout = null) =>
        WaitForMessageAsync(m => m.Text.Contains(part, StringComparison.Ordinal), timeout);

    /// <summary>The chat in plain lines, for a failing test to show.</summary>
    public override string ToString() =>
        string.Join('\n', Messages.Select(m => $"{(m.FromBot ? "bot" : "me ")} {m.Id}: {m.Text}{string.Concat(m.Buttons.Select(b => $" [{b.Text}]"))}"));

    private static FormattedText Typed(string text) =>
        text.Length is > 0 and <= 4096 ? new FormattedText(text, []).Trim().WithFound() : throw new ArgumentException("an app sends 1 to 4096 characters in one message", nameof(text));

    private int Send(Action<JsonObject> fill)
    {
        lock (_world.Gate)
        {
            if (_chat.IsBlocked)
                throw new InvalidOperationException("a person who blocked the bot cannot write to it");
            _chat.IsOpened = true;
            var message = new JsonObject { ["message_id"] = _world.TakeMessageId(), ["from"] = _person.DeepClone(), ["chat"] = _chat.Card.DeepClone(), ["date"] = _world.NowSeconds };
            fill(message);
            message = WireCopy.Of(message);
            _chat.Add(message);
            _world.Updates.Add("message", ChatId, (JsonObject)message.DeepClone());
            return (int)message["message_id"]!;
        }
    }

    private void Change(int messageId, Action<JsonObject> change)
    {
        lock (_world.Gate)
        {
            var message = _chat.Find(messageId);
            if (message is null || (long?)message["from"]?["id"] != (long)_person["id"]!)
                throw new InvalidOperationException($"message {messageId} is not this person's");
            change(message);
            message["edit_date"] = _world.NowSeconds;
            _chat.Changed();
            _world.Updates.Add("edited_message", ChatId, (JsonObject)message.DeepClone());
        }
    }

    private void ChangeMembership(bool blocked)
    {
        lock (_world.Gate)
        {
            JsonObject Member(bool gone) => gone
                ? new() { ["user"] = _world.Bot, ["status"] = "kicked", ["until_date"] = 0 }
                : new() { ["user"] = _world.Bot, ["status"] = "member" };
            if (_chat.IsBlocked == blocked)
                return;
            _chat.IsBlocked = blocked;
            _world.Updates.Add("my_chat_member", ChatId, new()
            {
                ["chat"] = _chat.Card.DeepClone(),
                ["from"] = _person.DeepClone(),
                ["date"] = _world.NowSeconds,
                ["old_chat_member"] = Member(!blocked),
                ["new_chat_member"] = Member(blocked),
            });
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_world.Gate)
            return read();
    }
}
