using KotanBot.Core.Indices;

namespace KotanBot.Core.Tests.Indices;

public sealed class IndexSeriesTests
{
    private static readonly IndexCatalog Catalog = ShippedDefinitions.Set.Indices;

    [Fact]
    public void Editions_share_a_line_only_where_one_says_that_it_is_comparable()
    {
        var lines = IndexSeries.Lines([Of("2026-W01"), Of("2026-W02", "equal-permenpan"), Of("2026-W03", "weighted"), Of("2026-W04"), Of("2026-W05", "weighted-permenpan"), Of("2026-W06", "gone")], Catalog);

        Assert.Equal(["equal+equal-permenpan W01 W02 W04", "weighted+weighted-permenpan W03 W05", "gone W06"], lines.Select(Show));
    }

    [Fact]
    public void A_draft_never_joins_what_was_confirmed_nor_one_unit_another_nor_one_year_the_next()
    {
        var lines = IndexSeries.Lines(
        [
            Of("2026-W01"), Of("2026-W02") with { Basis = IndexBasis.Reports }, Of("2026-W02"),
            Of("2026-W02") with { Unit = new IndexUnit(IndexUnitKind.Lembaga, "BNNK-19.02/x", "BNNK-19.02") },
            Of("2026-W53"), Of("2026-W53") with { Period = "2027" }, Of("2027-W01") with { Period = "2027" },
        ], Catalog);

        Assert.Equal(["equal W01 W02 W53", "equal W02", "equal W02", "equal W53 W01"], lines.Select(Show));
    }

    [Fact]
    public void Two_readings_of_one_week_never_stand_on_one_line_although_their_editions_are_comparable()
    {
        var lines = IndexSeries.Lines([Of("2026-W01"), Of("2026-W01", "equal-permenpan")], Catalog);

        Assert.Equal(2, lines.Length);
    }

    private static IndexReading Of(string week, string edition = "equal") => new()
    {
        Unit = new IndexUnit(IndexUnitKind.Satker, "BNNK-19.02", "BNNK-19.02"),
        Index = "IKP",
        Edition = edition,
        Period = "2026",
        Week = week,
        DefinitionHash = "h",
        Inputs = new IndexInputs(1, 6, 0, "d"),
    };

    private static string Show(IndexLine line) => $"{string.Join('+', line.Editions)} {string.Join(' ', line.Readings.Select(r => r.Week[5..]))}";
}
