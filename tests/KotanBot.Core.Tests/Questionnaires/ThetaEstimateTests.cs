using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class ThetaEstimateTests
{
    [Fact]
    public void Without_answers_it_is_the_prior()
    {
        var estimate = ThetaEstimate.FromAnswers([], Quadrature.Standard);
        Assert.Equal(0, estimate.Theta, 9);
        Assert.Equal(1, estimate.StandardError, 4);
        Assert.Equal(1, estimate.Posterior.Sum(), 12);
    }

    [Fact]
    public void It_is_the_mean_and_deviation_of_the_posterior()
    {
        // The same integral on a grid a hundred times finer.
        int[] categories = [3, 2, 4, 1];
        double weight = 0, mean = 0, square = 0;
        for (var theta = -6.0; theta <= 6; theta += 0.002)
        {
            var density = Math.Exp(-theta * theta / 2);
            for (var i = 0; i < categories.Length; i++)
                density *= GradedResponse.Probability(PromisSamples.MentalHealth[i], categories[i], theta);
            (weight, mean, square) = (weight + density, mean + (density * theta), square + (density * theta * theta));
        }

        var estimate = ThetaEstimate.FromAnswers(PromisSamples.MentalHealth.Zip(categories), Quadrature.Standard);
        Assert.Equal(mean / weight, estimate.Theta, 6);
        Assert.Equal(Math.Sqrt((square / weight) - Math.Pow(mean / weight, 2)), estimate.StandardError, 5);
    }

    [Fact]
    public void A_hundred_extreme_answers_do_not_underflow()
    {
        var estimate = ThetaEstimate.FromAnswers(Enumerable.Repeat((new GradedItem(4, [5.0]), 1), 300), Quadrature.Standard);
        Assert.InRange(estimate.Theta, 5, 6);
        Assert.True(double.IsFinite(estimate.StandardError));
    }
}
