namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Whether one dimension describes the items of a variable: no residual correlation of note, and no second eigenvalue of note in the
/// correlations of the item scores: the observed ones where every pair was seen often, else those that EM found.
/// </summary>
internal static class Dimensionality
{
    private const int Told = 4;

    /// <summary>A first eigenvalue four times the second leaves a second dimension little to say.</summary>
    private const double ClearRatio = 4;

    private const double OftenSeen = 500;

    public static CalibratedVariable Of(string variable, IReadOnlyList<int> columns, PairwiseMoments observed, JointMoments moments, int rows, ResidualCorrelations? residuals)
    {
        var size = columns.Count;
        var all = observed.Counts.Length;
        var often = columns.All(one => columns.All(other => observed.PairCounts[(one * all) + other] >= OftenSeen));
        var correlations = new double[size * size];
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                correlations[(row * size) + column] = often
                    ? observed.Correlations[(columns[row] * all) + columns[column]]
                    : moments.Covariance(columns[row], columns[column])
                        / Math.Sqrt(moments.Covariance(columns[row], columns[row]) * moments.Covariance(columns[column], columns[column]));
        var values = SymmetricMatrix.Eigenvalues(correlations, size);
        return new CalibratedVariable(variable)
        {
            OneDimensional = residuals is not { Fails: true } && !HasSecond(values, rows),
            LargestResidualCorrelation = residuals?.Largest,
            Eigenvalues = [.. values.Take(Told)],
        };
    }

    /// <summary>Above what chance alone gives, (1 + √(items ÷ rows))² (Marchenko and Pastur 1967), with a margin, and not small beside the first.</summary>
    private static bool HasSecond(double[] values, int rows) =>
        values.Length >= 4 && values[0] < ClearRatio * values[1] && values[1] > 1.25 * Math.Pow(1 + Math.Sqrt(values.Length / (double)rows), 2);
}
