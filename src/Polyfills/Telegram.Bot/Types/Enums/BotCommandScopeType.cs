using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;

namespace Telegram.Bot.Types.Enums;

/// <summary>In which chats a list of commands is shown.</summary>
[JsonConverter(typeof(EnumConverter<BotCommandScopeType>))]
public enum BotCommandScopeType
{
    Default = 1,
    AllPrivateChats,
}
