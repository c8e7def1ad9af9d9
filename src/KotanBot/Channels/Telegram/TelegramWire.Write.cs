using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Storage;
using Telegram.Bot.Types.ReplyMarkups;

namespace KotanBot.Channels.Telegram;

public static partial class TelegramWire
{
    public const int LongestMessage = 4_096;

    private const int LongestChosen = 200;

    /// <summary>The Telegram messages that say one of ours, in order; empty when there is nothing to see.</summary>
    public static ImmutableArray<TelegramText> Write(StoredMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Prompt is not { } prompt)
            return [];
        var (text, rows) = LayOut(prompt);
        var keyboard = KeyboardOf(message, rows);
        var parts = Split(text);
        if (parts.Count == 0)
        {
            if (keyboard is null)
                return [];
            parts.Add("…");
        }
        return [.. parts.Select((part, i) => i == parts.Count - 1 && keyboard is not null
            ? new TelegramText(TelegramHtml.Escape(part), text == PromptLayout.Lines(prompt) ? part : WithChoices(part, prompt), keyboard)
            : new TelegramText(TelegramHtml.Escape(part), part, null))];
    }

    /// <summary>How the last part reads without its buttons. The choices stay whole, the question gives way.</summary>
    private static string WithChoices(string part, Prompt prompt)
    {
        var list = TelegramHtml.Clean(PromptLayout.Lines(prompt with { Text = "" }).ReplaceLineEndings("\n")).Trim();
        if (list.Length == 0)
            return part;
        list = Shorten(list, LongestMessage - LongestChosen);
        return $"{Shorten(part, LongestMessage - list.Length - 1)}\n{list}";
    }

    /// <summary>
    /// How the message with the buttons looks once one was pressed. Null when it stays as it is: after <c>?</c> the person
    /// still answers, and a key that the prompt does not have changes nothing.
    /// </summary>
    public static TelegramText? Chosen(Prompt prompt, string key)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        if (Find(prompt, key) is not { } choice || key == HelpKey)
            return null;
        var parts = Split(LayOut(prompt).Text);
        var label = Shorten(LineOf(choice.Label), LongestChosen);
        var text = Shorten(parts.Count == 0 ? "…" : parts[^1], LongestMessage - label.Length - 4);
        return new TelegramText($"{TelegramHtml.Escape(text)}\n\n✓ <b>{TelegramHtml.Escape(label)}</b>", $"{text}\n\n✓ {label}", null);
    }

    private static PromptChoice? Find(Prompt prompt, string key) =>
        prompt.Choices.FirstOrDefault(c => c.Key == key)
        ?? (int.TryParse(key, out var place) && place >= 1 && place <= prompt.Choices.Length ? prompt.Choices[place - 1] : null);

    private static InlineKeyboardMarkup? KeyboardOf(StoredMessage message, ImmutableArray<ImmutableArray<Button>> rows) => rows.IsEmpty
        ? null
        : new InlineKeyboardMarkup(rows.Select(row => row
            .Select(b => InlineKeyboardButton.WithCallbackData(b.Label, DataOf(message.Turn, message.Ordinal, b.Key, b.Place))).ToList()).ToList());

    private static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }
}
