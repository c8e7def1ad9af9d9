using System.Text.Json.Serialization;
using Telegram.Bot.Types.Enums;

namespace Telegram.Bot.Types;

/// <summary>One thing that happened. At most one of the optional members is set; none is set for kinds that we do not read.</summary>
public class Update
{
    [JsonPropertyName("update_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Id { get; set; }

    public Message? Message { get; set; }

    public Message? EditedMessage { get; set; }

    public Message? ChannelPost { get; set; }

    public Message? EditedChannelPost { get; set; }

    public CallbackQuery? CallbackQuery { get; set; }

    /// <summary>The bot's own place in a chat changed: in a private chat, it was blocked or unblocked.</summary>
    public ChatMemberUpdated? MyChatMember { get; set; }

    [JsonIgnore]
    public UpdateType Type => this switch
    {
        { Message: not null } => UpdateType.Message,
        { EditedMessage: not null } => UpdateType.EditedMessage,
        { ChannelPost: not null } => UpdateType.ChannelPost,
        { EditedChannelPost: not null } => UpdateType.EditedChannelPost,
        { CallbackQuery: not null } => UpdateType.CallbackQuery,
        { MyChatMember: not null } => UpdateType.MyChatMember,
        _ => UpdateType.Unknown,
    };
}
