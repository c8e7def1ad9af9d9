using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Estimation;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class GroupEstimatesTests
{
    private static readonly double[] s_loadings = [0.9, 0.85, 0.8, 0.7, 0.7, 0.6, 0.6, 0.5];

    private static readonly FactorAnswers s_people = new(s_loadings, s_loadings);

    private static readonly FullFormPredictor s_predictor = new(s_people.Pool);

    /// <summary>Groups with a level and effects of single items of their own.</summary>
    /// <param name="level">Standard deviation of the groups' levels.</param>
    /// <param name="effects">Standard deviation of the items' effects.</param>
    private static (GroupRespondent[] Respondents, Dictionary<string, double[]> Full, Dictionary<string, double[]> Population) Draw(
        ulong seed, int groups, int size, int asked, double level, double effects, double up = 0)
    {
        var draws = new SeededDraws(seed);
        var items = Enumerable.Range(0, 16).ToArray();
        var respondents = new List<GroupRespondent>();
        var full = new Dictionary<string, double[]>();
        var population = new Dictionary<string, double[]>();
        for (var g = 0; g < groups; g++)
        {
            var levels = new[] { up + (level * draws.Normal()), up + (level * draws.Normal()) };
            var shifts = items.Order().Select(i => levels[i / 8] + (effects * draws.Normal())).ToArray();
            var people = Enumerable.Range(0, size).Select(_ => s_people.Draw(draws, shifts)).ToArray();
            foreach (var all in people)
            {
                draws.Shuffle<int>(items);
                respondents.Add(new GroupRespondent($"g{g}", s_predictor, FactorAnswers.Some(all, items.Take(asked))));
            }

            full[$"g{g}"] = [people.Average(p => s_people.Full(p, 0)), people.Average(p => s_people.Full(p, 1))];
            population[$"g{g}"] = [10 + shifts[..8].Average(), 10 + shifts[8..].Average()];
        }

        return ([.. respondents], full, population);
    }

    private static double Coverage(IEnumerable<GroupEstimate> estimates, Func<GroupEstimate, int, bool> covers)
    {
        var hits = estimates.SelectMany(e => new[] { covers(e, 0), covers(e, 1) }).ToArray();
        return hits.Count(h => h) / (double)hits.Length;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 0.5)]
    public void Intervals_hold_for_respondents_and_for_the_population(double level, double effects)
    {
        var (respondents, full, population) = Draw(11, 300, 25, 6, level, effects);
        var estimates = GroupEstimates.Of(respondents);
        // 600 values: the Monte-Carlo standard error of a coverage of .95 is .009.
        Assert.InRange(Coverage(estimates, (e, v) => Math.Abs(e.Variables[v].Estimate!.Value - full[e.Group][v]) <= 1.96 * e.Variables[v].StandardErrorShort!.Value), 0.925, 0.975);
        Assert.InRange(Coverage(estimates, (e, v) => Math.Abs(e.Variables[v].PopulationEstimate!.Value - population[e.Group][v]) <= 1.96 * e.Variables[v].StandardErrorTotal!.Value), 0.925, 0.975);
    }

    [Fact]
    public void A_group_far_above_all_others_is_not_drawn_towards_them()
    {
        var (ordinary, _, _) = Draw(21, 60, 20, 5, 0.3, 0.1);
        var (high, full, _) = Draw(22, 40, 20, 5, 0.3, 0.1, up: 5);
        var estimates = GroupEstimates.Of([.. ordinary, .. high.Select(r => r with { Group = "high " + r.Group })]).Where(e => e.Group.StartsWith("high ", StringComparison.Ordinal)).ToArray();
        var errors = estimates.SelectMany(e => new[] { 0, 1 }.Select(v => e.Variables[v].Estimate!.Value - full[e.Group[5..]][v])).ToArray();
        var deviation = Math.Sqrt(errors.Average(e => e * e));
        Assert.InRange(errors.Average(), -3.5 * deviation / Math.Sqrt(errors.Length), 3.5 * deviation / Math.Sqrt(errors.Length));
    }

    [Fact]
    public void Everything_asked_leaves_no_error_of_shortening()
    {
        var (respondents, full, _) = Draw(31, 5, 10, 16, 1, 0.5);
        foreach (var estimate in GroupEstimates.Of(respondents))
        {
            for (var v = 0; v < 2; v++)
            {
                Assert.Equal(full[estimate.Group][v], estimate.Variables[v].Estimate!.Value, 9);
                Assert.Equal(0, estimate.Variables[v].StandardErrorShort!.Value, 9);
            }
        }
    }

    [Fact]
    public void A_known_population_lowers_only_the_sampling_part()
    {
        var (respondents, _, _) = Draw(41, 1, 20, 6, 0, 0);
        var unknown = GroupEstimates.Of(respondents)[0].Variables[0];
        var known = GroupEstimates.Of(respondents, new Dictionary<string, int> { ["g0"] = 20 })[0].Variables[0];
        var half = GroupEstimates.Of(respondents, new Dictionary<string, int> { ["g0"] = 40 })[0].Variables[0];
        Assert.Equal(unknown.StandardErrorShort, known.StandardErrorShort);
        Assert.Equal(known.StandardErrorShort!.Value, known.StandardErrorTotal!.Value, 9);
        var sampling = Math.Pow(unknown.StandardErrorTotal!.Value, 2) - Math.Pow(unknown.StandardErrorShort!.Value, 2);
        Assert.Equal(sampling / 2, Math.Pow(half.StandardErrorTotal!.Value, 2) - Math.Pow(half.StandardErrorShort!.Value, 2), 9);
    }

    [Fact]
    public void One_respondent_alone_is_a_group_too()
    {
        var (respondents, _, _) = Draw(51, 1, 1, 4, 0, 0);
        var estimate = GroupEstimates.Of(respondents)[0];
        Assert.All(estimate.Variables, v => Assert.True(v.StandardErrorTotal >= v.StandardErrorShort && double.IsFinite(v.StandardErrorTotal!.Value)));
    }

    [Fact]
    public void A_variable_of_which_nobody_answered_an_item_has_no_estimate()
    {
        var draws = new SeededDraws(61);
        var respondents = Enumerable.Range(0, 10).Select(_ => new GroupRespondent("g", s_predictor, FactorAnswers.Some(s_people.Draw(draws), [0, 3, 5]))).ToArray();
        var estimate = GroupEstimates.Of(respondents)[0];
        Assert.NotNull(estimate.Variables[0].Estimate);
        Assert.Equal(new VariableEstimate("b", 10, null, null, null, null), estimate.Variables[1]);
        Assert.Null(estimate.Sum("index", [0.5, 0.5]).Estimate);
    }

    [Fact]
    public void Items_that_nobody_in_the_group_was_asked_are_predicted_with_more_error()
    {
        var draws = new SeededDraws(71);
        var people = Enumerable.Range(0, 30).Select(_ => s_people.Draw(draws)).ToArray();
        var fixedItems = GroupEstimates.Of([.. people.Select(p => new GroupRespondent("g", s_predictor, FactorAnswers.Some(p, [0, 1, 8, 9])))])[0];
        Assert.InRange(fixedItems.Variables[0].Estimate!.Value, people.Average(p => s_people.Full(p, 0)) - (4 * fixedItems.Variables[0].StandardErrorShort!.Value), people.Average(p => s_people.Full(p, 0)) + (4 * fixedItems.Variables[0].StandardErrorShort!.Value));
    }

    [Fact]
    public void An_index_over_variables_takes_its_error_from_the_full_covariance()
    {
        var (respondents, full, population) = Draw(81, 300, 15, 6, 1, 0.2);
        var estimates = GroupEstimates.Of(respondents);
        var sums = estimates.Select(e => (e.Group, Sum: e.Sum("index", [0.5, 0.5]))).ToArray();
        Assert.InRange(sums.Count(s => Math.Abs(s.Sum.Estimate!.Value - full[s.Group].Average()) <= 1.96 * s.Sum.StandardErrorShort!.Value) / 300.0, 0.91, 0.985);
        Assert.InRange(sums.Count(s => Math.Abs(s.Sum.PopulationEstimate!.Value - population[s.Group].Average()) <= 1.96 * s.Sum.StandardErrorTotal!.Value) / 300.0, 0.91, 0.985);
        var independent = estimates.Average(e => 0.25 * e.Variables.Sum(v => Math.Pow(v.StandardErrorTotal!.Value, 2)));
        Assert.True(sums.Average(s => Math.Pow(s.Sum.StandardErrorTotal!.Value, 2)) > 1.1 * independent);
    }

    [Fact]
    public void Respondent_groups_combine_with_their_weights_and_not_by_head_count()
    {
        var (few, _, _) = Draw(91, 1, 5, 6, 1, 0);
        var (many, _, _) = Draw(92, 1, 200, 6, 1, 0);
        var one = GroupEstimates.Of(few)[0];
        var other = GroupEstimates.Of(many)[0];
        var combined = RespondentGroupCombination.Of("all", [(one, 1), (other, 3)]);
        Assert.Equal((0.25 * one.Variables[0].Estimate!.Value) + (0.75 * other.Variables[0].Estimate!.Value), combined.Variables[0].Estimate!.Value, 9);
        var variance = (Math.Pow(0.25, 2) * Math.Pow(one.Variables[0].StandardErrorTotal!.Value, 2)) + (Math.Pow(0.75, 2) * Math.Pow(other.Variables[0].StandardErrorTotal!.Value, 2));
        Assert.Equal(variance, Math.Pow(combined.Variables[0].StandardErrorTotal!.Value, 2), 9);
        Assert.Equal(205, combined.Variables[0].N);
    }

    [Fact]
    public void A_group_without_a_variable_says_nothing_about_it()
    {
        var draws = new SeededDraws(95);
        var onlyFirst = GroupEstimates.Of([.. Enumerable.Range(0, 10).Select(_ => new GroupRespondent("g", s_predictor, FactorAnswers.Some(s_people.Draw(draws), [0, 3])))])[0];
        var (both, _, _) = Draw(96, 1, 10, 6, 1, 0);
        var other = GroupEstimates.Of(both)[0];
        var combined = RespondentGroupCombination.Of("all", [(onlyFirst, 1), (other, 1)]);
        Assert.Equal(other.Variables[1].Estimate!.Value, combined.Variables[1].Estimate!.Value, 12);
        Assert.Equal(other.Variables[1].StandardErrorShort!.Value, combined.Variables[1].StandardErrorShort!.Value, 12);
    }
}
