using System.Collections.Immutable;
using System.Text.Json;
using KotanBot.Core.Conversations;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// The lean dialect of our own page: the same calls and the same log in far fewer bytes (docs/channels.md). Pure, as
/// <see cref="DirectLineWire"/> is: it reads leniently and writes strictly.
/// </summary>
public static partial class LeanWire
{
    /// <summary>The WebSocket subprotocol.</summary>
    public const string Protocol = "kotanbot.lean";

    /// <summary>As <c>Accept</c> of a GET and <c>Content-Type</c> of a POST.</summary>
    public const string MediaType = "application/vnd.kotanbot.lean+json";

    /// <summary>Answers that one body may hold.</summary>
    public const int MostAtOnce = 50;

    /// <summary>Our page shows this to the person, who can do nothing but send again.</summary>
    private const string Unreadable = "Kiriman ini tidak terbaca. Silakan kirim lagi.";

    /// <param name="json">One answer, or an array of them.</param>
    /// <param name="newKey">Keys for answers that came without an id; they cannot be recognised when they come again.</param>
    public static ImmutableArray<DirectLineReading> Read(ReadOnlyMemory<byte> json, string conversationId, Func<string> newKey)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array)
                return [ReadAnswer(root, conversationId, newKey)];
            return root.GetArrayLength() is > 0 and <= MostAtOnce
                ? [.. root.EnumerateArray().Select(answer => ReadAnswer(answer, conversationId, newKey))]
                : [new DirectLineReading.Malformed($"An array holds 1 to {MostAtOnce} answers.", $"Sekali kirim memuat 1 sampai {MostAtOnce} jawaban.")];
        }
        catch (JsonException)
        {
            return [new DirectLineReading.Malformed("This is not valid JSON.", Unreadable)];
        }
    }

    private static DirectLineReading ReadAnswer(JsonElement answer, string conversationId, Func<string> newKey)
    {
        string? id = null;
        try
        {
            id = DirectLineWire.Text(answer, "i");
            if (id?.Length > DirectLineWire.LongestClientActivityId)
                return new DirectLineReading.Malformed($"'i' may have {DirectLineWire.LongestClientActivityId} characters at most.", Unreadable);
            if (ReadInput(answer) is not var (input, shown))
                return new DirectLineReading.Malformed("An answer is an object with 't', 'k' and 'p', 'g' or 'j'.", Unreadable) { ClientId = id };
            var key = string.IsNullOrEmpty(id) ? newKey() : DirectLineIds.KeyOf(conversationId, id);
            return new DirectLineReading.Message(new InboundMessage(DirectLineIds.Address(conversationId), key, input, shown)) { ClientId = id };
        }
        catch (InvalidOperationException)
        {
            // The JSON reader throws this for text that is no Unicode, such as half of a surrogate pair.
            return new DirectLineReading.Malformed("This holds text that is not valid Unicode.", "Ada tanda yang tidak terbaca. Silakan tulis ulang.") { ClientId = id };
        }
    }

    private static (Input Input, string Shown)? ReadInput(JsonElement answer)
    {
        var raw = DirectLineWire.Text(answer, "t");
        var text = DirectLineWire.WithoutControls(raw ?? "");
        if (ReadPress(answer) is { } press)
            return (press, text.Length == 0 ? DirectLineWire.WithoutControls(press.Key) : text);
        if (Pair(DirectLineWire.Member(answer, "g"), out var latitude, out var longitude) && ReadPlace(latitude, longitude) is { } place)
            return (place, DirectLineWire.ShownPlace(place));
        if (raw is not null)
            return (new Input.Text(text.Length == 0 ? raw : text), text);
        return IsSet(DirectLineWire.Member(answer, "j")) ? (new Input.Joined(), "") : null;
    }

    private static Input.Press? ReadPress(JsonElement answer) =>
        DirectLineWire.Text(answer, "k") is { Length: > 0 and <= DirectLineWire.LongestButtonKey } key
        && Pair(DirectLineWire.Member(answer, "p"), out var first, out var second) && first.TryGetInt64(out var turn) && second.TryGetInt64(out var ordinal)
            ? new Input.Press(turn, ordinal, key)
            : null;

    private static Input.Place? ReadPlace(JsonElement latitude, JsonElement longitude) =>
        latitude.TryGetDouble(out var north) && longitude.TryGetDouble(out var east) && Math.Abs(north) <= 90 && Math.Abs(east) <= 180
            ? new Input.Place(north, east)
            : null;

    private static bool Pair(JsonElement pair, out JsonElement first, out JsonElement second)
    {
        first = second = default;
        if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2)
            return false;
        (first, second) = (pair[0], pair[1]);
        return first.ValueKind == JsonValueKind.Number && second.ValueKind == JsonValueKind.Number;
    }

    private static bool IsSet(JsonElement flag) =>
        flag.ValueKind == JsonValueKind.True || (flag.ValueKind == JsonValueKind.Number && flag.TryGetDouble(out var number) && number != 0);
}
