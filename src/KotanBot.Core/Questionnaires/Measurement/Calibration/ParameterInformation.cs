namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Observed information of all parameters by the identity of Louis (1982, doi:10.1111/j.2517-6161.1982.tb01203.x): over rows, expected
/// negative Hessian of the completed likelihood, less expected squared score, plus squared expected score. Exact at the maximum, also with fewer rows than parameters.
/// </summary>
/// <remarks>
/// The expected products of two items' scores depend on a row only through its two answers, so posteriors are first summed by pair of answers.
/// Populations take part as one more item whose answer is the population.
/// </remarks>
internal sealed class ParameterInformation
{
    private const int Points = ExpectationStep.PointCount;

    private readonly GradedData _data;
    private readonly GradedParameters _parameters;
    private readonly double[] _posteriors;
    private readonly ScoreTable[] _tables;
    private readonly int _size;
    private readonly double[] _information;

    private ParameterInformation(GradedData data, GradedParameters parameters, double[] posteriors)
    {
        _data = data;
        _parameters = parameters;
        _posteriors = posteriors;
        _size = parameters.Values.Length;
        _information = new double[_size * _size];
        _tables = [.. Enumerable.Range(0, data.Columns).Select(i => ScoreTable.OfItem(parameters, i)), ScoreTable.OfPopulations(parameters)];
    }

    /// <summary>Standard errors of discrimination and then thresholds for each item; null when the information cannot be inverted.</summary>
    public static double[][]? StandardErrors(GradedData data, GradedParameters parameters, double[] posteriors)
    {
        var information = new ParameterInformation(data, parameters, posteriors);
        information.AddExpectedProducts();
        information.AddSquaredScores();
        var covariance = information._information;
        if (!SymmetricMatrix.TryInvert(covariance, information._size))
            return null;
        return [.. Enumerable.Range(0, data.Columns).Select(i => information.OfItem(i, covariance))];
    }

    /// <summary>From slope and intercepts to discrimination and thresholds b = −d ÷ a, by the delta method.</summary>
    private double[] OfItem(int item, double[] covariance)
    {
        var values = _parameters.Item(item);
        var first = _parameters.Offsets[item];
        var errors = new double[values.Length];
        var ofSlope = covariance[(first * _size) + first];
        errors[0] = Math.Sqrt(ofSlope);
        for (var k = 1; k < values.Length; k++)
        {
            var bySlope = values[k] / (values[0] * values[0]);
            var byIntercept = -1 / values[0];
            var variance = (bySlope * bySlope * ofSlope)
                + (byIntercept * byIntercept * covariance[((first + k) * _size) + first + k])
                + (2 * bySlope * byIntercept * covariance[((first + k) * _size) + first]);
            errors[k] = Math.Sqrt(Math.Max(0, variance));
        }

        return errors;
    }

    private int Code(int row, int table) => table < _data.Columns ? _data.Row(row)[table] : _data.Populations[row] + 1;

    /// <summary>Expected negative Hessians on the diagonal, less the expected products of scores everywhere.</summary>
    private void AddExpectedProducts()
    {
        var starts = new int[_tables.Length + 1];
        for (var table = 0; table < _tables.Length; table++)
            starts[table + 1] = starts[table] + (_tables[table].Categories * Points);
        var most = _tables.Max(t => t.Categories);
        var sums = new double[most * starts[^1]];
        for (var one = 0; one < _tables.Length; one++)
        {
            Array.Clear(sums);
            SumPosteriors(one, starts, sums);
            for (var other = one; other < _tables.Length; other++)
                for (var a = 0; a < _tables[one].Categories; a++)
                    for (var b = 0; b < _tables[other].Categories; b++)
                        if (other != one || a == b)
                            AddProducts(_tables[one], a, _tables[other], b, other == one, sums.AsSpan((a * starts[^1]) + starts[other] + (b * Points), Points));
        }
    }

    private void SumPosteriors(int one, int[] starts, double[] sums)
    {
        for (var row = 0; row < _data.Rows; row++)
        {
            if (Code(row, one) is not (var code and > 0))
                continue;
            var posterior = _posteriors.AsSpan(row * Points, Points);
            for (var other = one; other < _tables.Length; other++)
                if (Code(row, other) is var otherCode and > 0)
                    SymmetricMatrix.AddScaled(sums.AsSpan(((code - 1) * starts[^1]) + starts[other] + ((otherCode - 1) * Points), Points), posterior, 1);
        }
    }

    private void AddProducts(ScoreTable one, int a, ScoreTable other, int b, bool same, ReadOnlySpan<double> weights)
    {
        var (ofOne, ofOther) = (one.Entries[a], other.Entries[b]);
        for (var i = 0; i < ofOne.Length; i++)
            for (var j = 0; j < ofOther.Length; j++)
            {
                double sum = 0;
                for (var point = 0; point < Points; point++)
                    sum += weights[point] * ofOne[i].Scores[point] * ofOther[j].Scores[point];
                if (same)
                    sum += SymmetricMatrix.Dot(weights, one.Hessian(a, i, j));
                Add(ofOne[i].Parameter, ofOther[j].Parameter, -sum, !same);
            }
    }

    private void Add(int row, int column, double value, bool mirrored)
    {
        _information[(row * _size) + column] += value;
        if (mirrored)
            _information[(column * _size) + row] += value;
    }

    /// <summary>The product of each row's expected score with itself.</summary>
    private void AddSquaredScores()
    {
        var score = new double[_size];
        var touched = new List<int>();
        for (var row = 0; row < _data.Rows; row++)
        {
            Array.Clear(score);
            touched.Clear();
            var posterior = _posteriors.AsSpan(row * Points, Points);
            for (var table = 0; table < _tables.Length; table++)
                if (Code(row, table) is var code and > 0)
                    foreach (var (parameter, scores) in _tables[table].Entries[code - 1])
                    {
                        score[parameter] = SymmetricMatrix.Dot(posterior, scores);
                        touched.Add(parameter);
                    }

            foreach (var parameter in touched)
                SymmetricMatrix.AddScaled(_information.AsSpan(parameter * _size, _size), score, score[parameter]);
        }
    }
}
