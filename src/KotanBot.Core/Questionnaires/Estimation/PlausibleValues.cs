using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// Draws from what a respondent's answers leave open (Mislevy 1991, doi:10.1007/BF02294457): analyses of such values show the right means and
/// spreads, where predictions would show too little spread. Each draw takes the level of the respondent's group from the group's own answers first, so
/// that group means of plausible values are not drawn towards the mean of all.
/// </summary>
public static class PlausibleValues
{
    /// <summary>For each respondent and variable <paramref name="count"/> full-form scores; null where every item of the variable was skipped.</summary>
    public static ImmutableArray<ImmutableArray<ImmutableArray<double>?>> OfScores(IReadOnlyList<GroupRespondent> respondents, int count, ulong seed)
    {
        var places = respondents.Select((r, i) => (r.Group, Place: i)).GroupBy(p => p.Group).ToArray();
        var groups = places.Select(g => new GroupAnswers(g.Key, [.. g.Select(p => respondents[p.Place])])).ToArray();
        var effects = ItemGroupEffects.Estimate(groups);
        var result = new ImmutableArray<ImmutableArray<double>?>[respondents.Count];
        foreach (var (place, group) in places.Zip(groups))
        {
            var drawn = Draw(group, group.Solve(effects), count, SeededDraws.From($"{seed}/scores/{group.Name}"));
            foreach (var (respondent, values) in place.Zip(drawn))
                result[respondent.Place] = values;
        }

        return [.. result];
    }

    /// <summary>Values of theta from a posterior on a grid; within a point's interval all values are as likely.</summary>
    public static ImmutableArray<double> OfTheta(ThetaEstimate estimate, Quadrature grid, int count, SeededDraws draws)
    {
        var step = grid.Points[1] - grid.Points[0];
        var values = ImmutableArray.CreateBuilder<double>(count);
        for (var m = 0; m < count; m++)
        {
            var left = draws.NextDouble();
            var q = 0;
            while (q < estimate.Posterior.Length - 1 && left >= estimate.Posterior[q])
                left -= estimate.Posterior[q++];
            var share = estimate.Posterior[q] > 0 ? Math.Min(1, left / estimate.Posterior[q]) : 0.5;
            values.Add(grid.Points[q] + (step * (share - 0.5)));
        }

        return values.MoveToImmutable();
    }

    private static List<ImmutableArray<ImmutableArray<double>?>> Draw(GroupAnswers group, GroupShift shift, int count, SeededDraws draws)
    {
        var variables = group.Variables.Length;
        var shifts = Enumerable.Range(0, count).Select(_ => shift.Draw(draws)).ToArray();
        var result = new List<ImmutableArray<ImmutableArray<double>?>>();
        for (var i = 0; i < group.Regressions.Length; i++)
        {
            var regression = group.Regressions[i];
            var root = CovarianceRoot.Of(regression.Variances, variables);
            var sensitivities = Enumerable.Range(0, variables).Select(v => group.Sensitivity(regression, v)).ToArray();
            var values = new double[variables, count];
            for (var m = 0; m < count; m++)
            {
                var normals = root.Select(_ => draws.Normal()).ToArray();
                for (var v = 0; v < variables; v++)
                {
                    values[v, m] = group.Baselines[i][v] + SymmetricMatrix.Dot(sensitivities[v], shifts[m]);
                    for (var k = 0; k < normals.Length; k++)
                        values[v, m] += root[k][v] * normals[k];
                }
            }

            result.Add([.. Enumerable.Range(0, variables).Select(v => regression.Has(v) ? Enumerable.Range(0, count).Select(m => values[v, m]).ToImmutableArray() : (ImmutableArray<double>?)null)]);
        }

        return result;
    }
}
