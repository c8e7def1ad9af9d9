using System.Text.Json.Serialization;

namespace Telegram.Bot.Types.ReplyMarkups;

/// <summary>What stands under a message or in place of the keyboard.</summary>
[JsonDerivedType(typeof(InlineKeyboardMarkup))]
public abstract class ReplyMarkup;
