using Telegram.Bot.Types.ReplyMarkups;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// One Telegram message: the marked-up text, the same as plain text for the case that Telegram refuses the mark-up or
/// the buttons, and the buttons. The plain text names every choice that the buttons show. It is
/// never blank and has 4,096 UTF-16 units at most.
/// </summary>
public sealed record TelegramText(string Html, string Plain, InlineKeyboardMarkup? Keyboard);
