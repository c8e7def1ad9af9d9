using System.Collections.Frozen;
using KotanBot.Core.Definitions;

namespace KotanBot.Site.Forms;

/// <summary>An issue for its author: where, the line itself, and what is wrong, in Indonesian as far as there are words for its kind.</summary>
public sealed record FormIssueLine(string Place, string? Line, string Kind, string Words);

/// <summary>Issues of a form in plain words.</summary>
public static class FormIssueWords
{
    private const int LongestLine = 160;

    private static readonly FrozenDictionary<string, string> Indonesian = new Dictionary<string, string>
    {
        ["not-text"] = "Ini bukan teks biasa. Formulir adalah berkas teks YAML.",
        ["not-utf-8"] = "Berkas ini tidak disimpan sebagai UTF-8. Simpan ulang dengan pilihan UTF-8.",
        ["too-large"] = "Berkas ini terlalu besar. Paling besar 64 kB.",
        ["not-yaml"] = "Susunannya belum benar. Periksa spasi di awal baris, titik dua, dan tanda kutip.",
        ["empty-file"] = "Berkasnya kosong.",
        ["several-documents"] = "Satu berkas untuk satu formulir.",
        ["not-supported"] = "Jangkar (&), rujukan (*), dan tanda (!) tidak dipakai di sini. Tulis lengkap saja.",
        ["duplicate-key"] = "Kata kunci ini tertulis dua kali.",
        ["unknown-key"] = "Kata kunci ini tidak dikenal di sini. Mungkin salah ketik.",
        ["missing-key"] = "Ada kata kunci yang belum ditulis.",
        ["wrong-kind"] = "Bentuk isinya bukan yang diharapkan di sini.",
        ["empty-value"] = "Isinya masih kosong.",
        ["unknown-value"] = "Isinya bukan salah satu pilihan.",
        ["unknown-type"] = "Jenis langkah ini tidak dikenal.",
        ["not-a-number"] = "Di sini perlu angka.",
        ["not-an-integer"] = "Di sini perlu bilangan bulat.",
        ["not-a-flag"] = "Di sini perlu true atau false.",
        ["duplicate-step"] = "Nama langkah ini dipakai dua kali.",
        ["unknown-step"] = "Langkah yang disebut tidak ada sebelum ini.",
        ["unknown-option"] = "Pilihan yang disebut tidak ada.",
        ["unknown-role"] = "Peran ini tidak dikenal.",
        ["unknown-bank"] = "Bank butir ini tidak ada.",
        ["unknown-index"] = "Indeks ini tidak ada.",
        ["duplicate-option"] = "Kunci pilihan ini dipakai dua kali.",
        ["too-few-options"] = "Pilihan paling sedikit dua.",
        ["bad-range"] = "Batas bawah dan batas atasnya tidak cocok.",
        ["bad-option-key"] = "Kunci pilihan: huruf kecil, angka, dan tanda hubung saja.",
        ["shadowed-option"] = "Kata pilihan ini sudah menjadi perintah bot.",
        ["ambiguous-alias"] = "Satu kata berarti dua pilihan.",
        ["missing-label"] = "Langkah ini perlu label pendek untuk halaman periksa.",
        ["missing-roles"] = "Tulis siapa yang boleh mengisi (roles).",
        ["no-submit"] = "Jawaban dikumpulkan tetapi tidak pernah dikirim: langkah submit belum ada.",
        ["no-review"] = "Orang perlu memeriksa sebelum mengirim: langkah review belum ada.",
        ["unreachable-step"] = "Sesudah submit tidak ada langkah lagi.",
        ["bad-expiry"] = "Waktu pengingat dan penutupan tidak cocok, atau terlalu lama.",
        ["bad-command"] = "Perintah dan kata: huruf kecil, perintah diawali garis miring.",
        ["duplicate-command"] = "Perintah atau kata ini sudah dipakai. Silakan pilih yang lain.",
        ["bad-form-id"] = "Nama formulir: 2 sampai 32 huruf kecil, angka, dan tanda hubung, diawali huruf.",
        ["bad-step-id"] = "Nama langkah: 2 sampai 40 huruf kecil, angka, dan tanda hubung, diawali huruf.",
        ["taken-id"] = "Nama formulir ini sudah dipakai. Silakan pilih nama lain.",
        ["not-allowed"] = "Ini tidak boleh di formulir kantor.",
        ["too-many-steps"] = "Langkahnya terlalu banyak. Formulir pendek lebih sering selesai.",
        ["too-many-options"] = "Pilihannya terlalu banyak untuk layar ponsel.",
        ["too-many-words"] = "Perintah atau katanya terlalu banyak.",
        ["too-long-title"] = "Judulnya terlalu panjang untuk sebuah tombol.",
        ["missing-file"] = "Berkas definisi lain menjadi tidak lengkap.",
    }.ToFrozenDictionary();

    /// <param name="source">The text that the issues are about; those of other files have no line of it.</param>
    public static IEnumerable<FormIssueLine> Of(SiteVisit visit, IEnumerable<Issue> issues, string source, string file)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        foreach (var issue in issues)
        {
            var own = issue.File == file;
            var line = own && issue.Line <= lines.Length ? lines[issue.Line - 1].TrimEnd() : null;
            yield return new FormIssueLine(
                own ? visit.Say($"Baris {issue.Line}, kolom {issue.Column}", $"Line {issue.Line}, column {issue.Column}") : $"{issue.File}:{issue.Line}:{issue.Column}",
                line is { Length: > LongestLine } ? line[..LongestLine] + "…" : line,
                issue.Code,
                visit.Say(Indonesian.TryGetValue(issue.Code, out var words) ? $"{words} ({issue.Text})" : issue.Text, issue.Text));
        }
    }
}
