using System.Diagnostics.CodeAnalysis;

namespace Telegram.Bot.Types.ReplyMarkups;

/// <summary>A button that opens an address or sends its data back, 64 bytes at most.</summary>
public class InlineKeyboardButton
{
    public InlineKeyboardButton()
    {
    }

    [SetsRequiredMembers]
    public InlineKeyboardButton(string text) => Text = text;

    public required string Text { get; set; }

    public string? Url { get; set; }

    public string? CallbackData { get; set; }

    public static InlineKeyboardButton WithUrl(string text, string url) => new(text) { Url = url };

    public static InlineKeyboardButton WithCallbackData(string text, string callbackData) => new(text) { CallbackData = callbackData };
}
