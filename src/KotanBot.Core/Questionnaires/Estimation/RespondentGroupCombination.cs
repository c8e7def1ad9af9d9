using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// Joins respondent groups (families, schools, courts, …) with the weights of the definition, never by head count: Σ W_g x_g with variance
/// Σ W_g² V_g, as groups have no respondent in common.
/// </summary>
public static class RespondentGroupCombination
{
    /// <param name="groups">Estimates with weights that are positive; they need not sum to 1.</param>
    /// <returns>
    /// Over the groups that have an estimate of a variable, with their weights made to sum to 1: a group to which no item of a variable applies
    /// says nothing about it.
    /// </returns>
    public static GroupEstimate Of(string name, IReadOnlyList<(GroupEstimate Estimate, double Weight)> groups)
    {
        var variables = groups.SelectMany(g => g.Estimate.Variables.Select(v => v.Variable)).Distinct().ToArray();
        var shares = variables.Select(v => Shares(groups, v)).ToArray();
        var shortened = Covariance(groups, variables, shares, e => e.CovarianceShort);
        var total = Covariance(groups, variables, shares, e => e.CovarianceTotal);
        return new GroupEstimate(name)
        {
            Variables = [.. variables.Select((id, v) => Variable(id, groups, shares[v], shortened[(v * variables.Length) + v], total[(v * variables.Length) + v]))],
            CovarianceShort = shortened,
            CovarianceTotal = total,
        };
    }

    private static double[] Shares(IReadOnlyList<(GroupEstimate Estimate, double Weight)> groups, string variable)
    {
        var weights = groups.Select(g => Find(g.Estimate, variable) is { } place && g.Estimate.Variables[place].Estimate is not null ? g.Weight : 0).ToArray();
        var sum = weights.Sum();
        return sum > 0 ? [.. weights.Select(w => w / sum)] : weights;
    }

    private static ImmutableArray<double> Covariance(
        IReadOnlyList<(GroupEstimate Estimate, double Weight)> groups, string[] variables, double[][] shares, Func<GroupEstimate, ImmutableArray<double>> of)
    {
        var result = new double[variables.Length * variables.Length];
        for (var g = 0; g < groups.Count; g++)
        {
            var estimate = groups[g].Estimate;
            var places = variables.Select(v => Find(estimate, v)).ToArray();
            for (var v = 0; v < variables.Length; v++)
            {
                for (var u = 0; u < variables.Length; u++)
                {
                    if (places[v] is { } one && places[u] is { } other)
                        result[(v * variables.Length) + u] += shares[v][g] * shares[u][g] * of(estimate)[(one * estimate.Variables.Length) + other];
                }
            }
        }

        return [.. result];
    }

    private static VariableEstimate Variable(string id, IReadOnlyList<(GroupEstimate Estimate, double Weight)> groups, double[] shares, double shortened, double total)
    {
        var number = groups.Sum(g => Find(g.Estimate, id) is { } place ? g.Estimate.Variables[place].N : 0);
        if (shares.All(s => s == 0))
            return new VariableEstimate(id, number, null, null, null, null);
        double mean = 0, population = 0;
        for (var g = 0; g < groups.Count; g++)
        {
            if (shares[g] == 0)
                continue;
            var variable = groups[g].Estimate.Variables[Find(groups[g].Estimate, id)!.Value];
            mean += shares[g] * variable.Estimate!.Value;
            population += shares[g] * variable.PopulationEstimate!.Value;
        }

        return new VariableEstimate(id, number, mean, Math.Sqrt(Math.Max(0, shortened)), population, Math.Sqrt(Math.Max(0, total)));
    }

    private static int? Find(GroupEstimate estimate, string variable)
    {
        for (var v = 0; v < estimate.Variables.Length; v++)
        {
            if (estimate.Variables[v].Variable == variable)
                return v;
        }

        return null;
    }
}
