using Telegram.Bot.Types.ReplyMarkups;

namespace KotanBot.Channels.Telegram;

/// <summary>One Telegram message: its text with markup, the same without, and its buttons.</summary>
public sealed record TelegramText(string Html, string Plain, InlineKeyboardMarkup? Keyboard);
