using System.Collections.Immutable;
using KotanBot.Charts;

namespace KotanBot.Tests.Charts;

/// <summary>One of each chart, with the names and numbers that are hardest to place.</summary>
internal static class ChartSamples
{
    public static ImmutableArray<ProvinceTile> Tiles { get; } = ProvinceTile.ReadShipped();

    /// <summary>All kab/kota there are, with every kind of coverage.</summary>
    public static IReadOnlyList<CoveredRegion> Country { get; } =
    [
        .. File.ReadAllLines(Path.Combine(ShippedFiles.Dialogs, "wilayah", "regencies.csv")).Skip(1).Select(l => l.Split(','))
            .Select((r, i) => new CoveredRegion(r[0], r[1], (RegionCoverage)(i % 5 % 4))),
    ];

    public static readonly ImmutableDictionary<string, Func<Chart>> All = new Dictionary<string, Func<Chart>>
    {
        ["bars"] = () => Of("Laporan per lingkungan", Bars),
        ["bars-none"] = () => Of("Laporan per lingkungan", BarChart.Draw("Laporan", [], ChartWords.Indonesian)),
        ["split"] = () => Of("Penggiat", SplitChart.Draw("Penggiat", ("Sudah melapor", 12), ("Belum melapor", 5))),
        ["lines"] = () => Of("IKP dari waktu ke waktu", Lines),
        ["bullets"] = () => Of("Target dan realisasi 2026", Bullets),
        ["progress"] = () => Of("Kuesioner IKOTAN Kabupaten Sidenreng Rappang", Progress),
        ["coverage"] = () => Of("Cakupan kabupaten dan kota", CoverageMap.Draw("Cakupan", Country, Tiles, ChartWords.Indonesian)),
        ["coverage-province"] = () => Of("Coverage", CoverageMap.Draw("Coverage", [.. Country.Where(r => r.Province == "73")], Tiles, ChartWords.English)),
        ["together"] = () => new Chart("Ringkasan BNNP Kepulauan Bangka Belitung, 23–29 November 2026", [Bars, Bullets]),
    }.ToImmutableDictionary();

    private static ChartPart Bars => BarChart.Draw(
        "Laporan per lingkungan",
        [
            new Bar("Pendidikan", 12, 8), new Bar("Instansi pemerintah, badan usaha milik negara dan daerah, serta TNI dan Polri", 1_250, 980),
            new Bar("Masyarakat <RT & RW>", 0, 3), new Bar("Swasta", 1, null),
        ],
        ChartWords.Indonesian,
        "minggu ini",
        "minggu sebelumnya");

    private static ChartPart Bullets => BulletChart.Draw(
        "Target",
        [
            new Bullet("Penggiat yang dilatih", 12, 40, 33), new Bullet("Kegiatan pemberdayaan alternatif di kawasan rawan", 9, 4, 3.5m), new Bullet("Kota tanggap ancaman narkoba", 0, 1),
            new Bullet("Tes urine", 30, null),
        ],
        ChartWords.Indonesian);

    private static ChartPart Progress => ProgressChart.Draw(
        "Responden", [new GroupProgress("Keluarga", 30, 30), new GroupProgress("Pelajar dan mahasiswa", 7, 30), new GroupProgress("Dunia usaha", 0, 30)], ChartWords.English);

    private static ChartPart Lines => LineChart.Draw(
        "IKP",
        ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "Mei 2026", "Jun 2026", "Jul 2026"],
        [
            new ChartLine("IKP 2024 (sementara)", [new(2.81m, 2.6m, 3.02m), new(2.9m, 2.7m, 3.1m), new(null), new(3.05m, 2.8m, 3.3m), new(null), new(null), new(null)]),
            new ChartLine("IKP 2026, edisi yang tidak dapat dibandingkan dengan edisi sebelumnya", [new(null), new(null), new(null), new(null), new(3.2m), new(3.15m, 2.95m, 3.35m), new(3.4m, 3.2m, 3.6m)]),
            new ChartLine("Tanpa nilai", [new(null), new(null), new(null), new(null), new(null), new(null), new(null)]),
        ],
        ChartWords.Indonesian);

    private static Chart Of(string title, ChartPart part) => new(title, part);
}
