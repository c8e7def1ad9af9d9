using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>A respondent with a full form: the answers asked first, which serve as a short form, and all answers.</summary>
public sealed record DriftRespondent(ImmutableArray<ItemAnswer> First, ImmutableArray<ItemAnswer> All);

/// <param name="Difference">Observed minus predicted full-form mean, averaged over respondents.</param>
/// <param name="P">Two-sided, from the normal distribution.</param>
public sealed record DriftResult(string Variable, int N, double? Difference, double? StandardError, double? Z, double? P);

/// <summary>
/// Whether a calibration still holds: full-form respondents' observed means against what their own first answers predict. The level of the
/// respondents cancels, as far as the first answers tell it; what remains is items that have moved apart. Meant for provinces or the nation
/// together, since a kab/kota has too few full forms.
/// </summary>
public static class DriftTest
{
    /// <summary>One result per variable; null numbers where fewer than two respondents can be compared.</summary>
    public static ImmutableArray<DriftResult> Of(FullFormPredictor predictor, IReadOnlyList<DriftRespondent> respondents)
    {
        var compared = respondents.Select(r => (Regression: predictor.Regress(Known(r)), r.All)).ToArray();
        return [.. predictor.Pool.Variables.Select((id, v) => Test(predictor, id, v, compared))];
    }

    private static DriftResult Test(FullFormPredictor predictor, string id, int variable, (FullFormRegression Regression, ImmutableArray<ItemAnswer> All)[] compared)
    {
        var items = predictor.Pool.Items;
        var differences = new List<double>();
        var sensitivity = new double[items.Length];
        foreach (var (regression, all) in compared)
        {
            var observed = all.Where(a => a.Category > 0 && items[a.Item].Variable == variable).ToArray();
            if (observed.Length == 0)
                continue;
            differences.Add(observed.Average(a => (double)a.Category) - regression.Score(variable, predictor.Moments));
            SymmetricMatrix.AddScaled(sensitivity, regression.Weights[variable], 1);
            for (var i = 0; i < regression.Answered.Length; i++)
                sensitivity[regression.Answered[i]] -= regression.Coefficients[variable][i];
        }

        var n = differences.Count;
        if (n < 2)
            return new DriftResult(id, n, n == 0 ? null : differences[0], null, null, null);
        var mean = differences.Average();
        var spread = differences.Sum(d => (d - mean) * (d - mean)) / (n - 1);
        var error = Math.Sqrt((spread / n) + Calibration(predictor.Moments, [.. sensitivity.Select(s => s / n)]));
        return error > 0
            ? new DriftResult(id, n, mean, error, mean / error, NormalTail.TwoSided(mean / error))
            : new DriftResult(id, n, mean, 0, null, null);
    }

    /// <summary>Items that the whole form misses too leave the prediction.</summary>
    private static ImmutableArray<ItemAnswer> Known(DriftRespondent respondent)
    {
        var first = respondent.First.Select(a => a.Item).ToHashSet();
        return [.. respondent.First, .. respondent.All.Where(a => a.Category == 0 && !first.Contains(a.Item))];
    }

    /// <summary>a'Cov(μ̂)a with Cov(μ̂) ≈ Σ_jk ÷ √(N_j N_k).</summary>
    private static double Calibration(JointMoments moments, double[] sensitivity)
    {
        var variance = 0.0;
        for (var i = 0; i < sensitivity.Length; i++)
        {
            for (var j = 0; j < sensitivity.Length; j++)
            {
                if (moments.Counts[i] > 0 && moments.Counts[j] > 0)
                    variance += sensitivity[i] * sensitivity[j] * moments.Covariance(i, j) / Math.Sqrt((double)moments.Counts[i] * moments.Counts[j]);
            }
        }

        return Math.Max(0, variance);
    }
}
