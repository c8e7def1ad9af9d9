using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class PlausibleValuesTests
{
    private static readonly double[] s_loadings = [0.9, 0.8, 0.7, 0.6, 0.5];

    private static readonly FactorAnswers s_people = new(s_loadings, s_loadings);

    private static GroupRespondent[] Respondents(int count, int asked)
    {
        var predictor = new FullFormPredictor(s_people.Pool);
        var draws = new SeededDraws(5);
        var items = Enumerable.Range(0, 10).ToArray();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            draws.Shuffle<int>(items);
            return new GroupRespondent(i % 2 == 0 ? "even" : "odd", predictor, FactorAnswers.Some(s_people.Draw(draws, [.. Enumerable.Repeat(i % 2 == 0 ? 2.0 : -2, 10)]), items.Take(asked)));
        })];
    }

    [Fact]
    public void The_same_seed_gives_the_same_values_and_another_seed_others()
    {
        var respondents = Respondents(6, 4);
        Assert.Equal(Flat(PlausibleValues.OfScores(respondents, 3, 1)), Flat(PlausibleValues.OfScores(respondents, 3, 1)));
        Assert.NotEqual(Flat(PlausibleValues.OfScores(respondents, 3, 1)), Flat(PlausibleValues.OfScores(respondents, 3, 2)));

        static double[] Flat(System.Collections.Immutable.ImmutableArray<System.Collections.Immutable.ImmutableArray<System.Collections.Immutable.ImmutableArray<double>?>> values) =>
            [.. values.SelectMany(r => r.SelectMany(v => v!.Value))];
    }

    [Fact]
    public void Show_the_group_means_and_the_spread_of_people_where_predictions_show_too_little()
    {
        var respondents = Respondents(600, 3);
        var values = PlausibleValues.OfScores(respondents, 40, 1);
        var estimates = GroupEstimates.Of(respondents).ToDictionary(e => e.Group);
        var truth = s_people.Pool.Moments!.Covariances.Where((_, i) => i / 10 < 5 && i % 10 < 5).Sum() / 25;
        foreach (var group in new[] { "even", "odd" })
        {
            var own = Enumerable.Range(0, 600).Where(i => respondents[i].Group == group).Select(i => values[i][0]!.Value).ToArray();
            Assert.Equal(estimates[group].Variables[0].Estimate!.Value, own.Average(v => v.Average()), 3.5 * estimates[group].Variables[0].StandardErrorShort!.Value / Math.Sqrt(40));
            var variances = Enumerable.Range(0, 40).Average(m => own.Average(v => v[m] * v[m]) - Math.Pow(own.Average(v => v[m]), 2));
            Assert.InRange(variances / truth, 0.8, 1.2);
        }
    }

    [Fact]
    public void Everything_asked_leaves_nothing_to_draw()
    {
        var respondents = Respondents(4, 10);
        var values = PlausibleValues.OfScores(respondents, 5, 1);
        for (var i = 0; i < 4; i++)
            Assert.All(values[i][0]!.Value, v => Assert.Equal(respondents[i].Answers.Where(a => a.Item < 5).Average(a => a.Category), v, 9));
    }

    [Fact]
    public void Values_of_theta_have_the_mean_and_spread_of_the_posterior()
    {
        var estimate = ThetaEstimate.FromAnswers([(new GradedItem(1.5, [-1, 0, 1]), 3), (new GradedItem(2, [-1, 0, 1]), 2)], Quadrature.Standard);
        var values = PlausibleValues.OfTheta(estimate, Quadrature.Standard, 20_000, new SeededDraws(3));
        Assert.Equal(estimate.Theta, values.Average(), 0.02);
        Assert.Equal(estimate.StandardError, Math.Sqrt(values.Average(v => (v - estimate.Theta) * (v - estimate.Theta))), 0.02);
    }
}
