using System.Collections.Immutable;
using Telegram.Bot.Types.Enums;

namespace KotanBot.Channels.Telegram;

/// <summary>The kinds of update that we read, and so the only ones that Telegram shall send.</summary>
public static class TelegramKinds
{
    public static readonly ImmutableArray<UpdateType> Read = [UpdateType.Message, UpdateType.EditedMessage, UpdateType.CallbackQuery, UpdateType.MyChatMember];
}
