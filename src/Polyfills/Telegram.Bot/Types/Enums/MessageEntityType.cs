using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;

namespace Telegram.Bot.Types.Enums;

/// <summary>What Telegram recognised in a text; 0 is a kind that is not listed here.</summary>
[JsonConverter(typeof(EnumConverter<MessageEntityType>))]
public enum MessageEntityType
{
    Mention = 1,
    Hashtag,
    BotCommand,
    Url,
    Email,
    TextLink = 10,
    TextMention,
    PhoneNumber,
}
