namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// How much single items differ between groups beyond the groups' shifts: one variance per variable, by restricted maximum likelihood over all
/// groups, from asked answers only (empirical Bayes). The step is the monotone one of Zhou, Hu, Zhou and Lange (2019,
/// doi:10.1080/10618600.2018.1529601): τ² ← τ² √(Σq² ÷ ΣVar q), with q the gradient by the effects and Var q what the model expects.
/// </summary>
internal static class ItemGroupEffects
{
    private const int MostIterations = 60;
    private const double Tolerance = 0.01;

    /// <summary>As shares of an item's variance: where the search starts, and below what there is no effect.</summary>
    private const double Start = 0.02;
    private const double Nothing = 1e-5;

    /// <summary>τ² by the id of the variable.</summary>
    public static Dictionary<string, double> Estimate(IReadOnlyList<GroupAnswers> groups)
    {
        var scales = groups.SelectMany(g => g.Variables.Select((id, v) => (id, Variance: g.MeanVariance(v))))
            .GroupBy(p => p.id).ToDictionary(p => p.Key, p => p.Average(x => x.Variance));
        var effects = scales.ToDictionary(s => s.Key, s => Start * s.Value);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var steps = Steps(groups, effects);
            var moved = 0.0;
            foreach (var (variable, step) in steps)
            {
                if (effects[variable] == 0)
                    continue;
                moved = Math.Max(moved, Math.Abs(Math.Log(step)));
                effects[variable] *= step;
                if (effects[variable] < Nothing * scales[variable])
                    effects[variable] = 0;
            }

            if (moved < Tolerance)
                break;
        }

        return effects;
    }

    private static Dictionary<string, double> Steps(IReadOnlyList<GroupAnswers> groups, Dictionary<string, double> effects)
    {
        var squares = effects.ToDictionary(e => e.Key, _ => 0.0);
        var expected = effects.ToDictionary(e => e.Key, _ => 0.0);
        foreach (var group in groups)
        {
            var shift = group.Solve(effects);
            var (residual, variances) = (shift.Residual(), shift.ResidualVariances());
            for (var i = 0; i < residual.Length; i++)
            {
                var variable = group.Variables[group.Pool.Items[i].Variable];
                squares[variable] += residual[i] * residual[i];
                expected[variable] += variances[i];
            }
        }

        // Without any answer beyond the shift itself nothing can be told, and nothing depends on it either.
        return squares.ToDictionary(s => s.Key, s => expected[s.Key] > 0 ? Math.Sqrt(s.Value / expected[s.Key]) : 1);
    }
}
