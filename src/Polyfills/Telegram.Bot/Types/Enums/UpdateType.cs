using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;

namespace Telegram.Bot.Types.Enums;

/// <summary>Kinds of update that we read; every other kind is Unknown.</summary>
[JsonConverter(typeof(EnumConverter<UpdateType>))]
public enum UpdateType
{
    Unknown = 0,
    Message,
    CallbackQuery = 4,
    EditedMessage,
    ChannelPost,
    EditedChannelPost,
    MyChatMember = 12,
}
