using System.Collections.Immutable;

namespace KotanBot.Charts;

/// <summary>
/// How wide a text is at the most. Measured with DejaVu Sans, the widest of the usual fonts (and the one of a bare Debian): what fits with it fits with every other.
/// </summary>
public static class LetterWidths
{
    private const double Bold = 1.13;

    /// <summary>Of a space and the letters behind it, in hundredths of the size of the letters.</summary>
    private static readonly byte[] Hundredths =
    [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
        100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50,
        50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ];

    public static double Of(string text, double size, bool bold = false)
    {
        var hundredths = 0;
        foreach (var letter in text)
            hundredths += letter is >= ' ' and <= '~' ? Hundredths[letter - ' '] : letter is '–' ? 50 : letter is '·' ? 32 : 100;
        return hundredths * size / 100 * (bold ? Bold : 1);
    }

    /// <summary>The text, or as much of its beginning as has room.</summary>
    public static string Fit(string text, double size, double width, bool bold = false)
    {
        if (Of(text, size, bold) <= width)
            return text;
        var length = text.Length;
        while (length > 1 && Of(text[..length] + "…", size, bold) > width)
            length--;
        if (char.IsHighSurrogate(text[length - 1]))
            length--;
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>Broken between words; what is left after <paramref name="most"/> lines is cut off.</summary>
    public static ImmutableArray<string> Wrap(string text, double size, double width, int most, bool bold = false)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var rest = text.Trim();
        while (lines.Count < most - 1 && Of(rest, size, bold) > width && Break(rest, size, width, bold) is > 0 and var end)
        {
            lines.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }
        lines.Add(Fit(rest, size, width, bold));
        return lines.ToImmutable();
    }

    private static int Break(string text, double size, double width, bool bold)
    {
        var best = 0;
        for (var i = 1; i < text.Length && Of(text[..i], size, bold) <= width; i++)
            if (text[i] == ' ')
                best = i;
        return best;
    }
}
