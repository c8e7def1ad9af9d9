using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// Two quantities of a group, which are never mixed. The <em>estimate</em> is the full-form mean of the very respondents who answered, and
/// its standard error holds only what shortening cost. The <em>population estimate</em> is the mean of all whom the group stands for, and its
/// standard error holds sampling too. Reports to people use the second.
/// </summary>
public sealed record GroupEstimate(string Group)
{
    /// <summary>One per variable of the pool.</summary>
    public required ImmutableArray<VariableEstimate> Variables { get; init; }

    /// <summary>Variables × variables; the covariance of the estimates' errors, with zeros for variables without an estimate.</summary>
    public required ImmutableArray<double> CovarianceShort { get; init; }

    /// <summary>Variables × variables; the same for the population estimates.</summary>
    public required ImmutableArray<double> CovarianceTotal { get; init; }

    /// <summary>A weighted sum over variables, such as an index, with errors from the full covariance: variables share respondents, so their errors are not independent.</summary>
    /// <param name="weights">One per variable.</param>
    /// <returns>Null estimates where a variable with a weight has none.</returns>
    public VariableEstimate Sum(string name, IReadOnlyList<double> weights)
    {
        var used = Enumerable.Range(0, weights.Count).Where(v => weights[v] != 0).ToArray();
        if (used.Length == 0 || used.Any(v => Variables[v].Estimate is null))
            return new VariableEstimate(name, 0, null, null, null, null);
        return new VariableEstimate(
            name,
            used.Min(v => Variables[v].N),
            used.Sum(v => weights[v] * Variables[v].Estimate!.Value),
            Error(CovarianceShort, weights),
            used.Sum(v => weights[v] * Variables[v].PopulationEstimate!.Value),
            Error(CovarianceTotal, weights));
    }

    private static double Error(ImmutableArray<double> covariance, IReadOnlyList<double> weights)
    {
        var variance = 0.0;
        for (var v = 0; v < weights.Count; v++)
        {
            for (var u = 0; u < weights.Count; u++)
                variance += weights[v] * weights[u] * covariance[(v * weights.Count) + u];
        }

        return Math.Sqrt(Math.Max(0, variance));
    }
}

/// <summary>
/// A variable's means in a group, on the responses' own scale. Everything is null where nobody in the group answered an item of it.
/// </summary>
/// <param name="N">Respondents who have a full form of the variable.</param>
public sealed record VariableEstimate(
    string Variable, int N, double? Estimate, double? StandardErrorShort, double? PopulationEstimate, double? StandardErrorTotal);
