using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// The pure mapping between Telegram's models and the bot's own messages: no I/O, no clock. It reads leniently (whatever
/// a person could have meant) and writes strictly (what Telegram surely takes).
/// </summary>
public static partial class TelegramWire
{
    public const string Channel = "telegram";

    private static readonly TelegramReading Nothing = new TelegramReading.Ignored();

    /// <param name="botName">The bot's own user name; with it, words to other bots of a group are not taken as words to this one.</param>
    public static TelegramReading Read(Update update, string? botName = null)
    {
        ArgumentNullException.ThrowIfNull(update);
        var key = update.Id.ToString(CultureInfo.InvariantCulture);
        return update switch
        {
            { CallbackQuery: { } pressed } => ReadPress(pressed, key),
            { MyChatMember: { } change } => ReadMembership(change),
            { Message: { From.IsBot: false, Chat.Type: ChatType.Private } message } => ReadMessage(message, key),
            { Message: { From.IsBot: false, Chat: { Type: ChatType.Group or ChatType.Supergroup } chat } message } =>
                IsForBot(message, botName) ? new TelegramReading.Group(chat.Id) : Nothing,
            // A caption is no answer, and the later points of a live location are not read: changing them changes nothing.
            { EditedMessage: { From.IsBot: false, Chat.Type: ChatType.Private, Text: { } text } edited } =>
                Message(edited, key, new Input.Edit(RefOf(edited.Id), text), text, isNew: false),
            _ => Nothing,
        };
    }

    public static ChannelAddress AddressOf(long chatId) => new(Channel, chatId.ToString(CultureInfo.InvariantCulture));

    public static string RefOf(int messageId) => messageId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The words under what is refused stay out of the history: nobody looked whether they are a tip about a crime.</summary>
    private static TelegramReading ReadMessage(Message message, string key)
    {
        if (message.Text is { } text)
            return Message(message, key, message.ReplyToMessage is { } earlier ? new Input.Reply(RefOf(earlier.Id), text) : new Input.Text(text), text);
        if (message.Location is { } point && PlaceOf(point) is { } place)
            return Message(message, key, place, string.Join(' ', new[] { "📍", message.Venue?.Title, Degrees(place) }.Where(p => p is not null)));
        if (IsService(message))
            return Nothing;
        if (FileOf(message) is { } file)
            return Message(message, key, new Input.Photos([], message.Caption) { Album = message.MediaGroupId }, string.IsNullOrEmpty(message.Caption) ? "📷" : "📷 " + message.Caption, file);
        var (kind, sign) = RefusedKind(message);
        return Message(message, key, new Input.Unsupported(kind), sign);
    }

    private static TelegramReading.Message Message(Message message, string key, Input input, string shown, params ImmutableArray<TelegramFile> files) =>
        Message(message, key, input, shown, isNew: true, files);

    /// <summary>An edit takes no name: the name stays with the message that was first sent under it.</summary>
    private static TelegramReading.Message Message(Message message, string key, Input input, string shown, bool isNew, params ImmutableArray<TelegramFile> files) =>
        new(new InboundMessage(AddressOf(message.Chat.Id), key, input, TelegramHtml.Clean(shown)) { Ref = isNew ? RefOf(message.Id) : null }, files);

    /// <summary>The first point of a live location is the place; the later ones come as edits and are not read.</summary>
    private static Input.Place? PlaceOf(Location point) =>
        Math.Abs(point.Latitude) <= 90 && Math.Abs(point.Longitude) <= 180 ? new Input.Place(point.Latitude, point.Longitude) : null;

    private static string Degrees(Input.Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:0.#####}, {place.Longitude:0.#####}");

    /// <summary>What stands between the messages and was not said by anybody.</summary>
    private static bool IsService(Message message) => message is { PinnedMessage: not null } or { MessageAutoDeleteTimerChanged: not null }
        or { UsersShared: not null } or { ChatShared: not null } or { ConnectedWebsite: not null } or { WriteAccessAllowed: not null }
        or { ChatBackgroundSet: not null } or { Gift: not null } or { UniqueGift: not null } or { ChecklistTasksDone: not null }
        or { ChecklistTasksAdded: not null } or { MigrateToChatId: not null };

    private static (string Kind, string Sign) RefusedKind(Message message) => message switch
    {
        { Voice: not null } => ("voice", "🎤"),
        { Audio: not null } => ("audio", "🎵"),
        { Video: not null } => ("video", "🎬"),
        { VideoNote: not null } => ("video-note", "🎬"),
        { Animation: not null } => ("animation", "🎬"),
        { Sticker: { } sticker } => ("sticker", sticker.Emoji ?? "🙂"),
        { Poll: not null } => ("poll", "📊"),
        { Dice: { } dice } => ("dice", dice.Emoji),
        { Contact: not null } => ("contact", "👤"),
        { Game: not null } => ("game", "🎮"),
        { Story: not null } => ("story", "📎"),
        { Document: not null } or { Photo: not null } => ("file", "📎"),
        _ => ("other", "📎"),
    };

    /// <summary>A bot that reads along in a group answers only to a command, to its name and to a reply to its own words.</summary>
    private static bool IsForBot(Message message, string? botName)
    {
        if ((message.Text ?? message.Caption) is not { } text)
            return false;
        if (text.StartsWith('/'))
        {
            var command = text.Split([' ', '\n'], 2)[0];
            var at = command.IndexOf('@', StringComparison.Ordinal);
            return at < 0 || botName is null || command[(at + 1)..].Equals(botName, StringComparison.OrdinalIgnoreCase);
        }

        return botName is not null
            && (botName.Equals(message.ReplyToMessage?.From?.Username, StringComparison.OrdinalIgnoreCase)
                || Mentions(text, message.Entities ?? message.CaptionEntities ?? []).Any(m => m.Equals("@" + botName, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> Mentions(string text, IEnumerable<MessageEntity> entities) => entities
        .Where(e => e is { Type: MessageEntityType.Mention, Offset: >= 0, Length: > 0 } && e.Offset <= text.Length - (long)e.Length)
        .Select(e => text.Substring(e.Offset, e.Length));

    private static TelegramReading ReadMembership(ChatMemberUpdated change)
    {
        var at = new DateTimeOffset(DateTime.SpecifyKind(change.Date, DateTimeKind.Utc));
        return (change.Chat.Type, change.NewChatMember.Status) switch
        {
            (ChatType.Private, ChatMemberStatus.Kicked) => new TelegramReading.Blocked(AddressOf(change.Chat.Id), at),
            (ChatType.Private, ChatMemberStatus.Member) => new TelegramReading.Unblocked(AddressOf(change.Chat.Id), at),
            (ChatType.Group or ChatType.Supergroup, _) when change.NewChatMember.IsInChat && !change.OldChatMember.IsInChat =>
                new TelegramReading.Group(change.Chat.Id),
            _ => Nothing,
        };
    }
}
