using System.Collections.Immutable;
using KotanBot.Core.Conversations;

namespace KotanBot.Channels.Telegram;

public static partial class TelegramWire
{
    private const string HelpKey = "?";

    private const int MostRows = 3;

    private const int MostInRow = 8;

    /// <summary>More in a row are hard to hit with a thumb, so they share a row only when there are many.</summary>
    private const int EasyInRow = 5;

    /// <summary>Characters that a button shows on a small phone, by how many share its row.</summary>
    private static readonly ImmutableArray<int> Room = [0, 34, 15, 9, 7, 5, 4, 3, 2];

    /// <summary>
    /// Text and rows of buttons: the labels where three rows hold them, else the numbers of a list in the text, else
    /// no button per choice. Whatever has no button is still accepted when typed.
    /// </summary>
    private static (string Text, ImmutableArray<ImmutableArray<Button>> Rows) LayOut(Prompt prompt)
    {
        var labelled = PromptLayout.For(prompt);
        var wanted = ButtonsOf(prompt, labelled.Buttons);
        if ((PackItem(wanted) ?? Pack(wanted)) is { } rows)
            return (labelled.Text, rows);
        var numbered = PromptLayout.Numbered(prompt);
        var buttons = ButtonsOf(prompt, numbered.Buttons);
        if ((PackItem(buttons) ?? Pack(buttons)) is { } numbers)
            return (numbered.Text, numbers);
        return StackCommands(prompt) is { } stack ? (labelled.Text, stack) : (numbered.Text, Pack([.. buttons.Where(b => !IsNumber(b.Label))]) ?? []);
    }

    /// <summary>A menu of commands with words after them, one below the other: such a command is too long for a button that shows it. Null for anything else.</summary>
    private static ImmutableArray<ImmutableArray<Button>>? StackCommands(Prompt prompt)
    {
        var buttons = ButtonsOf(prompt, prompt.Choices);
        return !buttons.IsEmpty && buttons.All(b => b.Key.StartsWith('/') || b.Key == HelpKey) ? [.. buttons.Select(b => ImmutableArray.Create(b with { Label = Shorten(b.Label) }))] : null;
    }

    /// <summary>The whole label stands in the text.</summary>
    private static string Shorten(string label)
    {
        if (WidthOf(label) <= Room[1])
            return label;
        var end = Math.Min(label.Length, Room[1] - 1);
        return label[..(char.IsHighSurrogate(label[end - 1]) ? end - 1 : end)].TrimEnd() + "…";
    }

    private static bool IsNumber(string label) => label.All(char.IsAsciiDigit);

    private static ImmutableArray<Button> ButtonsOf(Prompt prompt, ImmutableArray<PromptChoice> choices)
    {
        var buttons = choices.Select((c, place) => new Button(LineOf(c.Label), c.Key, place));
        return [.. prompt.Help ? buttons.Append(new Button(HelpKey, HelpKey, choices.Length)) : buttons];
    }

    /// <summary>The letters of an item and its explanation in one row, above it what the reports suggest, below it the reasons that are no options.</summary>
    private static ImmutableArray<ImmutableArray<Button>>? PackItem(ImmutableArray<Button> buttons)
    {
        var letters = buttons.Where(b => b.Key is [>= 'a' and <= 'z']).ToImmutableArray();
        var reasons = buttons.Where(b => SkipReasons.All.Contains(b.Key)).ToImmutableArray();
        if (letters.IsEmpty || reasons.IsEmpty)
            return null;
        ImmutableArray<Button> helps = [.. buttons.Where(b => b.Key == HelpKey)];
        ImmutableArray<ImmutableArray<Button>> rows = [[.. buttons.Except(letters).Except(reasons).Except(helps)], [.. letters, .. helps], reasons];
        rows = rows.RemoveAll(row => row.IsEmpty);
        return rows.All(row => row.Length < Room.Length && row.All(b => WidthOf(b.Label) <= Room[row.Length])) ? rows : null;
    }

    /// <summary>The fewest rows that hold all labels in their order, the fullest being as empty as can be; null when three do not.</summary>
    private static ImmutableArray<ImmutableArray<Button>>? Pack(ImmutableArray<Button> buttons)
    {
        if (buttons.IsEmpty)
            return [];
        foreach (var most in (ReadOnlySpan<int>)[EasyInRow, MostInRow])
            for (var rows = 1; rows <= MostRows; rows++)
                if (Sizes(buttons.Length, rows, most).Where(sizes => Holds(buttons, sizes)).MinBy(sizes => sizes.Sum(s => s * s)) is { } best)
                    return RowsOf(buttons, best);
        return null;
    }

    /// <summary>All ways to share so many buttons out over so many rows, fuller rows first.</summary>
    private static IEnumerable<int[]> Sizes(int buttons, int rows, int most)
    {
        if (rows == 1)
            return buttons >= 1 && buttons <= most ? [[buttons]] : [];
        return Enumerable.Range(1, Math.Max(0, Math.Min(most, buttons - 1))).Reverse()
            .SelectMany(first => Sizes(buttons - first, rows - 1, most).Select(rest => (int[])[first, .. rest]));
    }

    private static bool Holds(ImmutableArray<Button> buttons, int[] sizes) => RowsOf(buttons, sizes).All(row => row.All(b => WidthOf(b.Label) <= Room[row.Length]));

    private static ImmutableArray<ImmutableArray<Button>> RowsOf(ImmutableArray<Button> buttons, int[] sizes)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Button>>();
        var from = 0;
        foreach (var size in sizes)
        {
            rows.Add(buttons.Slice(from, size));
            from += size;
        }

        return rows.ToImmutable();
    }

    /// <summary>Picture signs and East Asian letters take the room of two.</summary>
    private static int WidthOf(string label) => label.EnumerateRunes().Sum(r => r.Value >= 0x1100 && r.Value is not (>= 0x1E00 and <= 0x2BFF) ? 2 : 1);

    /// <summary>A label as one visible line.</summary>
    private static string LineOf(string label)
    {
        var line = TelegramHtml.Clean(label).Replace('\n', ' ').Replace('\t', ' ').Trim();
        return TelegramHtml.IsBlank(line) ? "…" : line;
    }

    private readonly record struct Button(string Label, string Key, int Place);
}
