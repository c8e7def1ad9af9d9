using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>
/// The best next item of a variable of a calibrated pool. "Best" lowers the posterior variance of the variable's full-form score most: with
/// P the covariance of the items given the answers and w the weights of the full form, asking item k lowers w'Pw by (w'P_k)² / P_kk.
/// </summary>
internal static class ItemChoice
{
    /// <summary>The best item not asked yet, with its gain and the variance before it; null when the variable has none left.</summary>
    /// <param name="knownSkips">Whether skipped items count as known, so that the order is the same for everybody.</param>
    public static Best? Find(ItemPool pool, QuestionnairePlan plan, int variable, int quota, ImmutableArray<ItemAnswer> answers, bool knownSkips = false)
    {
        var moments = pool.Moments!;
        var covariance = new ConditionalCovariance(moments);
        foreach (var answer in answers)
        {
            if (answer.Category > 0 || knownSkips)
                covariance.Observe(answer.Item);
        }

        var asked = answers.Select(a => a.Item).ToHashSet();
        var weights = Weights(pool, variable, knownSkips ? [] : [.. answers.Where(a => a.Category == 0).Select(a => a.Item)]);
        var shared = covariance.With(weights);
        var candidates = Candidates(pool, variable, quota, asked);
        if (candidates.Count == 0)
            return null;
        var gains = candidates.Select(k => Gain(covariance, moments, shared, k)).ToArray();
        var values = plan.Criterion == ChoiceCriterion.Information ? Informations(pool, variable, candidates, answers) ?? gains : gains;
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return new Best(candidates[best], gains[best], covariance.VarianceOf(weights));
    }

    /// <summary>
    /// The full form's weights of a variable: the same for each of its items, but zero for the skipped ones, whose answers the full form would
    /// miss as well.
    /// </summary>
    public static double[] Weights(ItemPool pool, int variable, IReadOnlyCollection<int> skipped)
    {
        var weights = new double[pool.Items.Length];
        var count = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (pool.Items[i].Variable != variable || skipped.Contains(i))
                continue;
            weights[i] = 1;
            count++;
        }

        for (var i = 0; i < weights.Length; i++)
            weights[i] /= Math.Max(1, count);
        return weights;
    }

    /// <summary>Items not asked yet of the dimensions that have not had their share of the quota, rounded up.</summary>
    private static List<int> Candidates(ItemPool pool, int variable, int quota, HashSet<int> asked)
    {
        var own = Enumerable.Range(0, pool.Items.Length).Where(i => pool.Items[i].Variable == variable).ToArray();
        var open = own.GroupBy(i => pool.Items[i].Dimension)
            .Where(d => d.Count(asked.Contains) < Math.Ceiling((double)quota * d.Count() / own.Length))
            .SelectMany(d => d.Where(i => !asked.Contains(i)))
            .Order()
            .ToList();
        return open.Count > 0 ? open : [.. own.Where(i => !asked.Contains(i))];
    }

    private static double Gain(ConditionalCovariance covariance, JointMoments moments, double[] shared, int item)
    {
        var variance = covariance.Variance(item);
        return variance <= 1e-9 * moments.Covariance(item, item) ? 0 : shared[item] * shared[item] / variance;
    }

    /// <summary>Null where an item has no graded parameters: the criterion cannot compare them then.</summary>
    private static double[]? Informations(ItemPool pool, int variable, List<int> candidates, ImmutableArray<ItemAnswer> answers)
    {
        if (candidates.Any(k => pool.Items[k].Calibrated?.Graded is null))
            return null;
        var posterior = ThetaEstimate.FromAnswers(ThetaScores.Graded(pool, variable, answers), Quadrature.Standard).Posterior;
        return [.. candidates.Select(k => ThetaInformation.Expected(pool.Items[k].Calibrated!.Graded!, posterior))];
    }

    /// <param name="Item">Place in the pool.</param>
    /// <param name="Gain">By how much it lowers the variance of the full-form score.</param>
    /// <param name="Variance">That variance before it is asked.</param>
    internal sealed record Best(int Item, double Gain, double Variance);
}
