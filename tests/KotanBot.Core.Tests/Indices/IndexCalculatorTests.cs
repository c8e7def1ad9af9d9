using System.Text.Json;
using KotanBot.Core.Indices;
using static KotanBot.Core.Tests.Indices.IndexSamples;

namespace KotanBot.Core.Tests.Indices;

public sealed class IndexCalculatorTests
{
    [Fact]
    public void Equal_and_weighted_ikp_differ_as_computed_by_hand()
    {
        var sheet = Sheet("r", 4, 1, 2, 3, 1, 2).ToArray();
        Assert.Equal(2.17m, ComputeOne(Shipped("ikp-equal"), sheet).Value); // 13 / 6
        Assert.Equal(2.48m, ComputeOne(Shipped("ikp-weighted"), sheet).Value); // (24 + 1 + 6 + 12 + 5 + 4) / 21
    }

    [Fact]
    public void Permenpan_editions_keep_four_decimals()
    {
        var sheet = Sheet("r", 4, 1, 2, 3, 1, 2).ToArray();
        var result = ComputeOne(Shipped("ikp-equal-permenpan"), sheet);
        Assert.Equal((2.1667m, "Tidak Mandiri"), (result.Value, result.Category?.Label.Indonesian));
    }

    [Fact]
    public void An_exact_tie_rounds_up_even_where_thirds_are_not_exact_in_decimal()
    {
        // Sums of 751 (five times) and 754 over 300 respondents: every mean is an endless fraction, the index is exactly 2.505.
        var rows = Enumerable.Range(0, 300).SelectMany(r => Sheet($"r{r:000}", [.. Enumerable.Repeat(r < 151 ? 3m : 2m, 5), r < 154 ? 3 : 2])).ToArray();
        var result = ComputeOne(Shipped("ikp-equal"), rows);
        Assert.Equal((2.51m, "Mandiri"), (result.Value, result.Category?.Label.Indonesian));
    }

    [Fact]
    public void Unknown_and_inapplicable_answers_leave_the_means_and_only_the_unknown_lower_the_coverage()
    {
        ScoreRow[] rows =
        [
            .. Sheet("a", 4, 4, 4, 4, 4, 4),
            Row("b", "manusia", 2), Row("b", "metode", 2), Row("b", "anggaran", 2),
            Row("b", "sistem", null, MissingReason.NotApplicable), Row("b", "sarana", null, MissingReason.DontKnow), // kegiatan has no row at all
        ];
        var result = ComputeOne(Shipped("ikp-equal"), rows);
        Assert.Equal(3.5m, result.Value); // (3 + 3 + 3 + 4 + 4 + 4) / 6
        Assert.Equal(9m / 11, result.Coverage);
        Assert.Equal([1m, 1m, 1m, 1m, 0.5m, 0.5m], result.Variables.Select(v => v.Coverage));
        Assert.Equal([2, 2, 2, 1, 1, 1], result.Variables.Select(v => v.N));
        Assert.Null(result.Variables[3].StandardError);
    }

    [Fact]
    public void A_variable_without_answers_is_left_out_and_the_weights_of_the_others_renormalised()
    {
        var result = ComputeOne(Shipped("ikp-weighted"), Sheet("r", 4, 1, 2, 3)); // sarana and kegiatan unanswered
        Assert.Equal(3.07m, result.Value); // (24 + 1 + 6 + 12) / 14
        Assert.Equal([null, null], result.Variables[4..].Select(v => v.Value));
    }

    [Fact]
    public void Below_the_minimum_coverage_there_is_no_value_but_a_reason()
    {
        var enough = ComputeOne(Shipped("ikp-equal"), Sheet("r", 4, 1, 3));
        Assert.Equal((2.67m, 0.5m), (enough.Value, enough.Coverage));
        var result = ComputeOne(Shipped("ikp-equal"), Sheet("r", 4, 1));
        Assert.Null(result.Value);
        Assert.Null(result.Category);
        Assert.Null(result.StandardError);
        Assert.Equal("belum cukup data: baru 33 % pertanyaan terjawab, perlu sedikitnya 50 %", result.Reason?.Indonesian);
    }

