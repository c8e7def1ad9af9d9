using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// The covariance of item scores once some items are known: P = Σ − Σ_o (Σ_oo)⁻¹ Σ_o, kept as the columns of a Cholesky factor that grows by
/// one with each known item, so that n items of which m are known cost n·m²/2 and no inverse is taken.
/// </summary>
internal sealed class ConditionalCovariance(JointMoments moments)
{
    /// <summary>An item whose remaining variance is below this share of its variance is a combination of known ones and tells nothing new.</summary>
    private const double Redundant = 1e-9;

    private readonly List<double[]> _columns = [];

    public int Items => moments.Items.Length;

    /// <summary>The factor's columns: P = Σ − Σ_j column_j column_j'.</summary>
    public IReadOnlyList<double[]> Columns => _columns;

    /// <summary>Takes an item as known. False when it tells nothing new; then nothing changes.</summary>
    public bool Observe(int item)
    {
        var remaining = Variance(item);
        if (remaining <= Redundant * moments.Covariance(item, item) || remaining <= 0)
            return false;
        var scale = 1 / Math.Sqrt(remaining);
        var column = new double[Items];
        for (var i = 0; i < column.Length; i++)
            column[i] = moments.Covariance(i, item) * scale;
        foreach (var earlier in _columns)
        {
            var factor = earlier[item] * scale;
            for (var i = 0; i < column.Length; i++)
                column[i] -= earlier[i] * factor;
        }

        _columns.Add(column);
        return true;
    }

    public double Variance(int item)
    {
        var variance = moments.Covariance(item, item);
        foreach (var column in _columns)
            variance -= column[item] * column[item];
        return Math.Max(0, variance);
    }

    /// <summary>P·w: the covariance of every item with a weighted sum of items.</summary>
    public double[] With(IReadOnlyList<double> weights)
    {
        var result = new double[Items];
        for (var j = 0; j < weights.Count; j++)
        {
            if (weights[j] == 0)
                continue;
            for (var i = 0; i < result.Length; i++)
                result[i] += moments.Covariance(i, j) * weights[j];
        }

        foreach (var column in _columns)
        {
            var share = Dot(column, weights);
            for (var i = 0; i < result.Length; i++)
                result[i] -= column[i] * share;
        }

        return result;
    }

    /// <summary>w'Pw: the variance of a weighted sum of items.</summary>
    public double VarianceOf(IReadOnlyList<double> weights) => Math.Max(0, Dot(With(weights), weights));

    private static double Dot(double[] one, IReadOnlyList<double> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
