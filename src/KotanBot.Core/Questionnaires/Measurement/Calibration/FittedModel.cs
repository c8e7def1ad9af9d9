namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// A finished estimation with what every check of it needs: the posterior of each row, the posterior without one item's own answer, and
/// expected scores. Scores are the original ones, not the numbers of merged categories.
/// </summary>
internal sealed class FittedModel
{
    private const int Points = ExpectationStep.PointCount;

    private readonly ExpectationStep _expectation;
    private readonly double[][] _scores;
    private readonly double[][] _expected;
    private readonly double[][] _squares;

    private FittedModel(GradedData data, GradedEstimation estimation, double[][] scores)
    {
        Data = data;
        Estimation = estimation;
        _scores = scores;
        _expectation = new ExpectationStep(data);
        Posteriors = new double[data.Rows * Points];
        _expectation.Run(estimation.Parameters, Posteriors);
        _expected = [.. Enumerable.Range(0, data.Columns).Select(i => Expected(i, score => score))];
        _squares = [.. Enumerable.Range(0, data.Columns).Select(i => Expected(i, score => score * score))];
    }

    public GradedData Data { get; }

    public GradedEstimation Estimation { get; }

    /// <summary>Rows × points.</summary>
    public double[] Posteriors { get; }

    public static FittedModel Fit(GradedData data, double[][] scores) => new(data, GradedEstimation.Of(data), scores);

    public double Score(int item, int code) => _scores[item][code - 1];

    public ReadOnlySpan<double> PosteriorOf(int row) => Posteriors.AsSpan(row * Points, Points);

    /// <summary>Expected score of an item by point.</summary>
    public ReadOnlySpan<double> ExpectedScores(int item) => _expected[item];

    /// <summary>Expected squared score of an item by point.</summary>
    public ReadOnlySpan<double> ExpectedSquares(int item) => _squares[item];

    /// <summary>The posterior of a row as it would be without its answer to one item.</summary>
    public void FillRest(int row, int item, Span<double> rest)
    {
        var code = Data.Row(row)[item];
        var own = _expectation.LogProbabilitiesOf(item).Slice((code - 1) * Points, Points);
        var posterior = PosteriorOf(row);
        double sum = 0;
        for (var point = 0; point < Points; point++)
        {
            rest[point] = posterior[point] == 0 ? 0 : posterior[point] * Math.Exp(Math.Min(600, -own[point]));
            sum += rest[point];
        }

        for (var point = 0; point < Points; point++)
            rest[point] /= sum;
    }

    private double[] Expected(int item, Func<double, double> of)
    {
        var expected = new double[Points];
        var logs = _expectation.LogProbabilitiesOf(item);
        for (var category = 0; category < Data.Categories[item]; category++)
            for (var point = 0; point < Points; point++)
                expected[point] += Math.Exp(logs[(category * Points) + point]) * of(_scores[item][category]);
        return expected;
    }
}
