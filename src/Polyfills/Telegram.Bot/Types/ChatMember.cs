using System.Text.Json.Serialization;
using Telegram.Bot.Serialization;
using Telegram.Bot.Types.Enums;

namespace Telegram.Bot.Types;

/// <summary>Someone's place in a chat.</summary>
[JsonConverter(typeof(ChatMemberConverter))]
public abstract class ChatMember
{
    public abstract ChatMemberStatus Status { get; }

    public User User { get; set; } = null!;

    [JsonIgnore]
    public bool IsInChat => this is not (ChatMemberLeft or ChatMemberBanned or ChatMemberRestricted { IsMember: false });
}

/// <summary>The owner of a group.</summary>
public class ChatMemberOwner : ChatMember
{
    public override ChatMemberStatus Status => ChatMemberStatus.Creator;
}

/// <summary>An administrator of a group.</summary>
public class ChatMemberAdministrator : ChatMember
{
    public override ChatMemberStatus Status => ChatMemberStatus.Administrator;
}

/// <summary>A plain member.</summary>
public class ChatMemberMember : ChatMember
{
    public override ChatMemberStatus Status => ChatMemberStatus.Member;
}

/// <summary>Under restrictions, inside the group or not.</summary>
public class ChatMemberRestricted : ChatMember
{
    public override ChatMemberStatus Status => ChatMemberStatus.Restricted;

    public bool IsMember { get; set; }
}

/// <summary>Gone, free to come back.</summary>
public class ChatMemberLeft : ChatMember
{
    public override ChatMemberStatus Status => ChatMemberStatus.Left;
}

/// <summary>Banned from a group; for the bot itself in a private chat: blocked by the person.</summary>
public class ChatMemberBanned : ChatMember
{
    public override ChatMemberStatus Status => ChatMemberStatus.Kicked;
}
