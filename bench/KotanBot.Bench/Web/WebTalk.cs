using System.Collections.Immutable;

namespace KotanBot.Bench.Web;

/// <summary>What a person answers, by the labels of the buttons where there are some, and words of what comes back.</summary>
/// <param name="Title">What the button shows where the labels stand in a list above.</param>
internal sealed record WebAnswer(string Line, string Reply, string? Title = null);

/// <summary>Answers in a row, each waiting for the reply to the one before.</summary>
internal sealed record WebTalk(string Name, ImmutableArray<WebAnswer> Lines)
{
    public const int Items = 12;

    /// <summary>The same report as <see cref="Talk.Report"/>.</summary>
    public static WebTalk Report { get; } = new("activity report", [
        new("/lapor", "Kegiatan apa"),
        new("Sosialisasi atau penyuluhan", "Kapan?", "1"),
        new("Kemarin", "Di kecamatan"),
        new("Kab. Belitung", "Nama tempat"),
        new("SMPN 1 Membalong", "Siapa sasarannya"),
        new("Pendidikan", "Berapa orang"),
        new("45", "Dari mana biayanya"),
        new("Tanpa biaya", "Bagaimana hasilnya", "1"),
        new("Siswa tahu bahaya narkoba dan tempat bertanya.", "Mohon dicek"),
        new("Kirim", Talk.ReportKept),
    ]);

    /// <summary>Twelve items, and what the first one means asked once.</summary>
    public static WebTalk Sheet { get; } = new($"questionnaire of {Items} items", [
        new("/lembar", $"(1/{Items})"),
        new("?", "Maksudnya"),
        .. Enumerable.Range(1, Items).Select(i => new WebAnswer("Sering", i < Items ? $"({i + 1}/{Items})" : "Mohon dicek", "c")),
        new("Kirim", "Lembar terkirim"),
    ]);

    public static WebTalk Registration(string code) => new("registration", [
        new("Setuju", "kode undangan"),
        new(code, "nama panggilan"),
        new("Siti", "Dari lembaga mana"),
        new("SMPN 1 Membalong", "lingkungan apa"),
        new("Pendidikan", "Mau pakai bahasa apa"),
        new("Bahasa Indonesia", "Selesai, Anda terdaftar"),
    ]);
}