    [Fact]
    public void Below_the_minimum_of_respondents_there_is_no_value_but_a_reason()
    {
        var strict = Shipped("ikp-equal") with { Minimum = new IndexMinimum(2, 0) };
        Assert.Equal("belum cukup data: 1 responden, perlu sedikitnya 2", ComputeOne(strict, Sheet("r", 4, 1, 2, 3, 1, 2)).Reason?.Indonesian);
        Assert.Equal("belum cukup data: belum ada jawaban", ComputeOne(strict, Row("r", "manusia", null)).Reason?.Indonesian);
    }

    [Fact]
    public void Separate_groups_combine_by_weight_and_never_by_head_count()
    {
        var rows = TwoGroupRows().ToArray();
        Assert.Equal(2.25m, ComputeOne(TwoGroups(), rows).Value); // (1 × 3 + 3 × 2) / 4
        Assert.Equal(2.4m, ComputeOne(TwoGroups() with { SeparateGroups = false }, rows).Value); // 12 / 5
        Assert.Equal([new IndexGroupCount("a", 2), new IndexGroupCount("b", 3)], ComputeOne(TwoGroups(), rows).Groups);
    }

    [Fact]
    public void A_hundred_families_do_not_outweigh_one_court()
    {
        var ikotan = Shipped("ikotan-2022");
        var rows = ikotan.Variables[0].Items.SelectMany(i => Enumerable.Range(0, 100).Select(r => new ScoreRow("u", "keluarga", $"k{r}", i.Id, 4)))
            .Concat(ikotan.Variables.Skip(1).SelectMany(v => v.Items).Select(i => new ScoreRow("u", "pengadilan", "p", i.Id, 1)));
        var result = ComputeOne(ikotan, rows);
        Assert.Equal((1.6m, "Tidak Tanggap", 1m), (result.Value, result.Category?.Label.Indonesian, result.Coverage)); // (4 + 1 + 1 + 1 + 1) / 5
        Assert.Equal(IndexStatus.Provisional, result.Status);
    }

    [Fact]
    public void The_jackknife_of_a_mean_is_its_textbook_standard_error()
    {
        ScoreRow[] rows = [.. Sheet("a", 2, 2, 2, 2, 2, 2), .. Sheet("b", 3, 3, 3, 3, 3, 3), .. Sheet("c", 4, 4, 4, 4, 4, 4)];
        var result = ComputeOne(Shipped("ikp-equal"), rows);
        Assert.Equal(0.5773502692m, result.StandardError); // 1 / √3
        Assert.All(result.Variables, v => Assert.Equal(0.5773502692m, v.StandardError));
    }

    [Fact]
    public void The_jackknife_repeats_the_whole_computation_without_each_respondent()
    {
        var lenient = Shipped("ikp-equal") with { Minimum = new IndexMinimum(1, 0) };
        var result = ComputeOne(lenient, Row("a", "manusia", 4), Row("a", "metode", 2), Row("b", "manusia", 2));
        Assert.Equal((2.5m, 0.5m), (result.Value, result.StandardError)); // without a: 2, without b: 3
    }

    [Fact]
    public void The_jackknife_of_skm_stands_on_the_scale_of_the_index_and_ignores_rounding()
    {
        ScoreRow[] rows = [.. Enumerable.Range(1, 9).SelectMany(i => new[] { Row("a", $"u{i}", 3), Row("b", $"u{i}", i == 1 ? 4 : 3) })];
        var result = ComputeOne(Shipped("skm-2017"), rows);
        Assert.Equal(Math.Round(25m / 18, 10), result.StandardError); // one element differs by 1: √(½ · 2 · (25/18)²)
    }

    [Fact]
    public void The_jackknife_of_separate_groups_is_stratified()
    {
        Assert.Equal(0.7905694150m, ComputeOne(TwoGroups(), TwoGroupRows()).StandardError); // √(2/2/16 + 9·3/3/16)
    }

