using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// Means and covariances of item scores that graded parameters imply when theta is N(0, 1) and items are independent given theta: E[x_j] is the
/// mean of the expected scores over theta, Cov(x_j, x_k) their covariance, and the variance adds the mean variance given theta. Variables are
/// taken as unrelated, because parameters alone say nothing about it.
/// </summary>
public static class ImpliedMoments
{
    /// <summary>Null when an item has no parameters.</summary>
    public static JointMoments? Of(IReadOnlyList<CalibratedItem> items)
    {
        if (items.Any(i => i.Graded is null))
            return null;
        var grid = Quadrature.Standard;
        var expected = items.Select(item => grid.Points.Select(theta => GradedResponse.ExpectedScore(item.Graded!, theta, item.CategoryScores.AsSpan())).ToArray()).ToArray();
        var means = expected.Select(e => Mean(grid, q => e[q])).ToArray();
        var covariances = new double[items.Count * items.Count];
        for (var j = 0; j < items.Count; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                if (items[j].Variable != items[k].Variable)
                    continue;
                var covariance = Mean(grid, q => (expected[j][q] - means[j]) * (expected[k][q] - means[k]));
                if (j == k)
                    covariance += Mean(grid, q => GradedResponse.ScoreVariance(items[j].Graded!, grid.Points[q], items[j].CategoryScores.AsSpan()));
                covariances[(j * items.Count) + k] = covariances[(k * items.Count) + j] = covariance;
            }
        }

        return new JointMoments { Items = [.. items.Select(i => i.Id)], Means = [.. means], Covariances = [.. covariances], Counts = [.. items.Select(i => i.Count)] };
    }

    private static double Mean(Quadrature grid, Func<int, double> value)
    {
        var sum = 0.0;
        for (var q = 0; q < grid.Points.Length; q++)
            sum += grid.Weights[q] * value(q);
        return sum;
    }
}
