using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;

namespace Telegram.Bot.Types.Enums;

/// <summary>Where someone stands in a chat. In a private chat the bot is a member, or kicked when it is blocked.</summary>
[JsonConverter(typeof(EnumConverter<ChatMemberStatus>))]
public enum ChatMemberStatus
{
    Creator = 1,
    Administrator,
    Member,
    Left,
    Kicked,
    Restricted,
}
