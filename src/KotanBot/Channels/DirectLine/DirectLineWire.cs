using System.Globalization;
using System.Text;
using System.Text.Json;
using KotanBot.Core.Conversations;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// The pure mapping between Bot Framework activities and the bot's own messages: no I/O, no clock. It reads leniently
/// (whatever a person could have meant) and writes strictly (plain text, the fields that clients rely on).
/// </summary>
public static partial class DirectLineWire
{
    internal const int LongestClientActivityId = 200;

    internal const int LongestButtonKey = 200;

    /// <param name="fallbackKey">Key of the message when the client gave no <c>clientActivityID</c>.</param>
    public static DirectLineReading Read(ReadOnlyMemory<byte> json, string conversationId, string fallbackKey)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, conversationId, fallbackKey);
        }
        catch (JsonException)
        {
            return new DirectLineReading.Malformed("The body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            // The JSON reader throws this for text that is no Unicode, such as half of a surrogate pair.
            return new DirectLineReading.Malformed("The body holds text that is not valid Unicode.");
        }
    }

    private static DirectLineReading Read(JsonElement activity, string conversationId, string fallbackKey)
    {
        if (activity.ValueKind != JsonValueKind.Object)
            return new DirectLineReading.Malformed("An activity must be a JSON object.");
        if (Text(activity, "type") is not { Length: > 0 } type)
            return new DirectLineReading.Malformed("An activity needs a 'type'.");
        var clientId = Text(Member(activity, "channelData"), "clientActivityID");
        if (clientId?.Length > LongestClientActivityId)
            return new DirectLineReading.Malformed($"'clientActivityID' may have {LongestClientActivityId} characters at most.");
        var key = string.IsNullOrEmpty(clientId) ? fallbackKey : DirectLineIds.KeyOf(conversationId, clientId);
        InboundMessage Inbound(Input input, string shown) => new(DirectLineIds.Address(conversationId), key, input, shown);

        switch (type)
        {
            case "message":
                if (Member(activity, "text").ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.True or JsonValueKind.False)
                    return new DirectLineReading.Malformed("'text' must be a string.") { ClientId = clientId };
                var (input, shown) = ReadMessage(activity);
                return new DirectLineReading.Message(Inbound(input, shown)) { ClientId = clientId };
            case "conversationUpdate":
            case "event" when Text(activity, "name") == JoinEvent:
                return new DirectLineReading.Message(Inbound(new Input.Joined(), "")) { ClientId = clientId };
            case "endOfConversation":
                return new DirectLineReading.End { ClientId = clientId };
            default:
                return new DirectLineReading.Ignored(type) { ClientId = clientId };
        }
    }

    private static (Input Input, string Shown) ReadMessage(JsonElement activity)
    {
        var raw = Text(activity, "text") ?? "";
        var text = WithoutControls(raw);
        if (ReadPress(Member(activity, "value")) is { } press)
        {
            var label = Text(Member(Member(activity, "channelData"), "messageBack"), "displayText") ?? text;
            return (press, label.Length == 0 ? press.Key : WithoutControls(label));
        }

        if (ReadPlace(Member(activity, "entities")) is { } place)
            return (place, ShownPlace(place));
        if (text.Length > 0)
            return (new Input.Text(text), text);
        if (raw.Length > 0)
            return (new Input.Text(raw), "");
        if (Member(activity, "attachments") is { ValueKind: JsonValueKind.Array } attachments && attachments.GetArrayLength() > 0)
            return (new Input.Unsupported(KindOf(attachments[0])), "📎");
        return (new Input.Text(""), "");
    }

    internal static string ShownPlace(Input.Place place) =>
        string.Create(CultureInfo.InvariantCulture, $"📍 {place.Latitude:0.#####}, {place.Longitude:0.#####}");

    /// <summary>What the client says that it is decides only the words of the refusal.</summary>
    private static string KindOf(JsonElement attachment)
    {
        var type = Member(attachment, "contentType") is { ValueKind: JsonValueKind.String } named ? named.GetString()! : "";
        return type.Split('/')[0] switch
        {
            "audio" => "audio",
            "video" => "video",
            _ => "attachment",
        };
    }

    /// <summary>A button's value as we wrote it, either as the object or as its JSON in a string.</summary>
    private static Input.Press? ReadPress(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            if (!text.StartsWith('{'))
                return null;
            try
            {
                using var document = JsonDocument.Parse(text);
                return ReadPress(document.RootElement);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return Text(value, "k") is { Length: > 0 and <= LongestButtonKey } key
            && Member(value, "t") is { ValueKind: JsonValueKind.Number } turnElement && turnElement.TryGetInt64(out var turn)
            && Member(value, "o") is { ValueKind: JsonValueKind.Number } ordinalElement && ordinalElement.TryGetInt64(out var ordinal)
                ? new Input.Press(turn, ordinal, key)
                : null;
    }

    private static Input.Place? ReadPlace(JsonElement entities)
    {
        if (entities.ValueKind != JsonValueKind.Array)
            return null;
        foreach (var entity in entities.EnumerateArray())
        {
            var point = Text(entity, "type") == "Place" ? Member(entity, "geo") : entity;
            if (Text(point, "type") == "GeoCoordinates"
                && Degrees(point, "latitude", 90) is { } latitude && Degrees(point, "longitude", 180) is { } longitude)
                return new Input.Place(latitude, longitude);
        }

        return null;
    }

    /// <summary>Null for what is no string or no valid Unicode.</summary>
    internal static string? StringOf(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static double? Degrees(JsonElement point, string name, double most) =>
        Member(point, name) is { ValueKind: JsonValueKind.Number } element && element.TryGetDouble(out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;

    internal static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A string, or a number as it was written; null for anything else.</summary>
    internal static string? Text(JsonElement element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>Control characters other than line breaks and tabs carry no answer and break terminals and exports.</summary>
    internal static string WithoutControls(string text)
    {
        if (!text.Any(IsNoise))
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var character in text.Where(c => !IsNoise(c)))
            kept.Append(character);
        return kept.ToString();
    }

    private static bool IsNoise(char character) => char.IsControl(character) && character is not ('\n' or '\r' or '\t');
}
