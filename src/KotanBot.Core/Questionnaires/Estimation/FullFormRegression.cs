using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// How the full-form scores of one respondent follow from the answers: score_v = w_v'μ + c_v'(y − μ) on the answered items, plus
/// (w_v − c_v)'m when the items of the respondent's group lie m above the calibrated means. c_v is w_v itself on answered items plus the
/// regression of the unasked ones on them.
/// </summary>
internal sealed class FullFormRegression
{
    private readonly int[] _conditioning;
    private readonly double[] _factor;
    private readonly int[] _answers;

    /// <param name="answers">Skipped items have category 0: they belong to no full form of this respondent and tell nothing.</param>
    public FullFormRegression(JointMoments moments, IReadOnlyList<double[]> fullFormWeights, ImmutableArray<ItemAnswer> answers)
    {
        Weights = fullFormWeights;
        if (answers.Any(a => a.Category == 0))
            Weights = [.. fullFormWeights.Select(w => Without(w, answers))];
        Answered = [.. answers.Where(a => a.Category > 0).Select(a => a.Item)];
        _answers = [.. answers.Where(a => a.Category > 0).Select(a => a.Category)];
        Deviations = [.. Answered.Select((item, i) => _answers[i] - moments.Means[item])];
        var covariance = new ConditionalCovariance(moments);
        _conditioning = [.. Enumerable.Range(0, Answered.Length).Where(i => covariance.Observe(Answered[i]))];
        var columns = covariance.Columns;
        _factor = new double[columns.Count * columns.Count];
        for (var row = 0; row < columns.Count; row++)
        {
            for (var column = 0; column <= row; column++)
                _factor[(row * columns.Count) + column] = columns[column][Answered[_conditioning[row]]];
        }

        Coefficients = [.. Weights.Select(w => CoefficientsOf(w, columns))];
        Variances = VariancesOf(covariance);
    }

    /// <summary>Full-form weights per variable, over the items of the pool; all zero where every item was skipped.</summary>
    public IReadOnlyList<double[]> Weights { get; }

    /// <summary>Items with an answer, by their place in the pool.</summary>
    public int[] Answered { get; }

    /// <summary>Answers less the calibrated means.</summary>
    public double[] Deviations { get; }

    /// <summary>Per variable one coefficient for each answered item.</summary>
    public double[][] Coefficients { get; }

    /// <summary>Variables × variables: the covariance of the scores' errors, from unasked items only, so zero when all was asked.</summary>
    public double[] Variances { get; }

    /// <summary>Adds P = Σ_oo⁻¹, embedded in all items, to a matrix, and P(y − μ) to a vector.</summary>
    public void AddPrecision(double[] matrix, double[] vector, int size)
    {
        var count = _conditioning.Length;
        var inverse = new double[count * count];
        for (var column = 0; column < count; column++)
        {
            var right = inverse.AsSpan(column * count, count);
            right[column] = 1;
            SymmetricMatrix.Solve(_factor, count, right);
        }

        for (var row = 0; row < count; row++)
        {
            var item = Answered[_conditioning[row]];
            for (var column = 0; column < count; column++)
            {
                var precision = inverse[(row * count) + column];
                matrix[(item * size) + Answered[_conditioning[column]]] += precision;
                vector[item] += precision * Deviations[_conditioning[column]];
            }
        }
    }

    /// <summary>w'μ + c'(y − μ), summed so that it is exactly the mean of the answers where everything was answered.</summary>
    public double Score(int variable, JointMoments moments)
    {
        var weights = Weights[variable];
        var answers = new double?[weights.Length];
        for (var i = 0; i < Answered.Length; i++)
            answers[Answered[i]] = _answers[i];
        var (sum, count, regressed) = (0.0, 0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            sum += answers[i] ?? moments.Means[i];
            count++;
        }

        for (var i = 0; i < Answered.Length; i++)
            regressed += (Coefficients[variable][i] - weights[Answered[i]]) * Deviations[i];
        return (sum / Math.Max(1, count)) + regressed;
    }

    public bool Has(int variable) => Array.Exists(Weights[variable], w => w != 0);

    private double[] CoefficientsOf(double[] weights, IReadOnlyList<double[]> columns)
    {
        var unasked = Unasked(weights);
        // Σ_oo⁻¹ Σ_o· w_u with Σ_oo = LL' and Σ_·o = CL' is L'⁻¹ (C'w_u).
        var right = columns.Select(c => SymmetricMatrix.Dot(c, unasked)).ToArray();
        var count = right.Length;
        for (var row = count - 1; row >= 0; row--)
        {
            right[row] /= _factor[(row * count) + row];
            for (var above = 0; above < row; above++)
                right[above] -= _factor[(row * count) + above] * right[row];
        }

        var coefficients = Answered.Select(a => weights[a]).ToArray();
        for (var i = 0; i < count; i++)
            coefficients[_conditioning[i]] += right[i];
        return coefficients;
    }

    private double[] VariancesOf(ConditionalCovariance covariance)
    {
        var variances = new double[Weights.Count * Weights.Count];
        var unasked = Weights.Select(Unasked).ToArray();
        for (var v = 0; v < unasked.Length; v++)
        {
            var shared = covariance.With(unasked[v]);
            for (var u = 0; u < unasked.Length; u++)
                variances[(v * unasked.Length) + u] = SymmetricMatrix.Dot(shared, unasked[u]);
            variances[(v * unasked.Length) + v] = Math.Max(0, variances[(v * unasked.Length) + v]);
        }

        return variances;
    }

    private double[] Unasked(double[] weights)
    {
        var unasked = (double[])weights.Clone();
        foreach (var item in Answered)
            unasked[item] = 0;
        return unasked;
    }

    private static double[] Without(double[] weights, ImmutableArray<ItemAnswer> answers)
    {
        var kept = (double[])weights.Clone();
        foreach (var answer in answers)
        {
            if (answer.Category == 0)
                kept[answer.Item] = 0;
        }

        var sum = kept.Sum();
        return sum > 0 ? [.. kept.Select(k => k / sum)] : kept;
    }
}
