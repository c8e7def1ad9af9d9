using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

public static partial class DirectLineWire
{
    public const string BotId = "kotanbot";

    public const string BotName = "KotanBot";

    /// <summary>Names the person to the owner of the secret, who reads a conversation without its token.</summary>
    public const string SomeUserId = "user";

    /// <summary>The event that opens a conversation; in the history it stands where the person came in.</summary>
    public const string JoinEvent = "webchat/join";

    /// <summary>Texts stay readable on the wire: only what JSON needs is escaped. Nothing here is ever put into HTML.</summary>
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="message">What the log holds.</param>
    /// <param name="userId">The person's id as their token names it.</param>
    /// <param name="links">Where its files are; null leaves them out.</param>
    public static string Write(StoredMessage message, string userId, AttachmentLinks? links = null) => Compose(writer => Write(writer, message, userId, links));

    /// <summary>An ActivitySet; its watermark is the last ordinal in it, or <paramref name="after"/> when it is empty.</summary>
    public static string WriteSet(IReadOnlyCollection<StoredMessage> messages, long after, string userId, AttachmentLinks? links = null) => Compose(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("activities");
        foreach (var message in messages)
            Write(writer, message, userId, links);
        writer.WriteEndArray();
        writer.WriteString("watermark", DirectLineIds.Watermark(messages.Count == 0 ? after : messages.Max(m => m.Ordinal)));
        writer.WriteEndObject();
    });

    internal static string Compose(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, StoredMessage message, string userId, AttachmentLinks? links)
    {
        var joined = message is { FromPerson: true, Text: "" };
        writer.WriteStartObject();
        WriteHead(writer, joined ? "event" : "message", DirectLineIds.Activity(message.Address.Address, message.Ordinal), message.Address.Address, message.At);
        if (joined)
            writer.WriteString("name", JoinEvent);
        if (message.FromPerson)
            WriteFromPerson(writer, message, userId, joined, links);
        else
            WriteFromBot(writer, message, links);
        writer.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter writer, string type, string id, string conversationId, DateTimeOffset at)
    {
        writer.WriteString("type", type);
        writer.WriteString("id", id);
        writer.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        writer.WriteString("channelId", DirectLineIds.ChannelName);
        writer.WriteStartObject("conversation");
        writer.WriteString("id", conversationId);
        writer.WriteEndObject();
    }

    private static void WriteBot(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("from");
        writer.WriteString("id", BotId);
        writer.WriteString("name", BotName);
        writer.WriteString("role", "bot");
        writer.WriteEndObject();
    }

    private static void WriteFromPerson(Utf8JsonWriter writer, StoredMessage message, string userId, bool joined, AttachmentLinks? links)
    {
        writer.WriteStartObject("from");
        writer.WriteString("id", userId);
        writer.WriteString("role", "user");
        writer.WriteEndObject();
        if (!joined)
            WriteText(writer, message.Text ?? "");
        if (links is not null && message.Files.Length > 0)
            WriteAttachments(writer, message, links);
        var clientActivityId = DirectLineIds.ClientActivityId(message.Address.Address, message.ClientKey);
        if (clientActivityId is null && message.Text is not null)
            return;
        writer.WriteStartObject("channelData");
        if (clientActivityId is not null)
            writer.WriteString("clientActivityID", clientActivityId);
        if (message.Text is null)
            writer.WriteBoolean("forgotten", true);
        writer.WriteEndObject();
    }

    private static void WriteAttachments(Utf8JsonWriter writer, StoredMessage message, AttachmentLinks links)
    {
        writer.WriteStartArray("attachments");
        for (var i = 0; i < message.Files.Length; i++)
        {
            var file = message.Files[i];
            writer.WriteStartObject();
            writer.WriteString("contentType", file.ContentType);
            writer.WriteString("contentUrl", links.Of(message.Address.Address, message.Ordinal, file, small: false));
            writer.WriteString("name", AttachmentLinks.Name(file, i + 1));
            if (file.HasThumbnail)
                writer.WriteString("thumbnailUrl", links.Of(message.Address.Address, message.Ordinal, file, small: true));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFromBot(Utf8JsonWriter writer, StoredMessage message, AttachmentLinks? links)
    {
        var prompt = message.Prompt ?? Prompt.NotKept;
        var (text, buttons) = PromptLayout.For(prompt);
        WriteBot(writer);
        WriteText(writer, text);
        writer.WriteString("locale", prompt.Language ?? Languages.Indonesian);
        writer.WriteString("inputHint", prompt.Kind == PromptKind.Question ? "expectingInput" : "acceptingInput");
        if (buttons.Length > 0)
            WriteButtons(writer, message, buttons.Zip(prompt.Choices));
        if (links is not null && prompt.Attached is { } attached)
            WriteAttached(writer, message, attached, links);
        if (Expected(prompt.Expects) is not { } expected)
            return;
        writer.WriteStartObject("channelData");
        writer.WriteString("expects", expected);
        writer.WriteEndObject();
    }

    private static void WriteAttached(Utf8JsonWriter writer, StoredMessage message, PromptAttachment attached, AttachmentLinks links)
    {
        writer.WriteStartArray("attachments");
        writer.WriteStartObject();
        writer.WriteString("contentType", MadeFile.TypeOf(attached));
        writer.WriteString("contentUrl", links.OfMade(message.Address.Address, message.Ordinal));
        writer.WriteString("name", attached.FileName);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>Null where a text box is the right control.</summary>
    internal static string? Expected(Expectation expects) => expects switch
    {
        Expectation.Text => null,
        Expectation.Number => "number",
        Expectation.Photo => "photo",
        Expectation.Location => "location",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A button may be as short as a number; what it says in the history is the choice's whole label.</summary>
    private static void WriteButtons(Utf8JsonWriter writer, StoredMessage message, IEnumerable<(PromptChoice Button, PromptChoice Choice)> buttons)
    {
        writer.WriteStartObject("suggestedActions");
        writer.WriteStartArray("actions");
        foreach (var (button, choice) in buttons)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "messageBack");
            writer.WriteString("title", button.Label);
            writer.WriteString("text", choice.Label);
            writer.WriteString("displayText", choice.Label);
            writer.WriteStartObject("value");
            writer.WriteNumber("t", message.Turn);
            writer.WriteNumber("o", message.Ordinal);
            writer.WriteString("k", choice.Key);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        writer.WriteString("text", text);
        writer.WriteString("textFormat", "plain");
    }
}
