using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>An answer that was drawn, or belongs to a full form (probability 1); category 0 where it was skipped.</summary>
public sealed record DesignAnswer(int Item, int Category, double Probability);

/// <summary>
/// A variable's mean from drawn answers alone. <paramref name="Items"/> of the <paramref name="Applicable"/> items had an answer; while some had
/// none, the mean is not that of the full form yet, and whoever shows it must say so.
/// </summary>
public sealed record DesignVariable(string Variable, int N, double? Estimate, double? StandardError, int Items, int Applicable);

/// <summary>
/// The mean of item means for banks without calibration: each item's mean weighs answers by 1 ÷ their probability (Hájek 1971; Särndal, Swensson
/// and Wretman 1992, §5.7), and every item counts the same, however often it was asked. Standard errors by the delete-one jackknife over
/// respondents (Quenouille 1956, Tukey 1958). Needs no model at all, and knows nothing of chosen answers, whose probability depends on answers.
/// </summary>
public sealed record DesignEstimate
{
    public required ImmutableArray<DesignVariable> Variables { get; init; }

    /// <summary>Variables × variables, from the same jackknife, so that an index over variables gets its error from here.</summary>
    public required ImmutableArray<double> Covariance { get; init; }

    /// <param name="respondents">Each one's drawn or full-form answers.</param>
    public static DesignEstimate Of(ItemPool pool, IReadOnlyList<ImmutableArray<DesignAnswer>> respondents)
    {
        var sums = new double[pool.Items.Length];
        var weights = new double[pool.Items.Length];
        var counts = new int[pool.Items.Length];
        foreach (var answer in respondents.SelectMany(r => r))
            Add(answer, 1, sums, weights, counts);
        var means = Means(pool, sums, weights, counts);
        var answering = respondents.Where(r => r.Any(a => a.Category > 0)).ToArray();
        var replicates = answering.Select(r =>
        {
            foreach (var answer in r)
                Add(answer, -1, sums, weights, counts);
            var without = Means(pool, sums, weights, counts);
            foreach (var answer in r)
                Add(answer, 1, sums, weights, counts);
            return without;
        }).ToArray();
        var covariance = Jackknife(replicates, pool.Variables.Length);
        return new DesignEstimate
        {
            Variables =
            [
                .. pool.Variables.Select((id, v) => new DesignVariable(
                    id,
                    answering.Count(r => r.Any(a => a.Category > 0 && pool.Items[a.Item].Variable == v)),
                    means[v],
                    means[v] is null || covariance[(v * pool.Variables.Length) + v] is var variance && double.IsNaN(variance) ? null : Math.Sqrt(covariance[(v * pool.Variables.Length) + v]),
                    Enumerable.Range(0, counts.Length).Count(i => pool.Items[i].Variable == v && counts[i] > 0),
                    pool.Items.Count(i => i.Variable == v))),
            ],
            Covariance = [.. covariance],
        };
    }

    private static void Add(DesignAnswer answer, int sign, double[] sums, double[] weights, int[] counts)
    {
        if (answer.Category == 0)
            return;
        sums[answer.Item] += sign * answer.Category / answer.Probability;
        weights[answer.Item] += sign / answer.Probability;
        counts[answer.Item] += sign;
    }

    private static double?[] Means(ItemPool pool, double[] sums, double[] weights, int[] counts)
    {
        var totals = new double[pool.Variables.Length];
        var items = new int[pool.Variables.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            totals[pool.Items[i].Variable] += sums[i] / weights[i];
            items[pool.Items[i].Variable]++;
        }

        return [.. totals.Select((t, v) => items[v] > 0 ? t / items[v] : (double?)null)];
    }

    /// <summary>Not a number where there are fewer than two replicates or one has no value.</summary>
    private static double[] Jackknife(double?[][] replicates, int variables)
    {
        var result = new double[variables * variables];
        var usable = Enumerable.Range(0, variables).Select(v => replicates.Length > 1 && Array.TrueForAll(replicates, r => r[v] is not null)).ToArray();
        var means = usable.Select((u, v) => u ? replicates.Average(r => r[v]!.Value) : double.NaN).ToArray();
        for (var v = 0; v < variables; v++)
        {
            for (var u = 0; u < variables; u++)
            {
                result[(v * variables) + u] = usable[v] && usable[u]
                    ? replicates.Sum(r => (r[v]!.Value - means[v]) * (r[u]!.Value - means[u])) * (replicates.Length - 1) / replicates.Length
                    : double.NaN;
            }
        }

        return result;
    }
}
