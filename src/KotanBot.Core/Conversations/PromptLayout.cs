using System.Collections.Immutable;
using System.Text;

namespace KotanBot.Core.Conversations;

/// <summary>
/// How a prompt looks where only text and short buttons exist. Choices are numbered in the text when a label is too long
/// for a button; the buttons then carry the numbers. The number is always accepted as an answer.
/// </summary>
public static class PromptLayout
{
    private const int LongestButton = 28;

    /// <summary>Text with every choice on a numbered line, for places without buttons.</summary>
    public static string Lines(Prompt prompt)
    {
        var text = new StringBuilder(prompt.Text);
        for (var i = 0; i < prompt.Choices.Length; i++)
        {
            var choice = prompt.Choices[i];
            text.Append('\n');
            if (IsBeside(prompt, choice))
                text.Append("– ").Append(choice.Label);
            else if (choice.Key.StartsWith('/') || choice.Key is Questions.SkipKey or Questions.BackKey)
                text.Append(choice.Key).Append(" – ").Append(choice.Label);
            else
                text.Append(MarkOf(prompt, i)).Append(". ").Append(choice.Label);
        }

        return text.ToString();
    }

    /// <summary>Text and buttons. Labels stay whole: a label that does not fit a button moves into the text.</summary>
    public static (string Text, ImmutableArray<PromptChoice> Buttons) For(Prompt prompt)
    {
        var fit = prompt.Choices.All(c => c.Label.Length <= LongestButton);
        if (fit && prompt.Many)
            return (Lines(prompt), prompt.Choices);
        if (fit && !IsLettered(prompt))
            return (prompt.Text, prompt.Choices);
        return Numbered(prompt);
    }

    /// <summary>Every choice on its own line of the text; the buttons carry only the numbers.</summary>
    public static (string Text, ImmutableArray<PromptChoice> Buttons) Numbered(Prompt prompt)
    {
        var buttons = prompt.Choices.Select((c, i) => c.Key.StartsWith('/') ? c with { Label = c.Key }
            : c.Key is Questions.SkipKey or Questions.BackKey || IsBeside(prompt, c) ? c
            : c with { Label = MarkOf(prompt, i) });
        return (Lines(prompt), [.. buttons]);
    }

    /// <summary>The number of a choice, or its own letter where the options are a, b, c, d as on the paper sheet.</summary>
    private static string MarkOf(Prompt prompt, int index) => IsLettered(prompt) ? prompt.Choices[index].Key : $"{index + 1}";

    /// <summary>
    /// Options a, b, c, d: they always stand in the text, so that every question of a sheet looks the same. Beside them may stand what is
    /// said in words: a reason to leave the item open, a yes to what the reports say.
    /// </summary>
    private static bool IsLettered(Prompt prompt) => prompt.Choices.Any(IsLetter) && prompt.Choices.All(c => IsLetter(c) || IsReason(c) || c.Key == ItemReasons.ConfirmKey);

    private static bool IsLetter(PromptChoice choice) => choice.Key is [>= 'a' and <= 'z'];

    private static bool IsReason(PromptChoice choice) => ItemReasons.All.Contains(choice.Key);

    /// <summary>Beside options, not among them. The question why something is skipped has nothing but reasons, and there they are the options.</summary>
    private static bool IsBeside(Prompt prompt, PromptChoice choice) =>
        IsLettered(prompt) ? !IsLetter(choice) : IsReason(choice) && prompt.Choices.Any(c => !SkipReasons.All.Contains(c.Key));
}
