using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace KotanBot.Core.Language;

/// <summary>
/// Brings chat text to one comparable form: lower case, plain Latin letters and ASCII digits.
/// Total: lone surrogates, emoji and control characters become spaces, never exceptions. Written by hand because
/// <see cref="string.Normalize()"/> does nothing under invariant globalization and throws on lone surrogates.
/// </summary>
public static class TextFolding
{
    private const char Dropped = '\0';

    // U+00C0…U+00FF and U+0100…U+017F without their diacritics.
    private const string Latin1 = "aaaaaaaceeeeiiiidnooooo ouuuuyts" + "aaaaaaaceeeeiiiidnooooo ouuuuyty";

    private const string LatinExtendedA =
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
        + "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private static readonly FrozenDictionary<string, string> Abbreviations = new (string Word, string Spellings)[]
    {
        ("tidak", "tdk tak gak ga gk nggak ngga enggak engga kagak ndak nda"),
        ("yang", "yg"), ("dengan", "dgn dg"), ("untuk", "utk"), ("kepada", "kpd"), ("pada", "pd"), ("dari", "dr"),
        ("saya", "sy aku gue"), ("orang", "org"), ("jumlah", "jml"), ("sudah", "sdh udah udh"), ("belum", "blm belom"),
        ("kemarin", "kmrn kemaren kmaren kmarin"), ("besok", "bsk"), ("hari", "hr"), ("tanggal", "tgl tggl"), ("bulan", "bln"),
        ("tahun", "thn th"), ("minggu", "mgg mggu"), ("sampai", "sd sampe ampe"), ("dalam", "dlm"), ("karena", "krn"),
        ("juga", "jg"), ("sama", "sm"), ("banget", "bgt"), ("tapi", "tp"), ("lebih", "lbh"), ("kurang", "krg"),
        ("sekitar", "sktr skitar"), ("kira", "kira2"),
    }.SelectMany(a => a.Spellings.Split(' ').Select(s => KeyValuePair.Create(s, a.Word))).ToFrozenDictionary();

    /// <summary>Letters, digits and single spaces only. Apostrophes vanish ("Jum'at" is "jumat"), other marks part words.</summary>
    public static string Fold(string text) => Build(text, keepMarks: false);

    /// <summary>As <see cref="Fold"/>, but ASCII marks and "±" stay; every kind of dash becomes "-".</summary>
    public static string FoldKeepingMarks(string text) => Build(text, keepMarks: true);

    /// <summary>As <see cref="Fold"/> without spaces, so that "Tanjungpandan" equals "Tanjung Pandan".</summary>
    public static string Compact(string text) => Fold(text).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The folded words, with common chat abbreviations written out ("tdk" is "tidak").</summary>
    public static ImmutableArray<string> Words(string text) =>
        [.. Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Expand)];

    /// <summary>One folded word, written out when it is a known abbreviation.</summary>
    public static string Expand(string word) => Abbreviations.GetValueOrDefault(word, word);

    private static string Build(string text, bool keepMarks)
    {
        var folded = new StringBuilder(text.Length);
        var space = false;
        foreach (var original in text)
        {
            var c = FoldCharacter(original);
            if (c is Dropped or '\'' or '`') continue;
            if (!char.IsAsciiLetterOrDigit(c) && !(keepMarks && (c is '±' || char.IsBetween(c, '!', '~'))))
            {
                space = folded.Length > 0;
                continue;
            }
            if (space) folded.Append(' ');
            space = false;
            folded.Append(c);
        }
        return folded.ToString();
    }

    private static char FoldCharacter(char c)
    {
        if (c < 0x80) return char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c < ' ' ? ' ' : c;
        if (char.IsBetween(c, '\uFF01', '\uFF5E')) return FoldCharacter((char)(c - 0xFEE0));
        if (char.IsBetween(c, '\u00C0', '\u00FF')) return Latin1[c - 0xC0];
        if (char.IsBetween(c, '\u0100', '\u017F')) return LatinExtendedA[c - 0x100];
        if (char.IsBetween(c, '\u2010', '\u2015') || c == '\u2212') return '-';
        if (c is '\u2018' or '\u2019' or '\u02BC' or '\u00B4') return '\'';
        if (c == '±') return c;
        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => Dropped,
            UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
            _ => ' ',
        };
    }
}
