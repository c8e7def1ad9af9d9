using System.Text.Json.Serialization;

namespace Telegram.Bot.Types.Enums;

/// <summary>How a text is marked up; the Bot API reads the names without regard to case.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ParseMode>))]
public enum ParseMode
{
    None = 0,
    Html = 2,
    MarkdownV2,
}
