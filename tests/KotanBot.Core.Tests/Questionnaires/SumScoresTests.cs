using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class SumScoresTests
{
    [Fact]
    public void Promis_global_mental_health_converts_within_a_fifth_of_a_point_of_its_published_table()
    {
        var table = SumScores.Table(PromisSamples.MentalHealth, Quadrature.Standard);
        Assert.Equal(Enumerable.Range(4, 17), table.Select(s => s.Sum));
        for (var i = 0; i < table.Length; i++)
            Assert.InRange(PromisSamples.T(table[i].Theta) - PromisSamples.PublishedT[i], -0.2, 0.2);
    }

    [Fact]
    public void The_recursion_agrees_with_adding_up_every_pattern()
    {
        var items = PromisSamples.MentalHealth[..3];
        var expected = new double[13];
        for (var pattern = 0; pattern < 125; pattern++)
            expected[(pattern % 5) + (pattern / 5 % 5) + (pattern / 25)] += GradedResponse.Probability(items[0], pattern % 5, 0.7)
                * GradedResponse.Probability(items[1], pattern / 5 % 5, 0.7)
                * GradedResponse.Probability(items[2], pattern / 25, 0.7);
        var sums = SumScores.Distribution(items, 0.7);
        for (var sum = 0; sum < expected.Length; sum++)
            Assert.Equal(expected[sum], sums[sum], 12);
    }

    [Fact]
    public void The_least_sum_stands_for_what_its_only_pattern_stands_for()
    {
        var least = SumScores.Table(PromisSamples.MentalHealth, Quadrature.Standard)[0];
        var pattern = ThetaEstimate.FromAnswers(PromisSamples.MentalHealth.Select(i => (i, 0)), Quadrature.Standard);
        Assert.Equal(pattern.Theta, least.Theta, 10);
        Assert.Equal(pattern.StandardError, least.StandardError, 10);
    }
}