    [Fact]
    public void One_respondent_gives_a_value_but_no_standard_error()
    {
        var result = ComputeOne(Shipped("ikp-equal"), Sheet("r", 4, 1, 2, 3, 1, 2));
        Assert.Null(result.StandardError);
        Assert.Equal("galat baku perlu sedikitnya 2 responden", result.StandardErrorReason?.Indonesian);
        ScoreRow[] rows = [new("u", "a", "1", "q", 2), new("u", "a", "2", "q", 3), new("u", "b", "3", "q", 4)];
        Assert.Equal("galat baku perlu sedikitnya 2 responden tiap kelompok", ComputeOne(TwoGroups(), rows).StandardErrorReason?.Indonesian);
    }

    [Fact]
    public void Each_unit_is_computed_apart()
    {
        ScoreRow[] rows = [.. Sheet("r", 4, 4, 4, 4, 4, 4).Select(r => r with { Unit = "b" }), .. Sheet("r", 1, 1, 1, 1, 1, 1).Select(r => r with { Unit = "a" })];
        Assert.Equal([("a", 1m), ("b", 4m)], IndexCalculator.Compute(Shipped("ikp-equal"), rows).Select(r => (r.Unit, r.Value!.Value)));
    }

    [Theory]
    [InlineData("ikp-weighted")]
    [InlineData("skm-2017")]
    [InlineData("ikotan-2022")]
    public void Rows_in_any_order_give_the_same_result(string file)
    {
        var definition = Shipped(file);
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            var rows = RandomRows(definition, random).ToArray();
            var expected = JsonSerializer.Serialize(IndexCalculator.Compute(definition, rows));
            random.Shuffle(rows);
            Assert.Equal(expected, JsonSerializer.Serialize(IndexCalculator.Compute(definition, rows)));
        }
    }

    [Theory]
    [InlineData("ikp-weighted")]
    [InlineData("skm-2017")]
    [InlineData("ikotan-2022")]
    public void A_value_never_leaves_its_scale_and_always_has_a_category(string file)
    {
        var definition = Shipped(file) with { Minimum = new IndexMinimum(1, 0) };
        for (var seed = 100; seed < 125; seed++)
            Assert.All(IndexCalculator.Compute(definition, RandomRows(definition, new Random(seed))), r => Assert.NotNull(r.Category));
    }

    [Fact]
    public void An_edition_without_items_refuses_to_compute()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => IndexCalculator.Compute(Shipped("ikkr-2024"), []));
        Assert.Contains("only classifies", refusal.Message);
    }

    [Fact]
    public void Faulty_rows_are_never_half_computed()
    {
        var refusal = Assert.Throws<ArgumentException>(() => IndexCalculator.Compute(Shipped("ikp-equal"), [.. Sheet("r", 1, 2, 3), Row("r", "sarana", 5)]));
        Assert.Contains("row 3: score: the score 5 lies outside 1 to 4", refusal.Message);
    }

    private static IEnumerable<ScoreRow> TwoGroupRows() =>
        new[] { ("a", 2), ("a", 4), ("b", 1), ("b", 1), ("b", 4) }.Select((r, i) => new ScoreRow("u", r.Item1, $"r{i}", "q", r.Item2));

    private static IEnumerable<ScoreRow> RandomRows(IndexDefinition definition, Random random)
    {
        var groups = definition.Groups.Count > 0 ? definition.Groups.Select(g => g.Id).ToArray() : ["x", "y"];
        for (var r = 0; r < 12; r++)
        {
            var group = groups[random.Next(groups.Length)];
            foreach (var item in definition.Items.Where(i => definition.Applies(i, group)))
            {
                var missing = random.Next(5) == 0 ? (MissingReason)random.Next(3) : (MissingReason?)null;
                yield return new ScoreRow(r % 2 == 0 ? "even" : "odd", group, $"r{r}", item.Id, missing is null ? Math.Round(1 + (3 * (decimal)random.NextDouble()), 3) : null, missing ?? default);
            }
        }
    }
}
