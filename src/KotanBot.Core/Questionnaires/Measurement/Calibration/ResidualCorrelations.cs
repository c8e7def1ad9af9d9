namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Correlations of what the model leaves unexplained (Q3 of Yen 1984, doi:10.1177/014662168400800201), less their mean, which is not 0 even
/// when the model holds (Christensen, Makransky and Horton 2017, doi:10.1177/0146621616677520). Only an excess tells of a second dimension: with few
/// answers a row, steep items are related less than the mean although one dimension is all there is.
/// </summary>
/// <param name="Largest">Largest excess; null where no pair was answered together often enough.</param>
/// <param name="Pair">The two columns of the largest.</param>
/// <param name="Fails">Whether some pair exceeds 0.2 and that by more than chance explains.</param>
internal sealed record ResidualCorrelations(double? Largest, (int One, int Other) Pair, bool Fails)
{
    public const double Bound = 0.2;

    private const int LeastRows = 100;

    public static ResidualCorrelations Of(FittedModel model)
    {
        var size = model.Data.Columns;
        var sums = new double[4][];
        for (var i = 0; i < sums.Length; i++)
            sums[i] = new double[size * size];
        var residuals = new double[size];
        var squares = new double[size];
        var present = new double[size];
        for (var row = 0; row < model.Data.Rows; row++)
        {
            var codes = model.Data.Row(row);
            for (var item = 0; item < size; item++)
            {
                present[item] = codes[item] == 0 ? 0 : 1;
                residuals[item] = codes[item] == 0 ? 0 : model.Score(item, codes[item]) - SymmetricMatrix.Dot(model.PosteriorOf(row), model.ExpectedScores(item));
                squares[item] = residuals[item] * residuals[item];
            }

            for (var item = 0; item < size; item++)
                if (codes[item] != 0)
                {
                    var at = item * size;
                    SymmetricMatrix.AddScaled(sums[0].AsSpan(at, size), present, 1);
                    SymmetricMatrix.AddScaled(sums[1].AsSpan(at, size), residuals, residuals[item]);
                    SymmetricMatrix.AddScaled(sums[2].AsSpan(at, size), residuals, 1);
                    SymmetricMatrix.AddScaled(sums[3].AsSpan(at, size), squares, 1);
                }
        }

        return Judge(Correlations(sums, size));
    }

    private static List<(int One, int Other, double Count, double Correlation)> Correlations(double[][] sums, int size)
    {
        var correlations = new List<(int, int, double, double)>();
        for (var one = 0; one < size; one++)
            for (var other = 0; other < one; other++)
            {
                // Entry (one, other) sums over rows that hold both; the mirrored one holds the other item's residuals.
                var (pair, mirrored) = ((one * size) + other, (other * size) + one);
                var count = sums[0][pair];
                if (count < LeastRows)
                    continue;
                double meanOther = sums[2][pair] / count, meanOne = sums[2][mirrored] / count;
                var product = (sums[1][pair] / count) - (meanOne * meanOther);
                var variances = ((sums[3][pair] / count) - (meanOther * meanOther)) * ((sums[3][mirrored] / count) - (meanOne * meanOne));
                if (variances > 0)
                    correlations.Add((one, other, count, product / Math.Sqrt(variances)));
            }

        return correlations;
    }

    private static ResidualCorrelations Judge(List<(int One, int Other, double Count, double Correlation)> correlations)
    {
        if (correlations.Count == 0)
            return new ResidualCorrelations(null, default, Fails: false);
        var mean = correlations.Average(c => c.Correlation);
        var largest = correlations.MaxBy(c => c.Correlation);
        // A correlation of n answers strays by 1 ÷ √n; so many times that the largest of all pairs does in one variable of a hundred.
        var chance = Math.Sqrt(2 * Math.Log(100.0 * correlations.Count));
        var fails = correlations.Any(c => c.Correlation - mean > Math.Max(Bound, chance / Math.Sqrt(c.Count)));
        return new ResidualCorrelations(largest.Correlation - mean, (largest.Other, largest.One), fails);
    }
}
