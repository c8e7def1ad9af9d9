using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace KotanBot.Core.Language;

/// <summary>
/// Replies that look like a number or a date and mean something else: "5O" with the letter, "Rp 50.000", "setiap Senin",
/// "sebelum tgl 3". They are asked again rather than guessed.
/// </summary>
public static partial class Misreadings
{
    private static readonly FrozenSet<string> DateQualifiers = new[]
    {
        "tiap", "setiap", "sebelum", "sesudah", "setelah", "bukan", "rencana", "rencananya", "akan", "kecuali", "selain", "pertengahan", "every", "before", "after", "not", "plan", "planned",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> OpenStarts = new[] { "sejak", "mulai", "since" }.ToFrozenSet();

    private static readonly FrozenSet<string> Ends = new[] { "sampai", "hingga", "sd", "s", "to", "until" }.ToFrozenSet();

    /// <summary>Letters glued to digits, fractions, percent, money, or the name of a month.</summary>
    public static bool InNumber(string text) =>
        GluedOrUnit().IsMatch(text) || TextFolding.Words(text).Any(w => MonthNames.Contains(w)) || TensTwice().IsMatch(text);

    /// <summary>A repetition, a negation, a plan, an open end, or a length of time without "ago".</summary>
    public static bool InDate(string text)
    {
        var words = TextFolding.Words(text);
        if (words.Any(DateQualifiers.Contains) || Length().IsMatch(text.Trim()) || EveningBefore().IsMatch(text))
            return true;
        return words.Any(OpenStarts.Contains) && !words.Any(Ends.Contains) && !text.Contains('-', StringComparison.Ordinal);
    }

    private static readonly FrozenSet<string> MonthNames = new[]
    {
        "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "nopember", "desember",
        "jan", "feb", "mar", "apr", "jun", "jul", "agu", "agt", "ags", "sep", "sept", "okt", "nov", "nop", "des", "january", "february", "march", "may", "june", "july", "august", "october", "december", "oct", "dec",
    }.ToFrozenSet();

    [GeneratedRegex(@"[A-Za-z][0-9]|[0-9](?!(rb|ribu|jt|juta|an|org|orang|k|x|peserta|siswa|warga)\b)[A-Za-z]|[%½¼¾]|\bRp\b|\brupiah\b", RegexOptions.IgnoreCase)]
    private static partial Regex GluedOrUnit();

    [GeneratedRegex(@"puluh\s+\w+\s+puluh", RegexOptions.IgnoreCase)]
    private static partial Regex TensTwice();

    [GeneratedRegex(@"^(\d+|satu|dua|tiga|empat|lima|enam|se)?\s*(hari|minggu|bulan|tahun)$", RegexOptions.IgnoreCase)]
    private static partial Regex Length();

    [GeneratedRegex(@"\bmalam\s+minggu\b|\bakhir\s+pekan\b|\bweekend\b", RegexOptions.IgnoreCase)]
    private static partial Regex EveningBefore();
}
