using System.Globalization;
using System.Text;

namespace KotanBot.Core.Language;

/// <summary>Writes numbers the Indonesian way: in words, and with thousands dots and a decimal comma.</summary>
public static class NumberWords
{
    public const long Largest = 1_000_000_000_000;

    private static readonly string[] Digits =
        ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

    private static readonly (long Value, string Name)[] Scales =
        [(1_000_000_000_000, "triliun"), (1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu")];

    /// <summary>The number in words; 0 to 10^12.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 10^12: the caller's error.</exception>
    public static string ToIndonesian(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Largest);
        if (number == 0) return "nol";
        var words = new StringBuilder();
        foreach (var (value, name) in Scales)
        {
            var count = (int)(number / value);
            number %= value;
            if (count == 0) continue;
            if (count == 1 && value == 1_000)
            {
                Append(words, "seribu");
                continue;
            }
            AppendBelowThousand(words, count);
            Append(words, name);
        }
        AppendBelowThousand(words, (int)number);
        return words.ToString();
    }

    /// <summary>"1.250,5": dots between thousands, a comma before decimals, no trailing zeros.</summary>
    public static string Format(decimal number)
    {
        var plain = number.ToString("0.############################", CultureInfo.InvariantCulture);
        var sign = plain.StartsWith('-') ? "-" : "";
        var parts = plain[sign.Length..].Split('.');
        var text = new StringBuilder(parts[0]);
        for (var i = parts[0].Length - 3; i > 0; i -= 3) text.Insert(i, '.');
        return parts.Length == 1 ? $"{sign}{text}" : $"{sign}{text},{parts[1]}";
    }

    private static void AppendBelowThousand(StringBuilder words, int number)
    {
        if (number >= 100)
        {
            if (number < 200)
            {
                Append(words, "seratus");
            }
            else
            {
                Append(words, Digits[number / 100]);
                Append(words, "ratus");
            }
            number %= 100;
        }
        if (number >= 20)
        {
            Append(words, Digits[number / 10]);
            Append(words, "puluh");
            number %= 10;
        }
        if (number >= 12)
        {
            Append(words, Digits[number - 10]);
            Append(words, "belas");
        }
        else if (number > 0)
        {
            Append(words, Digits[number]);
        }
    }

    private static void Append(StringBuilder words, string word)
    {
        if (words.Length > 0) words.Append(' ');
        words.Append(word);
    }
}
