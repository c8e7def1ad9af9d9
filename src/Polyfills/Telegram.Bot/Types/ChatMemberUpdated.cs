using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;

namespace Telegram.Bot.Types;

/// <summary>Someone's place in a chat changed.</summary>
public class ChatMemberUpdated
{
    public Chat Chat { get; set; } = null!;

    public User From { get; set; } = null!;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonConverter(typeof(UnixDateTimeConverter))]
    public DateTime Date { get; set; }

    public ChatMember OldChatMember { get; set; } = null!;

    public ChatMember NewChatMember { get; set; } = null!;
}
