using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class FullFormPredictorTests
{
    private static readonly double[] s_loadings = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];

    [Fact]
    public void Everything_asked_is_the_plain_mean_without_error()
    {
        var people = new FactorAnswers(s_loadings, s_loadings);
        var predictor = new FullFormPredictor(people.Pool);
        var draws = new SeededDraws(1);
        for (var i = 0; i < 100; i++)
        {
            var all = people.Draw(draws);
            var scores = predictor.Predict(FactorAnswers.Some(all, Enumerable.Range(0, 12)));
            for (var v = 0; v < 2; v++)
            {
                Assert.Equal(people.Full(all, v), scores[v]!.Score, 9);
                Assert.Equal(0, scores[v]!.StandardError);
            }
        }
    }

    [Fact]
    public void Nothing_asked_is_the_calibrated_mean_with_the_full_variance()
    {
        var people = new FactorAnswers(s_loadings);
        var score = new FullFormPredictor(people.Pool).Predict([])[0]!;
        Assert.Equal(10, score.Score, 9);
        Assert.Equal(people.Pool.Moments!.Covariances.Sum() / 36, score.StandardError * score.StandardError, 9);
    }

    [Fact]
    public void Predicts_without_bias_and_with_intervals_that_hold()
    {
        var people = new FactorAnswers(s_loadings, s_loadings);
        var predictor = new FullFormPredictor(people.Pool);
        var draws = new SeededDraws(2);
        var items = Enumerable.Range(0, 12).ToArray();
        const int times = 4000;
        double sum = 0, squares = 0, variances = 0;
        var covered = 0;
        for (var i = 0; i < times; i++)
        {
            draws.Shuffle<int>(items);
            var all = people.Draw(draws);
            var score = predictor.Predict(FactorAnswers.Some(all, items.Take(5)))[1]!;
            var error = score.Score - people.Full(all, 1);
            sum += error;
            squares += error * error;
            variances += score.StandardError * score.StandardError;
            covered += Math.Abs(error) <= 1.96 * score.StandardError ? 1 : 0;
        }

        Assert.InRange(sum / times, -3 * Math.Sqrt(squares) / times, 3 * Math.Sqrt(squares) / times);
        Assert.InRange(squares / variances, 0.93, 1.07);
        Assert.InRange(covered / (double)times, 0.94, 0.96);
    }

    [Fact]
    public void A_skipped_item_leaves_the_full_form()
    {
        var people = new FactorAnswers(s_loadings);
        var predictor = new FullFormPredictor(people.Pool);
        var all = people.Draw(new SeededDraws(3));
        var score = predictor.Predict([.. FactorAnswers.Some(all, Enumerable.Range(0, 5)), new ItemAnswer(5, 0)])[0]!;
        Assert.Equal(all.Take(5).Average(), score.Score, 9);
        Assert.Equal(0, score.StandardError);
        Assert.Null(predictor.Predict([.. Enumerable.Range(0, 6).Select(i => new ItemAnswer(i, 0))])[0]);
    }

    [Fact]
    public void Items_that_repeat_others_do_no_harm()
    {
        var moments = new JointMoments { Items = ["a", "b", "c"], Means = [2, 2, 2], Covariances = [1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1], Counts = [9, 9, 9] };
        var pool = new ItemPool { Variables = ["v"], Items = [new("a", 0, null, null), new("b", 0, null, null), new("c", 0, null, null)], Moments = moments };
        var score = new FullFormPredictor(pool).Predict([new ItemAnswer(0, 3), new ItemAnswer(1, 3)])[0]!;
        Assert.Equal((3 + 3 + 2.5) / 3, score.Score, 9);
        Assert.Equal(Math.Sqrt(0.75) / 3, score.StandardError, 9);
    }

    [Fact]
    public void Parameters_alone_imply_the_moments_of_answers_drawn_from_them()
    {
        var items = SimulatedResponses.Items(4);
        var implied = ImpliedMoments.Of([.. items.Select((g, i) => new CalibratedItem($"i{i + 1}", "v") { Graded = g })])!;
        var drawn = SimulatedResponses.Draw(new SeededDraws(4), items, 4, ("g", 0, 1, 20_000));
        var observed = JointMomentsEstimate.From(drawn, [0, 0, 0, 0]);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(observed.Means[i], implied.Means[i], 0.03);
            for (var j = 0; j < 4; j++)
                Assert.Equal(observed.Covariance(i, j), implied.Covariance(i, j), 0.03);
        }
    }

    [Fact]
    public void Merged_categories_keep_their_scores_in_the_implied_moments()
    {
        var plain = new CalibratedItem("a", "v") { Graded = new GradedItem(1, [0]) };
        var merged = plain with { Merged = [0, 0, 1], CategoryScores = [1.4, 3] };
        var moments = ImpliedMoments.Of([plain, merged])!;
        Assert.Equal(1.5, moments.Means[0], 6);
        Assert.Equal(2.2, moments.Means[1], 6);
        Assert.Equal(1.6 * moments.Covariance(0, 0), moments.Covariance(1, 1) / 1.6, 6);
    }
}
