using System.Text;

namespace KotanBot.Core.Tests.Language;

/// <summary>Seeded random texts of the worst kind: half words, half digits, emoji, lone surrogates, control characters.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        "dua", "puluh", "ratus", "ribu", "juta", "triliun", "-an", "±", "-", ".", ",", "/", "s/d", "sampai", "minggu", "lalu", "hari", "Nov",
        "31", "9999", "0", "1.250", "kab", "kota", "kec", "kupang", "semua", "kecuali", "tidak", "ya", "99999999999999999999", "tahun", "bulan",
        "lalu", "yang", "ini", "bandar", "koma", "setengah", "jam", "tgl", "tw", "iv", "5314", "53.14", "\uD800", "\uDFFF", "😀", "\0", "\u202E",
        "e\u0301\u0301", "\r\n", "\t", "'; drop table x;--", "<script>", "1-", "--", "\uFFFF", "٤", "𝟜", "１", "a", "b", "lusa", "terakhir",
    ];

    public static IEnumerable<string> Many(int count)
    {
        var random = new Random(53_14);
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            var length = i % 50 == 0 ? 4_000 : random.Next(0, 60);
            while (text.Length < length)
            {
                if (random.Next(4) == 0) text.Append((char)random.Next(0, 0x10000));
                else text.Append(Pieces[random.Next(Pieces.Length)]);
                if (random.Next(3) > 0) text.Append(' ');
            }
            yield return text.ToString();
        }
    }

    public static IEnumerable<string> Extremes =>
    [
        new('9', 4_000), new('a', 4_000), new(' ', 4_000), new('-', 4_000), new('\uD83D', 4_000), string.Concat(Enumerable.Repeat("dua", 1_333)),
        string.Concat(Enumerable.Repeat("1.", 2_000)), string.Concat(Enumerable.Repeat("1 ", 2_000)), string.Concat(Enumerable.Repeat("1-", 2_000)),
        string.Concat(Enumerable.Repeat("kota ", 800)), string.Concat(Enumerable.Repeat("sosialisasi ", 330)),
        string.Concat(Enumerable.Repeat("sembilan ratus ", 266)), string.Concat(Enumerable.Repeat("3 Nov ", 660)), string.Concat(Enumerable.Repeat("a,", 2_000)),
        string.Concat(Enumerable.Repeat("9999 tahun lalu ", 250)), string.Concat(Enumerable.Repeat("kupang,", 570)), "9999-12-31", "0000-00-00", "1/1/0001",
        "999999 hari lalu", "9999 bulan lagi", "akhir bulan lalu", "tahun 9999", "tw 4 9999", "semester 2 0001",
    ];
}
