using System.Diagnostics.CodeAnalysis;

namespace Telegram.Bot.Types.ReplyMarkups;

/// <summary>Rows of buttons under a message.</summary>
public class InlineKeyboardMarkup : ReplyMarkup
{
    [SetsRequiredMembers]
    public InlineKeyboardMarkup() => InlineKeyboard = [];

    [SetsRequiredMembers]
    public InlineKeyboardMarkup(IEnumerable<IEnumerable<InlineKeyboardButton>> inlineKeyboard) => InlineKeyboard = inlineKeyboard;

    /// <summary>One row.</summary>
    [SetsRequiredMembers]
    public InlineKeyboardMarkup(params InlineKeyboardButton[] inlineKeyboardRow) => InlineKeyboard = [inlineKeyboardRow];

    /// <summary>One row.</summary>
    [SetsRequiredMembers]
    public InlineKeyboardMarkup(IEnumerable<InlineKeyboardButton> inlineKeyboardRow) => InlineKeyboard = [inlineKeyboardRow];

    public required IEnumerable<IEnumerable<InlineKeyboardButton>> InlineKeyboard { get; set; }
}
