using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace KotanBot.Fakes;

/// <summary>A button below a message.</summary>
public sealed record ShownButton(string Text, string? Data, string? Url);

/// <summary>A short note that Telegram shows over the chat when the bot answers a press.</summary>
public sealed record Toast(string CallbackId, string Text, bool IsAlert);

/// <summary>A message as the person sees it now. <see cref="Raw"/> is a copy of what Telegram holds.</summary>
public sealed record ShownMessage(int Id, bool FromBot, string Text, ImmutableArray<ImmutableArray<ShownButton>> Keyboard, bool IsEdited, int? ReplyTo, JsonObject Raw)
{
    public IEnumerable<ShownButton> Buttons => Keyboard.SelectMany(row => row);

    internal static ShownMessage Of(JsonObject message, long botId)
    {
        var raw = (JsonObject)message.DeepClone();
        var rows = raw["reply_markup"]?["inline_keyboard"] as JsonArray ?? [];
        return new(
            (int)raw["message_id"]!,
            (long?)raw["from"]?["id"] == botId,
            (string?)(raw["text"] ?? raw["caption"]) ?? "",
            [.. rows.Select(row => ((JsonArray)row!).Select(b => new ShownButton((string)b!["text"]!, (string?)b["callback_data"], (string?)b["url"])).ToImmutableArray())],
            raw["edit_date"] is not null,
            (int?)raw["reply_to_message"]?["message_id"],
            raw);
    }
}
