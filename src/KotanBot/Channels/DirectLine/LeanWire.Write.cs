using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

public static partial class LeanWire
{
    /// <summary>One frame or one body; what is not there takes no bytes.</summary>
    public static byte[] Write(LeanSet set) => Encoding.UTF8.GetBytes(DirectLineWire.Compose(writer =>
    {
        writer.WriteStartObject();
        if (set.Resume is { } resume)
            writer.WriteString("r", resume);
        if (!set.Acknowledged.IsEmpty)
            WriteAcknowledged(writer, set.Acknowledged);
        if (set.Refused is { } refused)
            WriteRefused(writer, refused);
        if (set.Messages.Count > 0)
            WriteMessages(writer, set.Messages);
        if (set.Watermark is { } watermark)
            writer.WriteNumber("w", watermark);
        if (set.Typing)
            writer.WriteNumber("y", 1);
        if (set.Ended)
            writer.WriteNumber("end", 1);
        writer.WriteEndObject();
    }));

    private static void WriteAcknowledged(Utf8JsonWriter writer, ImmutableArray<LeanAcknowledgement> acknowledged)
    {
        writer.WriteStartArray("a");
        foreach (var (id, ordinal) in acknowledged)
        {
            writer.WriteStartArray();
            WriteText(writer, id ?? "");
            writer.WriteNumberValue(ordinal);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteRefused(Utf8JsonWriter writer, LeanRefusal refused)
    {
        writer.WriteStartObject("no");
        if (refused.ClientId is { } id)
            WriteText(writer, "i", id);
        writer.WriteNumber("s", refused.Status);
        WriteText(writer, "m", refused.Message);
        if (refused.AfterSeconds is { } seconds)
            writer.WriteNumber("after", seconds);
        writer.WriteEndObject();
    }

    private static void WriteMessages(Utf8JsonWriter writer, IReadOnlyList<StoredMessage> messages)
    {
        writer.WriteStartArray("m");
        foreach (var message in messages)
        {
            writer.WriteStartObject();
            writer.WriteNumber("n", message.Ordinal);
            if (message.FromPerson)
                WriteFromPerson(writer, message);
            else
                WriteFromBot(writer, message, message.Prompt ?? Prompt.NotKept);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFromPerson(Utf8JsonWriter writer, StoredMessage message)
    {
        writer.WriteNumber("u", 1);
        if (message.Text is null)
            writer.WriteNumber("f", 1);
        else if (message.Text.Length > 0)
            WriteText(writer, "t", message.Text);
        if (DirectLineIds.ClientActivityId(message.Address.Address, message.ClientKey) is { } id)
            WriteText(writer, "i", id);
    }

    /// <summary>The choices stand beside the text and never in it: the page lays them out itself.</summary>
    private static void WriteFromBot(Utf8JsonWriter writer, StoredMessage message, Prompt prompt)
    {
        WriteText(writer, "t", prompt.Text);
        if (prompt.Kind == PromptKind.Question)
            writer.WriteNumber("q", 1);
        if (DirectLineWire.Expected(prompt.Expects) is { } expected)
            writer.WriteString("e", expected);
        if (prompt.Help)
            writer.WriteNumber("h", 1);
        if (prompt.Many)
            writer.WriteNumber("x", 1);
        if (prompt.Language is { } language && language != Languages.Indonesian)
            WriteText(writer, "l", language);
        if (prompt.Attached is { } attached)
            WriteAttached(writer, attached);
        if (prompt.Choices.IsEmpty)
            return;
        writer.WriteNumber("v", message.Turn);
        writer.WriteStartArray("c");
        foreach (var choice in prompt.Choices)
        {
            writer.WriteStartArray();
            WriteText(writer, choice.Key);
            WriteText(writer, choice.Label);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>What it is and, of a document, how to call it: a page that is slow or dear loads it only when somebody asks.</summary>
    private static void WriteAttached(Utf8JsonWriter writer, PromptAttachment attached)
    {
        writer.WriteStartArray("d");
        WriteText(writer, attached.Label);
        if (!attached.IsPicture)
            WriteText(writer, attached.FileName);
        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WritePropertyName(name);
        WriteText(writer, text);
    }

    /// <summary>The framework's writer turns every emoji into twelve bytes; here only what JSON asks for is escaped.</summary>
    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\t' => json.Append("\\t"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append($"\\u{rune.Value:x4}"),
                _ => json.Append(rune.ToString()),
            };
        }

        writer.WriteRawValue(json.Append('"').ToString(), skipInputValidation: true);
    }
}
