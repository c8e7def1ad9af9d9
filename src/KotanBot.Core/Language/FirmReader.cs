namespace KotanBot.Core.Language;

/// <summary>
/// Reads an answer that cannot be taken back: consent, sending, erasing. Only the whole message counts, as the key, the
/// label, an alias or the number in the list; nothing inside a sentence, no typing errors, no question mark. "nanti
/// kirim", "kurang setuju" and "hapus?" are no such answers.
/// </summary>
public static class FirmReader
{
    public static string? Read(string text, IReadOnlyList<ChoiceWords> choices)
    {
        if (text.Contains('?', StringComparison.Ordinal))
            return null;
        var said = TextFolding.Fold(text);
        for (var i = 0; i < choices.Count; i++)
            if (said == $"{i + 1}" || Names(choices[i]).Any(n => TextFolding.Fold(n) == said))
                return choices[i].Key;
        return null;
    }

    private static IEnumerable<string> Names(ChoiceWords choice) => choice.Aliases.Prepend(choice.Label).Prepend(choice.Key);
}
