using System.Text;
using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Api;

/// <summary>What may stand below a message.</summary>
internal static class Keyboards
{
    private const int MostButtons = 100;
    private const int LongestData = 64;

    /// <summary>The inline keyboard to keep with the message; null for none or for the kinds that only the person's keyboard shows.</summary>
    public static JsonObject? Read(ApiCall call)
    {
        if (call.Json("reply_markup") is not { } markup)
            return null;
        if (markup is not JsonObject fields)
            throw ApiFault.BadRequest("object expected as reply markup");
        if (fields["inline_keyboard"] is not { } keyboard)
            return null;
        if (keyboard is not JsonArray rows)
            throw ApiFault.BadRequest("field \"inline_keyboard\" must be of type Array");
        var kept = rows.Select(Row).Where(row => row.Count > 0).ToList();
        if (kept.Sum(row => row.Count) > MostButtons)
            throw ApiFault.BadRequest("reply markup is too long");
        return kept.Count == 0 ? null : new() { ["inline_keyboard"] = new JsonArray([.. kept]) };
    }

    private static JsonArray Row(JsonNode? row) =>
        row is JsonArray buttons ? [.. buttons.Select(Button)] : throw ApiFault.BadRequest("field \"inline_keyboard\" must be an Array of Arrays");

    private static JsonObject Button(JsonNode? button)
    {
        if (button is not JsonObject fields)
            throw ApiFault.BadRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
        if (fields["text"] is not { } label)
            throw ApiFault.BadRequest("can't parse inline keyboard button: Can't find field \"text\"");
        var kept = new JsonObject { ["text"] = label.ToString() };
        if (label.ToString().Trim().Length == 0)
            throw ApiFault.BadRequest("inline keyboard button text must be non-empty");
        if (fields["url"]?.ToString() is { Length: > 0 } url)
            kept["url"] = url;
        else if (fields["callback_data"]?.ToString() is { Length: > 0 } data)
            kept["callback_data"] = Encoding.UTF8.GetByteCount(data) <= LongestData ? data : throw ApiFault.BadRequest("BUTTON_DATA_INVALID");
        else if (fields.FirstOrDefault(f => f.Key is "copy_text" or "web_app" or "login_url" or "switch_inline_query" or "switch_inline_query_current_chat") is { Key: not null } other)
            kept[other.Key] = other.Value?.DeepClone();
        else
            throw ApiFault.BadRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
        return kept;
    }
}
