using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Estimation;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class DriftTestTests
{
    private static readonly FactorAnswers s_people = new([0.9, 0.8, 0.7, 0.6, 0.5, 0.5], [0.9, 0.8, 0.7, 0.6, 0.5, 0.5]);

    private static readonly FullFormPredictor s_predictor = new(s_people.Pool);

    private static DriftResult Run(ulong seed, double[]? shifts)
    {
        var draws = new SeededDraws(seed);
        int[] first = [0, 1, 2, 6, 7];
        var respondents = Enumerable.Range(0, 80).Select(_ =>
        {
            var all = s_people.Draw(draws, shifts);
            return new DriftRespondent(FactorAnswers.Some(all, first), FactorAnswers.Some(all, Enumerable.Range(0, 12)));
        });
        return DriftTest.Of(s_predictor, [.. respondents])[0];
    }

    [Fact]
    public void Items_that_stayed_raise_a_false_alarm_once_in_twenty()
    {
        var alarms = Enumerable.Range(0, 400).Count(i => Run((ulong)i, null).P < 0.05);
        Assert.InRange(alarms / 400.0, 0.02, 0.085);
    }

    [Fact]
    public void Items_that_moved_apart_from_the_first_ones_are_found()
    {
        var moved = Run(7, [0, 0, 0, 1.5, 1.5, 1.5, 0, 0, 0, 0, 0, 0]);
        Assert.InRange(moved.Difference!.Value, 0.4, 1.1);
        Assert.True(moved.P < 0.001);
    }

    [Fact]
    public void One_respondent_is_not_tested()
    {
        var all = s_people.Draw(new SeededDraws(1));
        var result = DriftTest.Of(s_predictor, [new DriftRespondent(FactorAnswers.Some(all, [0]), FactorAnswers.Some(all, Enumerable.Range(0, 12)))])[0];
        Assert.Equal((1, null), (result.N, result.P));
    }
}
