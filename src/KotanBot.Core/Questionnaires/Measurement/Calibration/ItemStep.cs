namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>The M-step of one item: slope and intercepts that make its expected counts most likely, by Newton's method with halved steps.</summary>
internal sealed class ItemStep
{
    /// <summary>Steeper than this no item of a questionnaire is; the counts then hold no bound for it.</summary>
    public const double MostSlope = 20;

    /// <summary>The counts change with every E-step; three steps come close enough to their maximum.</summary>
    private const int MostSteps = 3;
    private const double Tolerance = 1e-7;

    /// <summary>Fewer expected answers than this add nothing that a number could hold.</summary>
    private const double Nothing = 1e-12;

    private readonly double[] _points;
    private readonly (double Yes, double No)[] _boundaries = new (double, double)[ResponseMatrix.MostCategories + 1];
    private readonly double[] _gaps = new double[ResponseMatrix.MostCategories];
    private readonly double[] _gradient = new double[ResponseMatrix.MostCategories];
    private readonly double[] _trial = new double[ResponseMatrix.MostCategories];
    private readonly double[] _hessian = new double[ResponseMatrix.MostCategories * ResponseMatrix.MostCategories];

    public ItemStep(double[] points) => _points = points;

    /// <param name="counts">Expected answers, categories × points.</param>
    /// <param name="values">Slope and intercepts; replaced.</param>
    public void Improve(ReadOnlySpan<double> counts, Span<double> values)
    {
        var size = values.Length;
        var trial = _trial.AsSpan(0, size);
        for (var step = 0; step < MostSteps; step++)
        {
            var reached = Differentiate(counts, values);
            var direction = _gradient.AsSpan(0, size);
            if (!SymmetricMatrix.TryFactor(_hessian.AsSpan(0, size * size), size))
                return;
            SymmetricMatrix.Solve(_hessian.AsSpan(0, size * size), size, direction);
            var length = 1.0;
            while (!TryMove(counts, values, direction, length, reached, trial))
                if ((length /= 2) < 1e-4)
                    return;
            double most = 0;
            for (var i = 0; i < size; i++)
                most = Math.Max(most, Math.Abs(trial[i] - values[i]));
            trial.CopyTo(values);
            if (most < Tolerance)
                return;
        }
    }

    private bool TryMove(ReadOnlySpan<double> counts, ReadOnlySpan<double> values, ReadOnlySpan<double> direction, double length, double reached, Span<double> trial)
    {
        for (var i = 0; i < trial.Length; i++)
            trial[i] = values[i] + (length * direction[i]);
        if (Math.Abs(trial[0]) > MostSlope)
            return false;
        for (var k = 2; k < trial.Length; k++)
            if (trial[k] >= trial[k - 1] - 1e-6)
                return false;
        return LogLikelihood(counts, trial) >= reached - 1e-9;
    }

    private double LogLikelihood(ReadOnlySpan<double> counts, ReadOnlySpan<double> values)
    {
        FillGaps(values);
        double sum = 0;
        for (var point = 0; point < _points.Length; point++)
        {
            FillBoundaries(values, _points[point]);
            for (var category = 0; category < values.Length; category++)
                if (counts[(category * _points.Length) + point] is var count and > Nothing)
                    sum += count * LogProbability(category);
        }

        return sum;
    }

    /// <summary>Fills the gradient and the negative Hessian, a little above its diagonal where a category is nearly empty.</summary>
    private double Differentiate(ReadOnlySpan<double> counts, ReadOnlySpan<double> values)
    {
        var size = values.Length;
        var gradient = _gradient.AsSpan(0, size);
        var hessian = _hessian.AsSpan(0, size * size);
        gradient.Clear();
        hessian.Clear();
        FillGaps(values);
        double sum = 0;
        for (var point = 0; point < _points.Length; point++)
        {
            FillBoundaries(values, _points[point]);
            for (var category = 0; category < size; category++)
            {
                if (counts[(category * _points.Length) + point] is not (var count and > Nothing))
                    continue;
                var curve = CategoryCurve.Between(_boundaries[category], _boundaries[category + 1], _gaps[category], LogProbability(category));
                sum += count * curve.LogProbability;
                Add(gradient, hessian, size, category, _points[point], count, curve);
            }
        }

        for (var i = 0; i < size; i++)
        {
            hessian[(i * size) + i] += 1e-9;
            for (var j = 0; j < i; j++)
                hessian[(j * size) + i] = hessian[(i * size) + j];
        }

        return sum;
    }

    private double LogProbability(int category) => Math.Log(_boundaries[category].Yes * _boundaries[category + 1].No * _gaps[category]);

    private void FillGaps(ReadOnlySpan<double> values)
    {
        for (var category = 0; category < values.Length; category++)
            _gaps[category] = category == 0 || category == values.Length - 1 ? 1 : -GradedResponse.ExpMinusOne(values[category + 1] - values[category]);
    }

    /// <summary>One exponential per boundary, however many categories and derivatives need it.</summary>
    private void FillBoundaries(ReadOnlySpan<double> values, double theta)
    {
        _boundaries[0] = (1, 0);
        _boundaries[values.Length] = (0, 1);
        for (var k = 1; k < values.Length; k++)
        {
            var x = (values[0] * theta) + values[k];
            var small = Math.Exp(-Math.Abs(x));
            var (rare, common) = (small / (1 + small), 1 / (1 + small));
            _boundaries[k] = x >= 0 ? (common, rare) : (rare, common);
        }
    }

    private static void Add(Span<double> gradient, Span<double> hessian, int size, int category, double theta, double count, in CategoryCurve curve)
    {
        gradient[0] += count * theta * (curve.First + curve.Second);
        hessian[0] -= count * theta * theta * (curve.FirstFirst + curve.SecondSecond + (2 * curve.Both));
        if (category > 0)
        {
            gradient[category] += count * curve.First;
            hessian[category * size] -= count * theta * (curve.FirstFirst + curve.Both);
            hessian[(category * size) + category] -= count * curve.FirstFirst;
        }

        if (category < size - 1)
        {
            var next = category + 1;
            gradient[next] += count * curve.Second;
            hessian[next * size] -= count * theta * (curve.SecondSecond + curve.Both);
            hessian[(next * size) + next] -= count * curve.SecondSecond;
            if (category > 0)
                hessian[(next * size) + category] -= count * curve.Both;
        }
    }
}
