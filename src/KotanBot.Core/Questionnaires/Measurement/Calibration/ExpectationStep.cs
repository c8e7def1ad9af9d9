namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// The E-step: the posterior of every row on the grid, the expected answers of each item and category at each point, and the expected
/// respondents of each population. Tables are laid out by point, so that a row is a handful of vector additions; nothing is allocated.
/// </summary>
internal sealed class ExpectationStep
{
    /// <summary>61 points and three of no weight, so that vectors have no rest.</summary>
    public const int PointCount = 64;

    private readonly GradedData _data;
    private readonly int[] _offsets;
    private readonly double[] _logProbabilities;
    private readonly double[] _logPriors;
    private readonly double[] _counts;
    private readonly double[] _respondents;
    private readonly double[] _posterior = new double[PointCount];

    public ExpectationStep(GradedData data)
    {
        _data = data;
        _offsets = new int[data.Columns + 1];
        for (var item = 0; item < data.Columns; item++)
            _offsets[item + 1] = _offsets[item] + (data.Categories[item] * PointCount);
        _logProbabilities = new double[_offsets[^1]];
        _counts = new double[_offsets[^1]];
        _logPriors = new double[data.PopulationCount * PointCount];
        _respondents = new double[data.PopulationCount * PointCount];
    }

    public static double[] Points { get; } = [.. Quadrature.Standard.Points, 0, 0, 0];

    /// <summary>Expected answers, categories × points.</summary>
    public ReadOnlySpan<double> CountsOf(int item) => _counts.AsSpan(_offsets[item], _offsets[item + 1] - _offsets[item]);

    /// <summary>Logarithm of each category's probability, categories × points.</summary>
    public ReadOnlySpan<double> LogProbabilitiesOf(int item) => _logProbabilities.AsSpan(_offsets[item], _offsets[item + 1] - _offsets[item]);

    /// <summary>Returns the log-likelihood of all rows at these parameters.</summary>
    /// <param name="posteriors">Rows × points, filled when given.</param>
    public double Run(GradedParameters parameters, double[]? posteriors = null)
    {
        FillTables(parameters);
        Array.Clear(_counts);
        Array.Clear(_respondents);
        double logLikelihood = 0;
        for (var row = 0; row < _data.Rows; row++)
        {
            logLikelihood += RunRow(row);
            if (posteriors is not null)
                _posterior.CopyTo(posteriors, row * PointCount);
        }

        return logLikelihood;
    }

    /// <summary>Mean and standard deviation of theta over a population's posteriors.</summary>
    public (double Mean, double Deviation) MomentsOf(int population)
    {
        double weight = 0, mean = 0, square = 0;
        for (var point = 0; point < PointCount; point++)
        {
            var count = _respondents[(population * PointCount) + point];
            weight += count;
            mean += count * Points[point];
            square += count * Points[point] * Points[point];
        }

        mean /= weight;
        return (mean, Math.Sqrt(Math.Max(0, (square / weight) - (mean * mean))));
    }

    private double RunRow(int row)
    {
        var codes = _data.Row(row);
        var posterior = _posterior.AsSpan();
        _logPriors.AsSpan(_data.Populations[row] * PointCount, PointCount).CopyTo(posterior);
        for (var item = 0; item < codes.Length; item++)
            if (codes[item] != 0)
                SymmetricMatrix.AddScaled(posterior, _logProbabilities.AsSpan(_offsets[item] + ((codes[item] - 1) * PointCount), PointCount), 1);
        var largest = double.NegativeInfinity;
        foreach (var value in posterior)
            largest = Math.Max(largest, value);
        double sum = 0;
        for (var point = 0; point < PointCount; point++)
        {
            // exp(−700) is where numbers end; what is far below the peak counts for nothing.
            var apart = posterior[point] - largest;
            posterior[point] = apart < -60 ? 0 : Math.Exp(apart);
            sum += posterior[point];
        }

        for (var point = 0; point < PointCount; point++)
            posterior[point] /= sum;
        for (var item = 0; item < codes.Length; item++)
            if (codes[item] != 0)
                SymmetricMatrix.AddScaled(_counts.AsSpan(_offsets[item] + ((codes[item] - 1) * PointCount), PointCount), posterior, 1);
        SymmetricMatrix.AddScaled(_respondents.AsSpan(_data.Populations[row] * PointCount, PointCount), posterior, 1);
        return largest + Math.Log(sum);
    }

    private void FillTables(GradedParameters parameters)
    {
        for (var item = 0; item < _data.Columns; item++)
        {
            var values = parameters.Item(item);
            for (var category = 0; category < values.Length; category++)
                for (var point = 0; point < PointCount; point++)
                    _logProbabilities[_offsets[item] + (category * PointCount) + point] = CategoryCurve.At(values, category, Points[point]).LogProbability;
        }

        for (var population = 0; population < _data.PopulationCount; population++)
        {
            var (mean, deviation) = parameters.Latent(population);
            var weights = Quadrature.Normal(mean, deviation).Weights;
            for (var point = 0; point < PointCount; point++)
                _logPriors[(population * PointCount) + point] = point < weights.Length ? Math.Log(weights[point]) : double.NegativeInfinity;
        }
    }
}
