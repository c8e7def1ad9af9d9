using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class JointMomentsEstimateTests
{
    private static readonly GradedItem[] Items = SimulatedResponses.Items(12);

    private static readonly int[] OneVariable = new int[12];

    [Fact]
    public void Complete_answers_give_their_own_means_and_nearly_their_own_covariances()
    {
        var responses = SimulatedResponses.Draw(new SeededDraws(1), Items, 12, ("a", 0, 1, 2000));
        var moments = JointMomentsEstimate.From(responses, OneVariable);
        for (var one = 0; one < 12; one++)
        {
            var mean = Enumerable.Range(0, 2000).Average(r => responses[r, one]);
            Assert.Equal(mean, moments.Means[one], 10);
            Assert.Equal(2000, moments.Counts[one]);
            for (var other = 0; other < 12; other++)
            {
                var otherMean = Enumerable.Range(0, 2000).Average(r => responses[r, other]);
                var own = Enumerable.Range(0, 2000).Average(r => (responses[r, one] - mean) * (responses[r, other] - otherMean));
                // Shrinkage towards the right model moves a covariance by no more than its own noise.
                Assert.Equal(own, moments.Covariance(one, other), one == other ? 1e-9 : 0.06);
            }
        }
    }

    [Fact]
    public void A_third_of_the_answers_gives_the_moments_of_all_of_them_without_bias()
    {
        var complete = JointMomentsEstimate.From(SimulatedResponses.Draw(new SeededDraws(2), Items, 12, ("a", 0, 1, 8000)), OneVariable);
        var planned = JointMomentsEstimate.From(SimulatedResponses.Draw(new SeededDraws(3), Items, 4, ("a", 0, 1, 8000)), OneVariable);
        var errors = new List<double>();
        for (var one = 0; one < 12; one++)
        {
            Assert.Equal(complete.Means[one], planned.Means[one], 0.06);
            for (var other = 0; other < one; other++)
                errors.Add(planned.Covariance(one, other) - complete.Covariance(one, other));
        }

        Assert.InRange(errors.Average(), -0.02, 0.02);
        Assert.InRange(Math.Sqrt(errors.Average(e => e * e)), 0, 0.04);
    }

    [Fact]
    public void Items_chosen_by_earlier_answers_bias_a_mean_by_a_fraction_of_what_they_bias_the_naive_one()
    {
        // Those who do well on the fifth item alone see the last one, as an adaptive questionnaire would have it.
        var full = SimulatedResponses.Draw(new SeededDraws(4), Items, 12, ("a", 0, 1, 6000));
        var categories = new byte[full.Rows * 12];
        for (var row = 0; row < full.Rows; row++)
            for (var item = 0; item < 12; item++)
                categories[(row * 12) + item] = item == 11 && full[row, 4] < 3 ? (byte)0 : (byte)full[row, item];
        var moments = JointMomentsEstimate.From(new ResponseMatrix(full.Respondents, full.Groups, full.Items, categories), OneVariable);
        var truth = Enumerable.Range(0, full.Rows).Average(r => full[r, 11]);
        var naive = Enumerable.Range(0, full.Rows).Where(r => full[r, 4] >= 3).Average(r => full[r, 11]);
        Assert.True(naive - truth > 0.15);
        Assert.InRange(Math.Abs(moments.Means[11] - truth), 0, (naive - truth) / 4); // scores are not quite normal
    }

    [Fact]
    public void Pairs_never_seen_together_are_taken_from_the_model_and_not_as_unrelated()
    {
        var full = SimulatedResponses.Draw(new SeededDraws(5), Items, 12, ("a", 0, 1, 4000));
        var categories = new byte[full.Rows * 12];
        for (var row = 0; row < full.Rows; row++)
            for (var item = 0; item < 12; item++)
                categories[(row * 12) + item] = item == row % 2 ? (byte)0 : (byte)full[row, item];
        var moments = JointMomentsEstimate.From(new ResponseMatrix(full.Respondents, full.Groups, full.Items, categories), OneVariable);
        var complete = JointMomentsEstimate.From(full, OneVariable);
        Assert.True(complete.Covariance(0, 1) > 0.2);
        Assert.Equal(complete.Covariance(0, 1), moments.Covariance(0, 1), 0.05);
    }

    [Theory]
    [InlineData(5, 12)]
    [InlineData(30, 3)]
    [InlineData(1, 12)]
    public void Fewer_respondents_than_items_still_give_a_positive_definite_matrix(int respondents, int asked)
    {
        var responses = SimulatedResponses.Draw(new SeededDraws(6), Items, asked, ("a", 0, 1, respondents));
        var moments = JointMomentsEstimate.From(responses, [.. Enumerable.Range(0, 12).Select(i => i % 3)]);
        Assert.All(moments.Means, m => Assert.InRange(m, 1, 4));
        Assert.True(SymmetricMatrix.TryFactor(moments.Covariances.ToArray(), 12));
    }
}
