using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// Full-form means of groups from short forms: y = μ + Dγ_g + u_g + e, see <see cref="GroupShift"/>. A group's level comes from its own answers
/// alone and is never drawn towards the mean of all.
/// </summary>
public static class GroupEstimates
{
    /// <summary>One estimate per group, in the order in which groups first appear.</summary>
    /// <param name="populations">How many people a group stands for, where that is known: then sampling everybody leaves no sampling error.</param>
    public static ImmutableArray<GroupEstimate> Of(IReadOnlyList<GroupRespondent> respondents, IReadOnlyDictionary<string, int>? populations = null)
    {
        var groups = respondents.GroupBy(r => r.Group).Select(g => new GroupAnswers(g.Key, [.. g])).ToArray();
        var effects = ItemGroupEffects.Estimate(groups);
        return [.. groups.Select(g => Estimate(g, g.Solve(effects), populations is not null && populations.TryGetValue(g.Name, out var known) ? known : null))];
    }

    private static GroupEstimate Estimate(GroupAnswers group, GroupShift shift, int? population)
    {
        var count = group.Variables.Length;
        var scores = Enumerable.Range(0, count).Select(v => Scores(group, shift, v)).ToArray();
        var numbers = scores.Select(s => s.Count(x => x is not null)).ToArray();
        var sensitivities = Enumerable.Range(0, count).Select(v => MeanSensitivity(group, v, numbers[v])).ToArray();
        var shortened = new double[count * count];
        var total = new double[count * count];
        for (var v = 0; v < count; v++)
        {
            for (var u = 0; u <= v; u++)
            {
                if (!group.Identified[v] || !group.Identified[u] || numbers[v] == 0 || numbers[u] == 0)
                    continue;
                var errors = group.Regressions.Sum(r => r.Has(v) && r.Has(u) ? r.Variances[(v * count) + u] : 0);
                var product = (double)numbers[v] * numbers[u];
                var (low, high) = ((v * count) + u, (u * count) + v);
                shortened[low] = shortened[high] = (errors / product) + shift.ErrorCovariance(sensitivities[v], sensitivities[u]);
                total[low] = total[high] = shortened[low] + Sampling(group, v, u, scores, errors, product, population);
            }
        }

        return new GroupEstimate(group.Name)
        {
            Variables = [.. group.Variables.Select((id, v) => Variable(id, numbers[v], group.Identified[v], scores[v], shortened[(v * count) + v], total[(v * count) + v]))],
            CovarianceShort = [.. shortened],
            CovarianceTotal = [.. total],
        };
    }

    private static VariableEstimate Variable(string id, int number, bool identified, double?[] scores, double shortened, double total)
    {
        if (!identified || number == 0)
            return new VariableEstimate(id, number, null, null, null, null);
        var mean = scores.Average()!.Value;
        return new VariableEstimate(id, number, mean, Math.Sqrt(Math.Max(0, shortened)), mean, Math.Sqrt(Math.Max(0, total)));
    }

    private static double?[] Scores(GroupAnswers group, GroupShift shift, int variable) =>
    [
        .. group.Regressions.Select((r, i) => r.Has(variable)
            ? group.Baselines[i][variable] + SymmetricMatrix.Dot(group.Sensitivity(r, variable), shift.Mean)
            : (double?)null),
    ];

    private static double[] MeanSensitivity(GroupAnswers group, int variable, int number)
    {
        var mean = new double[group.Vector.Length];
        foreach (var regression in group.Regressions)
        {
            if (regression.Has(variable))
                SymmetricMatrix.AddScaled(mean, group.Sensitivity(regression, variable), 1.0 / number);
        }

        return mean;
    }

    /// <summary>
    /// (1 − n/N) s²/n with s² the variance of full-form means: the variance of the predicted ones, which is too small by what prediction leaves
    /// out, plus the mean variance of their errors. One respondent alone shows no variance; then that of the calibration serves.
    /// </summary>
    private static double Sampling(GroupAnswers group, int v, int u, double?[][] scores, double errors, double product, int? population)
    {
        var both = Enumerable.Range(0, scores[v].Length).Where(i => scores[v][i] is not null && scores[u][i] is not null).ToArray();
        if (both.Length == 0)
            return 0;
        double spread;
        if (both.Length == 1)
        {
            spread = group.FullFormCovariance(v, u);
        }
        else
        {
            var (one, other) = (both.Average(i => scores[v][i]!.Value), both.Average(i => scores[u][i]!.Value));
            spread = (both.Sum(i => (scores[v][i]!.Value - one) * (scores[u][i]!.Value - other)) / (both.Length - 1)) + (errors / both.Length);
        }

        var left = population is { } size ? Math.Max(0, 1 - ((double)both.Length / Math.Max(size, both.Length))) : 1;
        return left * spread * both.Length / product;
    }
}
