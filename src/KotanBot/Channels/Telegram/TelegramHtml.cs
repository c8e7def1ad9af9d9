using System.Buffers;
using System.Globalization;
using System.Text;

namespace KotanBot.Channels.Telegram;

/// <summary>Makes any text safe inside a message of Telegram's HTML mode.</summary>
public static class TelegramHtml
{
    /// <summary>The text as Telegram can carry it: no control characters but line breaks and tabs, no halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var length);
            if (status == OperationStatus.Done && (!Rune.IsControl(rune) || rune.Value is '\n' or '\t'))
                clean.Append(rest[..length]);
            rest = rest[length..];
        }

        return clean.ToString();
    }

    /// <summary>Cleans the text and takes every special meaning from it, also inside an attribute.</summary>
    public static string Escape(string text) => Clean(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Whether nothing of it can be seen; Telegram refuses such a message.</summary>
    public static bool IsBlank(string text) => text.EnumerateRunes().All(r =>
        Rune.IsWhiteSpace(r) || Rune.GetUnicodeCategory(r) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark);
}
