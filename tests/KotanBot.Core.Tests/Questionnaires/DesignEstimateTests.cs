using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class DesignEstimateTests
{
    private static readonly double[] s_loadings = [0.9, 0.8, 0.7, 0.6, 0.5];

    /// <summary>Drawn unequally by real draws: items of different means, much asked ones rarely.</summary>
    private static (DesignEstimate Estimate, double Truth) Draw(ulong seed, int respondents)
    {
        var people = new FactorAnswers(s_loadings);
        var shifts = new[] { -3.0, -1.5, 0, 1.5, 3 };
        var exposure = ExposureCounts.From(new Dictionary<string, int> { ["a1"] = 900, ["a2"] = 400, ["a5"] = 5 });
        var plan = new QuestionnairePlan { Items = 2, Mode = SelectionMode.Matrix };
        var draws = new SeededDraws(seed);
        var answers = Enumerable.Range(0, respondents).Select(_ =>
        {
            var all = people.Draw(draws, shifts);
            return ItemDelivery.Begin(people.Pool, plan, exposure, draws.NextBits()).Drawn.Select(d => new DesignAnswer(d.Item, all[d.Item], d.Probability));
        });
        return (DesignEstimate.Of(people.Pool, [.. answers.Select(a => a.ToArray().AsReadOnly()).Select(a => System.Collections.Immutable.ImmutableArray.CreateRange(a))]), 10);
    }

    [Fact]
    public void Is_right_on_average_with_intervals_that_hold_though_items_are_drawn_unequally()
    {
        var runs = Enumerable.Range(0, 400).Select(i => Draw((ulong)(1000 + i), 60)).ToArray();
        var errors = runs.Select(r => r.Estimate.Variables[0].Estimate!.Value - r.Truth).ToArray();
        var deviation = Math.Sqrt(errors.Average(e => e * e));
        Assert.InRange(errors.Average(), -3 * deviation / 20, 3 * deviation / 20);
        var coverage = runs.Count(r => Math.Abs(r.Estimate.Variables[0].Estimate!.Value - r.Truth) <= 1.96 * r.Estimate.Variables[0].StandardError!.Value) / 400.0;
        Assert.InRange(coverage, 0.91, 0.98);
    }

    [Fact]
    public void Weighs_answers_by_their_probability_and_items_equally()
    {
        var pool = ItemPoolSamples.Uncalibrated(2);
        var estimate = DesignEstimate.Of(pool, [[new(0, 1, 0.5)], [new(0, 4, 0.25)], [new(1, 2, 0.5)], [new(1, 0, 0.5)]]);
        Assert.Equal(((1 * 2) + (4 * 4)) / 6.0 / 2 + 1, estimate.Variables[0].Estimate!.Value, 12);
        Assert.Equal((3, 2, 2), (estimate.Variables[0].N, estimate.Variables[0].Items, estimate.Variables[0].Applicable));
    }

    [Fact]
    public void Says_how_many_items_had_an_answer_and_gives_no_error_for_one_respondent()
    {
        var estimate = DesignEstimate.Of(ItemPoolSamples.Uncalibrated(3, 2), [[new(0, 3, 1), new(1, 2, 1)]]);
        Assert.Equal(new DesignVariable("a", 1, 2.5, null, 2, 3), estimate.Variables[0]);
        Assert.Equal(new DesignVariable("b", 0, null, null, 0, 2), estimate.Variables[1]);
    }
}
