using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;

namespace Telegram.Bot.Types.Enums;

/// <summary>Kinds of chat; 0 is a kind that did not exist yet when this was written.</summary>
[JsonConverter(typeof(EnumConverter<ChatType>))]
public enum ChatType
{
    Private = 1,
    Group,
    Channel,
    Supergroup,
}
