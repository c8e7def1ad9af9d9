using System.Text.Json.Serialization;
using Telegram.Bot.Types.Enums;

namespace Telegram.Bot.Types;

/// <summary>In which chats a list of commands is shown.</summary>
[JsonDerivedType(typeof(BotCommandScopeDefault))]
[JsonDerivedType(typeof(BotCommandScopeAllPrivateChats))]
public abstract class BotCommandScope
{
    public abstract BotCommandScopeType Type { get; }

    public static BotCommandScopeDefault Default() => new();

    public static BotCommandScopeAllPrivateChats AllPrivateChats() => new();
}

/// <summary>Everywhere that no narrower list applies.</summary>
public class BotCommandScopeDefault : BotCommandScope
{
    public override BotCommandScopeType Type => BotCommandScopeType.Default;
}

/// <summary>In private chats.</summary>
public class BotCommandScopeAllPrivateChats : BotCommandScope
{
    public override BotCommandScopeType Type => BotCommandScopeType.AllPrivateChats;
}
