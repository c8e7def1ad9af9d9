namespace KotanBot.Channels.Telegram;

public static partial class TelegramWire
{
    /// <summary>
    /// Visible parts that fit a message each. Cut between paragraphs, else lines, else words, as long as that leaves a part
    /// of some size, and never inside a character. What is lost is white space at the cuts.
    /// </summary>
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var rest = TelegramHtml.Clean(text.ReplaceLineEndings("\n")).Trim();
        while (rest.Length > LongestMessage)
        {
            var end = CutOf(rest);
            Keep(rest[..end]);
            rest = rest[end..].TrimStart();
        }

        Keep(rest);
        return parts;

        void Keep(string part)
        {
            if (!TelegramHtml.IsBlank(part))
                parts.Add(part.TrimEnd());
        }
    }

    private static int CutOf(string text)
    {
        const int least = LongestMessage / 4;
        foreach (var mark in (ReadOnlySpan<string>)["\n\n", "\n", " "])
            if (text.LastIndexOf(mark, LongestMessage + mark.Length - 1, StringComparison.Ordinal) is >= least and <= LongestMessage and var end)
                return end;
        return char.IsHighSurrogate(text[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage;
    }
}
