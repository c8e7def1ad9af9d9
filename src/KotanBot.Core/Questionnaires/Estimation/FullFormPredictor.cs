using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>A respondent's mean over the full form of a variable, on the responses' own scale, and the standard error of what was not asked.</summary>
public sealed record FullFormScore(double Score, double StandardError);

/// <summary>
/// Predicts full-form scores from the answers to a part of a pool: answers count as they are, and only unasked items are predicted, by the
/// linear regression that the joint moments imply, which is the best linear predictor whether or not one dimension describes the items
/// (Mardia, Kent and Bibby 1979, §3.2.2). A skipped item is neither: it leaves the respondent's full form.
/// </summary>
public sealed class FullFormPredictor
{
    private readonly ImmutableArray<double[]> _weights;

    /// <exception cref="ArgumentException">The pool is not calibrated.</exception>
    public FullFormPredictor(ItemPool pool)
    {
        Pool = pool;
        Moments = pool.Moments ?? throw new ArgumentException("the pool is not calibrated", nameof(pool));
        _weights = [.. pool.Variables.Select((_, v) => Share(pool, v))];
    }

    public ItemPool Pool { get; }

    internal JointMoments Moments { get; }

    /// <summary>Each variable's full-form weights over the items of the pool.</summary>
    internal IReadOnlyList<double[]> Weights => _weights;

    /// <summary>One score per variable of the pool; null where every item of it was skipped.</summary>
    public ImmutableArray<FullFormScore?> Predict(ImmutableArray<ItemAnswer> answers)
    {
        var regression = Regress(answers);
        return
        [
            .. Pool.Variables.Select((_, v) => regression.Has(v)
                ? new FullFormScore(regression.Score(v, Moments), Math.Sqrt(regression.Variances[(v * Pool.Variables.Length) + v]))
                : null),
        ];
    }

    internal FullFormRegression Regress(ImmutableArray<ItemAnswer> answers) => new(Moments, _weights, answers);

    private static double[] Share(ItemPool pool, int variable)
    {
        var count = pool.Items.Count(i => i.Variable == variable);
        return [.. pool.Items.Select(i => i.Variable == variable ? 1.0 / count : 0)];
    }
}
