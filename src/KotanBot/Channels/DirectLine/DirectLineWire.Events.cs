using System.Text.Json;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

public static partial class DirectLineWire
{
    /// <summary>The bot is at work. Stands nowhere in the log, so the watermark stays.</summary>
    public static string WriteTyping(string conversationId, DateTimeOffset at, long after) => Compose(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("activities");
        WriteEvent(writer, "typing", DirectLineIds.Unlogged(conversationId), conversationId, at);
        writer.WriteEndArray();
        writer.WriteString("watermark", DirectLineIds.Watermark(after));
        writer.WriteEndObject();
    });

    /// <summary>The last set of a conversation: what is left of it, and its end, which takes the place after the last message.</summary>
    public static string WriteEnd(IEnumerable<StoredMessage> messages, ConversationEnd end, string userId, AttachmentLinks? links = null) => Compose(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("activities");
        foreach (var message in messages)
            Write(writer, message, userId, links);
        WriteEvent(writer, "endOfConversation", DirectLineIds.Activity(end.Address, end.Ordinal), end.Address, end.At);
        writer.WriteEndArray();
        writer.WriteString("watermark", DirectLineIds.Watermark(end.Ordinal));
        writer.WriteEndObject();
    });

    /// <summary>What became of an activity that came as a frame; only who sends such frames ever gets one.</summary>
    internal static string WriteReply(ActivityReply reply) => Compose(writer =>
    {
        writer.WriteStartObject();
        if (reply is ActivityReply.Accepted accepted)
            writer.WriteString("id", accepted.ActivityId);
        if (reply is ActivityReply.Refused refused)
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", refused.Code);
            writer.WriteString("message", refused.Message);
            if (refused.AfterSeconds is { } seconds)
                writer.WriteNumber("retryAfter", seconds);
            writer.WriteEndObject();
        }

        if (reply.ClientId is { } clientId)
            writer.WriteString("clientActivityID", clientId);
        writer.WriteEndObject();
    });

    private static void WriteEvent(Utf8JsonWriter writer, string type, string id, string conversationId, DateTimeOffset at)
    {
        writer.WriteStartObject();
        WriteHead(writer, type, id, conversationId, at);
        WriteBot(writer);
        if (type == "endOfConversation")
            writer.WriteString("code", "completedSuccessfully");
        writer.WriteEndObject();
    }
}
