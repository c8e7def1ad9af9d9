using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

public sealed class SummaryIndicesTests
{
    private static readonly SummaryText Words = new(ShippedDefinitions.Set, Languages.Indonesian);

    [Fact]
    public void A_draft_says_that_it_is_one_with_its_interval_and_that_parameters_are_provisional()
    {
        var summary = Of([Ikp(3.12m) with { Basis = IndexBasis.Reports, Interval = new IndexInterval(2.90m, 3.34m) }], []);

        Assert.Contains("\nDraf IKP 3,12 (2,90–3,34), sementara – parameter belum resmi.", Words.Screen(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_screen_has_one_line_of_indices_and_what_is_confirmed_goes_before_a_draft()
    {
        var summary = Of([Ikp(3.12m) with { Basis = IndexBasis.Reports }, Ikp(2.5m), Ikotan(null, (4, 20))], []);

        Assert.Contains("\nIKP 2,50, sementara – parameter belum resmi.", Words.Screen(summary), StringComparison.Ordinal);
        Assert.DoesNotContain("Draf", Words.Screen(summary), StringComparison.Ordinal);
        Assert.Contains("\nDraf IKP 3,12", Words.Details(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_counts_no_more_of_a_group_than_it_wants_and_names_the_one_that_lacks_most()
    {
        var summary = Of([Ikotan(null, (60, 20), (4, 20), (19, 20))], []);

        Assert.Contains("\nIKOTAN Kab. X belum cukup data: 3 responden, perlu sedikitnya 10.\nIKOTAN Kab. X: 43 dari 60 responden; paling kurang: Kelompok 1 4 dari 20.", Words.Details(summary), StringComparison.Ordinal);
        Assert.Contains("Ajak lebih banyak responden IKOTAN Kab. X: Kelompok 1 baru 4 dari 20.", Words.Screen(summary), StringComparison.Ordinal);
        Assert.DoesNotContain("Ajak", Words.Screen(Of([Ikotan(3m, (20, 20), (12, 20))], [])), StringComparison.Ordinal);
        Assert.Contains("IKOTAN Kab. X: semua 20 responden sudah menjawab.", Words.Details(Of([Ikotan(3m, (21, 20))], [])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kawasan_tells_its_provisional_value_and_what_it_would_mean_against_its_status()
    {
        var kawasan = Ikp(2.6m) with { Index = "IKKR", Unit = new IndexUnit(IndexUnitKind.Kawasan, "k1", "BNNK-19.02") { Name = "Kelurahan Parit" }, Basis = IndexBasis.Questionnaire, Category = new IndexCategory(2.51m, 3, new LocalText("Siaga", null), null) };

        string Details(string? before) => Words.Details(Of([], []) with { Indices = SummaryIndices.Of([kawasan], [], before is null ? null : new Dictionary<string, string> { ["k1"] = before }) });

        Assert.Contains("\nIKKR Kelurahan Parit 2,60 Siaga, sementara – parameter belum resmi (status sekarang Waspada: Pulih; admin yang menetapkan).", Details("waspada"), StringComparison.Ordinal);
        Assert.Contains("(status sekarang Siaga: Belum Pulih; admin yang menetapkan).", Details("siaga"), StringComparison.Ordinal);
        Assert.Contains("(status sekarang Aman: Tidak Pulih; admin yang menetapkan).", Details("aman"), StringComparison.Ordinal);
        Assert.Contains("belum resmi.", Details(null), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_counted_is_added_up_over_offices_below()
    {
        static IndexReading Counted(string satker, IndexEntries entries) => Ikp(null, satker) with { Index = "IKRN", Basis = IndexBasis.Progress, Entries = entries };

        var summary = Of([], [Counted("A", new IndexEntries(10, 4, 3)), Counted("B", new IndexEntries(5, 5, 5))]);

        Assert.Contains("\nIKRN di 2 kantor di bawah: 8 dari 15 desa lengkap.", Words.Details(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_offices_below_only_counts_and_the_lowest_are_told_and_never_a_mean()
    {
        var summary = Of([], [Ikp(3m, "A"), Ikp(1.5m, "B"), Ikp(null, "C"), Ikp(2m, "D") with { Edition = "weighted" }]);

        Assert.Contains("IKP di bawah: 2 dari 3 kantor sudah ada nilai; terendah: B 1,50, A 3,00 (sementara – parameter belum resmi).", Words.Details(summary), StringComparison.Ordinal);
        Assert.Contains("IKP di bawah: 1 dari 1 kantor sudah ada nilai; terendah: D 2,00 (", Words.Details(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void Lembaga_are_counted_and_not_named()
    {
        var lembaga = new IndexUnit(IndexUnitKind.Lembaga, "BNNK-19.02/x", "BNNK-19.02") { Name = "SMPN 2" };
        var part = new IndexPartReading("manusia", new LocalText("Manusia", "People"), null, null, 0);
        var summary = Of([Ikp(null) with { Unit = lembaga, Basis = IndexBasis.Reports, Parts = [part] }, Ikp(3m) with { Unit = lembaga }], []);

        Assert.Contains("Draf IKP dari laporan: 1 lembaga, 1 sudah mengisi lembar. Belum terbukti dari laporan: Manusia.", Words.Details(summary), StringComparison.Ordinal);
        Assert.DoesNotContain("SMPN", ConversationJson.Write(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_that_was_kept_before_there_were_readings_still_reads()
    {
        const string old = """{"satker":{"code":"BNNK-19.02","name":"BNNK Belitung"},"monday":"2026-11-16","madeOn":"2026-11-23","facts":{"reports":1,"people":45,"kinds":[],"offices":[]},"kawasan":[],"unclear":[]}""";

        var summary = ConversationJson.Read<WeekSummary>(old);

        Assert.Null(summary.Indices);
        Assert.Contains("Laporan 1", Words.Screen(summary), StringComparison.Ordinal);
        Assert.Equal(ConversationJson.Write(summary), ConversationJson.Write(ConversationJson.Read<WeekSummary>(ConversationJson.Write(summary))));
    }

    private static WeekSummary Of(IndexReading[] own, IndexReading[] below) =>
        new(new OfficeName("BNNK-19.02", "BNNK Belitung"), new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 23), new WeekFacts(1, 0, 10, 0)) { Indices = SummaryIndices.Of(own, below) };

    private static IndexReading Ikp(decimal? value, string? name = null) => new()
    {
        Unit = new IndexUnit(IndexUnitKind.Satker, "BNNK-" + (name ?? "19.02"), "BNNK-" + (name ?? "19.02")) { Name = name ?? "BNNK Belitung" },
        Index = "IKP",
        Edition = "equal",
        Status = IndexStatus.Provisional,
        Period = "2026",
        Week = "2026-W47",
        Value = value,
        Decimals = 2,
        DefinitionHash = "h",
        Inputs = new IndexInputs(1, 6, 0, "d"),
    };

    private static IndexReading Ikotan(decimal? value, params (int N, int Target)[] groups) => Ikp(value) with
    {
        Unit = new IndexUnit(IndexUnitKind.Region, "19.02", "BNNK-19.02") { Name = "Kab. X" },
        Index = "IKOTAN",
        Basis = IndexBasis.Questionnaire,
        Reason = value is null ? IndexTexts.FewRespondents(3, 10) : null,
        Groups = [.. groups.Select((g, i) => new IndexGroupReading($"g{i}", new LocalText($"Kelompok {i}", null), g.N, g.Target))],
    };
}
