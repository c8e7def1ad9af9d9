using System.Collections.Immutable;

namespace KotanBot.Bench;

/// <summary>What one person writes: joins, registers with a code, sends two ordinary activity reports. Null is the page's join event.</summary>
internal static class Talk
{
    public const int Reports = 2;

    /// <summary>Said once for every report, and so a proof that the turns were understood.</summary>
    public const string ReportKept = "Laporan terkirim dan tersimpan";

    /// <summary>One whole activity report in typed words.</summary>
    public static ImmutableArray<string> Report { get; } =
    [
        "/lapor", "penyuluhan", "kemarin", "Kab. Belitung", "SMPN 1 Membalong", "pendidikan", "45", "tanpa biaya",
        "Siswa tahu bahaya narkoba dan tempat bertanya.", "kirim",
    ];

    /// <summary>Until the person is registered.</summary>
    public static ImmutableArray<string> Registration(string code, int person) =>
        ["/mulai", "setuju", code, $"Siti {person}", "SMPN 1 Membalong", "pendidikan", "indonesia"];

    public static ImmutableArray<string?> Lines(string code, int person) =>
        [null, .. Registration(code, person), .. Enumerable.Repeat(Report, Reports).SelectMany(r => r)];
}
