using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class GradedResponseTests
{
    private static readonly GradedItem Item = PromisSamples.MentalHealth[1];

    [Fact]
    public void Boundaries_are_logistic_without_1_702()
    {
        for (var category = 1; category < Item.Categories; category++)
        {
            var atLeast = GradedResponse.Probabilities(Item, 0.4)[category..].Sum();
            Assert.Equal(1 / (1 + Math.Exp(-3.66810 * (0.4 - Item.Thresholds[category - 1]))), atLeast, 12);
        }
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(-1.3)]
    [InlineData(0)]
    [InlineData(6)]
    public void Probabilities_are_positive_and_sum_to_one(double theta)
    {
        foreach (var item in PromisSamples.MentalHealth)
        {
            var probabilities = GradedResponse.Probabilities(item, theta);
            Assert.Equal(1, probabilities.Sum(), 12);
            Assert.All(probabilities, p => Assert.True(p > 0));
            for (var category = 0; category < item.Categories; category++)
                Assert.Equal(Math.Log(probabilities[category]), GradedResponse.LogProbability(item, category, theta), 9);
        }
    }

    [Fact]
    public void The_logarithm_stays_finite_where_the_probability_is_too_small_for_a_number()
    {
        var steep = new GradedItem(200, [5.9, 5.95]);
        Assert.Equal(0, GradedResponse.Probability(steep, 2, -6));
        Assert.Equal(-200 * 11.95, GradedResponse.LogProbability(steep, 2, -6), 6);
    }

    [Theory]
    [InlineData(-2.5)]
    [InlineData(0.3)]
    [InlineData(2.2)]
    public void Information_is_the_expected_squared_slope_of_the_log_likelihood(double theta)
    {
        const double h = 1e-5;
        foreach (var item in PromisSamples.MentalHealth)
        {
            double expected = 0;
            for (var category = 0; category < item.Categories; category++)
            {
                var slope = (GradedResponse.LogProbability(item, category, theta + h) - GradedResponse.LogProbability(item, category, theta - h)) / (2 * h);
                expected += GradedResponse.Probability(item, category, theta) * slope * slope;
            }

            Assert.Equal(expected, GradedResponse.Information(item, theta), 6);
        }
    }

    [Fact]
    public void Information_of_a_two_category_item_at_its_threshold_is_a_quarter_of_the_squared_discrimination() =>
        Assert.Equal(1.5 * 1.5 / 4, GradedResponse.Information(new GradedItem(1.5, [0.7]), 0.7), 12);

    [Fact]
    public void Expected_score_counts_from_one_unless_scores_are_given()
    {
        var item = new GradedItem(1, [0]);
        Assert.Equal(1.5, GradedResponse.ExpectedScore(item, 0), 12);
        Assert.Equal(3.25, GradedResponse.ExpectedScore(item, 0, [1.5, 5]), 12);
        Assert.Equal(1.75 * 1.75, GradedResponse.ScoreVariance(item, 0, [1.5, 5]), 12);
    }
}
