using System.Collections.Immutable;
using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;
using KotanBot.Core.Questionnaires.Simulation;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class SimulationRunTests
{
    private const int Folds = 4;

    private static readonly ImmutableArray<ItemVariable> s_variables = [.. Enumerable.Range(1, 12).Select(i => new ItemVariable($"i{i}", i <= 6 ? "x" : "y"))];

    /// <summary>400 respondents of four groups, of whom some answered not everything.</summary>
    private static readonly ResponseMatrix s_responses = SimulatedResponses.Draw(
        new SeededDraws(3), SimulatedResponses.Items(12), 11, ("g1", 0, 1, 150), ("g2", 0.5, 1, 150), ("g3", -0.5, 1, 80), ("g4", 0, 1, 20));

    private static readonly int[] s_folds = RowFolds.Of(s_responses.Rows, Folds, 1);

    private static readonly ItemPool[] s_pools =
    [
        .. Enumerable.Range(0, Folds).Select(f => ItemPools.Of(FoldCalibration.Of(s_responses.Take([.. Enumerable.Range(0, 400).Where(r => s_folds[r] != f)]), s_variables))),
    ];

    private static SimulationResult Run(SimulationPlan plan) => SimulationRun.Run(s_responses, s_pools, s_folds, plan, () => 0);

    [Fact]
    public void The_full_form_agrees_with_itself()
    {
        var result = Run(new SimulationPlan { Mode = SelectionMode.Full, Seed = 1 });
        Assert.Equal(12, result.MeanItemsAsked);
        Assert.All(result.Person, p => Assert.Equal((1, 1), (Math.Round(p.R!.Value, 9), Math.Round(p.ThetaR!.Value, 9))));
        Assert.All(result.Person, p => Assert.Equal((0, 0, 1.0), (Math.Round(p.Rmse!.Value, 9), Math.Round(p.Bias!.Value, 9), p.Coverage95)));
        Assert.All(result.Groups, g => Assert.Equal(g.Full!.Value, g.Estimate!.Value, 9));
        Assert.All(result.Exposure, e => Assert.Equal((400, 0), (e.Asked, e.Drawn)));
    }

    [Theory]
    [InlineData(SelectionMode.Random)]
    [InlineData(SelectionMode.Static)]
    [InlineData(SelectionMode.Matrix)]
    [InlineData(SelectionMode.Adaptive)]
    [InlineData(SelectionMode.Hybrid)]
    public void Asks_the_same_number_of_everybody_whatever_the_mode(SelectionMode mode)
    {
        var result = Run(new SimulationPlan { Mode = mode, Items = 5, Seed = 1, Repeats = 2 });
        Assert.Equal(5, result.MeanItemsAsked);
        Assert.Equal(2 * 400 * 5, result.Exposure.Sum(e => e.Asked));
        // The odd item goes to each variable in turn.
        Assert.Equal(2 * 400 * 5 / 2, result.Exposure.Where(e => e.Variable == "x").Sum(e => e.Asked));
        Assert.Equal(mode is SelectionMode.Static or SelectionMode.Adaptive, result.Exposure.Sum(e => e.Drawn) == 0);
        if (mode is SelectionMode.Random or SelectionMode.Matrix or SelectionMode.Hybrid)
            Assert.All(result.Exposure, e => Assert.True(e.Drawn > 0));
    }

    [Fact]
    public void The_same_seed_gives_the_same_result_and_repeats_differ()
    {
        var plan = new SimulationPlan { Mode = SelectionMode.Hybrid, Items = 4, Seed = 9, GroupSize = 30, Repeats = 2 };
        var (one, other) = (Run(plan), Run(plan));
        Assert.Equal(one.Groups, other.Groups);
        Assert.Equal(one.Person, other.Person);
        Assert.Equal(one.Exposure, other.Exposure);
        Assert.NotEqual(one.Groups.Where(g => g.Repeat == 1).Select(g => g.Full), one.Groups.Where(g => g.Repeat == 2).Select(g => g.Full));
        Assert.NotEqual(one.Person, Run(plan with { Seed = 10 }).Person);
    }

    [Fact]
    public void Random_groups_have_exactly_their_size_and_surplus_rows_are_in_none()
    {
        var groups = Run(new SimulationPlan { Mode = SelectionMode.Matrix, Items = 6, Seed = 2, GroupSize = 30 }).Groups;
        Assert.Equal(13 * 2, groups.Length);
        Assert.All(groups, g => Assert.Equal((30, true), (g.N, g.InSummary)));
    }

    [Fact]
    public void Small_groups_are_listed_but_not_summed_up()
    {
        var result = Run(new SimulationPlan { Mode = SelectionMode.Matrix, Items = 6, Seed = 2 });
        Assert.Equal(["g4", "g4"], result.Groups.Where(g => !g.InSummary).Select(g => g.Group));
        var all = Run(new SimulationPlan { Mode = SelectionMode.Matrix, Items = 6, Seed = 2, MinimumGroup = 20 });
        Assert.All(all.Groups, g => Assert.True(g.InSummary));
        Assert.NotEqual(result.Summary.GroupRmse, all.Summary.GroupRmse);
        Assert.Null(Run(new SimulationPlan { Mode = SelectionMode.Matrix, Items = 6, Seed = 2, MinimumGroup = 1000 }).Summary.GroupRmse);
    }

    [Fact]
    public void The_summary_is_what_its_groups_say()
    {
        var result = Run(new SimulationPlan { Mode = SelectionMode.Hybrid, Items = 4, Seed = 5, Repeats = 3 });
        var used = result.Groups.Where(g => g.InSummary).ToArray();
        Assert.Equal(Math.Sqrt(used.Average(g => Math.Pow(g.Estimate!.Value - g.Full!.Value, 2))), result.Summary.GroupRmse!.Value, 12);
        Assert.Equal(used.Average(g => g.Estimate!.Value - g.Full!.Value), result.Summary.GroupBias!.Value, 12);
        Assert.Equal(Math.Sqrt(used.Average(g => Math.Pow(g.StandardDeviation!.Value, 2) / g.N)), result.Summary.SamplingSd!.Value, 12);
        Assert.Equal(Math.Sqrt(used.Average(g => Math.Pow(g.Estimate!.Value - g.Full!.Value, 2) / (Math.Pow(g.StandardDeviation!.Value, 2) / g.N))), result.Summary.ErrorRatio!.Value, 12);
        Assert.Equal(used.Average(g => Math.Abs(g.Estimate!.Value - g.Full!.Value) <= 1.96 * g.StandardErrorShort!.Value ? 1.0 : 0), result.Summary.Coverage95!.Value, 12);
        Assert.Null(result.Summary.CoverageTotal);
    }

    [Fact]
    public void A_sample_is_drawn_from_groups_at_least_four_times_as_large()
    {
        var result = Run(new SimulationPlan { Mode = SelectionMode.Hybrid, Items = 6, Seed = 5, Sample = 30 });
        Assert.Equal([30, 30, 80, 20], result.Groups.Where(g => g.Variable == "x").Select(g => g.N));
        Assert.Equal([true, true, false, false], result.Groups.Where(g => g.Variable == "x").Select(g => g.CoveredTotal is not null));
        Assert.NotNull(result.Summary.CoverageTotal);
        Assert.All(result.Groups, g => Assert.True(g.StandardErrorTotal > g.StandardErrorShort));
    }

    [Fact]
    public void A_row_without_any_answer_to_a_variable_counts_nowhere_for_it()
    {
        var answers = new byte[s_responses.Rows * 12];
        for (var row = 0; row < s_responses.Rows; row++)
            s_responses.Row(row).CopyTo(answers.AsSpan(row * 12));
        for (var row = 0; row < 10; row++)
            answers.AsSpan((row * 12) + 6, 6).Clear();
        var responses = new ResponseMatrix(s_responses.Respondents, s_responses.Groups, s_responses.Items, answers);
        var result = SimulationRun.Run(responses, s_pools, s_folds, new SimulationPlan { Mode = SelectionMode.Matrix, Items = 4, Seed = 1 }, () => 0);
        Assert.Equal([150, 140], result.Groups.Where(g => g.Group == "g1").Select(g => g.N));
    }

    [Fact]
    public void Folds_hold_each_respondent_once_and_differ_in_size_by_one_at_most()
    {
        var sizes = RowFolds.Of(403, 10, 4).GroupBy(f => f).Select(f => f.Count()).Order().ToArray();
        Assert.Equal([.. Enumerable.Repeat(40, 7), .. Enumerable.Repeat(41, 3)], sizes);
    }

    [Fact]
    public void Groups_of_the_training_rows_change_nothing()
    {
        var rows = s_responses.Take([.. Enumerable.Range(0, 300)]);
        var other = new ResponseMatrix(rows.Respondents, [.. rows.Respondents.Select((_, i) => $"{i % 3}")], rows.Items, [.. Enumerable.Range(0, 300).SelectMany(r => rows.Row(r).ToArray())]);
        Assert.Equal(FoldCalibration.Of(rows, s_variables).Items.Select(i => i.Graded), FoldCalibration.Of(other, s_variables).Items.Select(i => i.Graded));
    }
}
