namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Observed against expected scores of one item over ten groups of respondents with like answers to the other items (after Orlando and
/// Thissen 2000, doi:10.1177/01466216000241003). Where items are drawn, sums of the others cannot be compared; the groups are by expected theta without
/// the item instead, and the expectation is over each respondent's own posterior.
/// </summary>
internal sealed record ItemFit(double ChiSquarePerDegree, bool FallsSomewhere)
{
    private const int Groups = 10;
    private const int CoarseGroups = 5;

    /// <summary>Level and slope of the item were fitted to the same scores.</summary>
    private const int Fitted = 2;

    public static ItemFit Of(FittedModel model, int item)
    {
        var rest = new double[ExpectationStep.PointCount];
        var rows = new List<(double Theta, double Score, double Expected, double Variance)>();
        for (var row = 0; row < model.Data.Rows; row++)
        {
            if (model.Data.Row(row)[item] is not (var code and > 0))
                continue;
            model.FillRest(row, item, rest);
            var expected = SymmetricMatrix.Dot(rest, model.ExpectedScores(item));
            var variance = SymmetricMatrix.Dot(rest, model.ExpectedSquares(item)) - (expected * expected);
            rows.Add((SymmetricMatrix.Dot(rest, ExpectationStep.Points), model.Score(item, code), expected, variance));
        }

        rows.Sort((one, other) => one.Theta.CompareTo(other.Theta));
        double chiSquare = 0;
        foreach (var group in Split(rows, Groups))
            chiSquare += Math.Pow(group.Sum(r => r.Score - r.Expected), 2) / group.Sum(r => r.Variance);
        return new ItemFit(chiSquare / (Groups - Fitted), Falls(Split(rows, CoarseGroups)));
    }

    /// <summary>Whether the mean score of some group lies below that of the group before it by more than twice its standard error.</summary>
    private static bool Falls(IEnumerable<List<(double Theta, double Score, double Expected, double Variance)>> groups)
    {
        var moments = groups.Select(g => (Mean: g.Average(r => r.Score), Error: Error(g.Select(r => r.Score).ToList()))).ToList();
        return moments.Zip(moments.Skip(1)).Any(p => p.First.Mean - p.Second.Mean > 2 * Math.Sqrt(p.First.Error + p.Second.Error));
    }

    private static double Error(List<double> scores)
    {
        var mean = scores.Average();
        return scores.Sum(s => (s - mean) * (s - mean)) / Math.Max(1, scores.Count - 1) / scores.Count;
    }

    private static IEnumerable<List<T>> Split<T>(List<T> sorted, int groups)
    {
        for (var group = 0; group < groups; group++)
        {
            var (first, end) = (sorted.Count * group / groups, sorted.Count * (group + 1) / groups);
            if (end > first)
                yield return sorted.GetRange(first, end - first);
        }
    }
}
