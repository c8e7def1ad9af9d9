using KotanBot.Core.Indices;
using static KotanBot.Core.Tests.Indices.IndexSamples;

namespace KotanBot.Core.Tests.Indices;

public sealed class ScoreCheckerTests
{
    [Fact]
    public void Every_fault_is_reported_with_its_row_and_field()
    {
        ScoreRow[] rows =
        [
            Row("a", "manusia", 1),
            Row("a", "manusia", 2),
            Row("a", "manusya", 2),
            Row("a", "metode", 0.99m),
            Row("a", "anggaran", 2) with { Group = "other" },
            Row("", "metode", 2),
            Row("b", "metode", 2) with { Unit = "" },
        ];
        Assert.Equal(
            [(1, "item", "duplicate-answer"), (2, "item", "unknown-item"), (3, "score", "score-outside"), (4, "group", "two-groups"), (5, "respondent", "empty-field"), (6, "unit", "empty-field")],
            ScoreChecker.Check(Shipped("ikp-equal"), rows).Select(f => (f.Row, f.Column, f.Code)));
    }

    [Fact]
    public void A_court_is_never_scored_on_family_harmony()
    {
        var ikotan = Shipped("ikotan-2022");
        Assert.Equal("not-asked", Assert.Single(ScoreChecker.Check(ikotan, [new ScoreRow("u", "pengadilan", "p", "keharmonisan-keluarga", 3)])).Code);
        Assert.Equal("unknown-group", Assert.Single(ScoreChecker.Check(ikotan, [new ScoreRow("u", "pengadilann", "p", "regulasi", 3)])).Code);
        Assert.Empty(ScoreChecker.Check(ikotan, [new ScoreRow("u", "pengadilan", "p", "regulasi", 3)]));
    }
}
