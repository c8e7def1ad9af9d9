namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Derivatives of log P by parameters at each point of the grid, for every answer of one item: only the parameters that the answer depends
/// on, which are the slope and one or two intercepts.
/// </summary>
internal sealed class ScoreTable
{
    private const int Points = ExpectationStep.PointCount;

    private readonly double[][][] _hessians;

    private ScoreTable((int Parameter, double[] Scores)[][] entries, double[][][] hessians)
    {
        Entries = entries;
        _hessians = hessians;
    }

    public int Categories => Entries.Length;

    /// <summary>For each answer, the parameters and their first derivatives by point.</summary>
    public (int Parameter, double[] Scores)[][] Entries { get; }

    /// <summary>Second derivatives by two of the entries of an answer, by point.</summary>
    public double[] Hessian(int answer, int one, int other) => _hessians[answer][(one * Entries[answer].Length) + other];

    public static ScoreTable OfItem(GradedParameters parameters, int item)
    {
        var values = parameters.Item(item).ToArray();
        var first = parameters.Offsets[item];
        var entries = new (int, double[])[values.Length][];
        var hessians = new double[values.Length][][];
        for (var category = 0; category < values.Length; category++)
        {
            var curves = ExpectationStep.Points.Select(p => CategoryCurve.At(values, category, p)).ToArray();
            // Whether each entry moves the boundary below the category and the one above it.
            var moves = new List<(int Parameter, Func<double, double> Below, Func<double, double> Above)> { (first, p => p, p => p) };
            if (category > 0)
                moves.Add((first + category, _ => 1, _ => 0));
            if (category < values.Length - 1)
                moves.Add((first + category + 1, _ => 0, _ => 1));
            entries[category] = [.. moves.Select(m => (m.Parameter, ByPoint(i => (curves[i].First * m.Below(At(i))) + (curves[i].Second * m.Above(At(i))))))];
            hessians[category] = [.. moves.SelectMany(m => moves.Select(n => ByPoint(i =>
                (curves[i].FirstFirst * m.Below(At(i)) * n.Below(At(i)))
                + (curves[i].SecondSecond * m.Above(At(i)) * n.Above(At(i)))
                + (curves[i].Both * ((m.Below(At(i)) * n.Above(At(i))) + (m.Above(At(i)) * n.Below(At(i))))))))];
        }

        return new ScoreTable(entries, hessians);
    }

    /// <summary>The answer is the population, the parameters are its mean and standard deviation; the first population has none.</summary>
    public static ScoreTable OfPopulations(GradedParameters parameters)
    {
        var entries = new (int, double[])[parameters.PopulationCount][];
        var hessians = new double[parameters.PopulationCount][][];
        (entries[0], hessians[0]) = ([], []);
        for (var population = 1; population < parameters.PopulationCount; population++)
        {
            var (mean, deviation) = parameters.Latent(population);
            var first = parameters.Offsets[^1] + (2 * (population - 1));
            entries[population] =
            [
                (first, ByPoint(i => (At(i) - mean) / (deviation * deviation))),
                (first + 1, ByPoint(i => (Math.Pow(At(i) - mean, 2) / Math.Pow(deviation, 3)) - (1 / deviation))),
            ];
            var both = ByPoint(i => -2 * (At(i) - mean) / Math.Pow(deviation, 3));
            hessians[population] =
            [
                ByPoint(_ => -1 / (deviation * deviation)),
                both,
                both,
                ByPoint(i => (-3 * Math.Pow(At(i) - mean, 2) / Math.Pow(deviation, 4)) + (1 / (deviation * deviation))),
            ];
        }

        return new ScoreTable(entries, hessians);
    }

    private static double At(int point) => ExpectationStep.Points[point];

    private static double[] ByPoint(Func<int, double> value) => [.. Enumerable.Range(0, Points).Select(value)];
}
