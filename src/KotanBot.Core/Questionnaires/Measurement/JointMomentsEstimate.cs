namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// Mean and covariance of all item scores from answers of which most may be missing by design: maximum likelihood of the multivariate normal
/// by EM (Little and Rubin 2019, doi:10.1002/9781119482260, ch. 11), with each pair's correlation drawn towards <see cref="FactorTarget"/> as if ν further
/// respondents had shown it. Right as long as what is missing was drawn, or chosen from answers that are there (missing at random).
/// </summary>
/// <remarks>
/// ν is estimated, as the intensity of Ledoit and Wolf (2004, doi:10.1016/S0047-259X(03)00096-4) is: observed correlations scatter about the target by
/// τ² + v ÷ n, v = (1 − r²)², so that ν = v ÷ τ². A pair seen by n respondents then weighs its own correlation by about n ÷ (n + ν), and a pair
/// never seen together is what the target and the other pairs say, not zero. As the target is positive definite and ν is not zero, so is the result.
/// </remarks>
public sealed class JointMomentsEstimate
{
    private const int MostIterations = 500;
    private const double Tolerance = 1e-4;

    private readonly ResponseMatrix _responses;
    private readonly int _size;
    private readonly double[] _target;
    private readonly double _strength;
    private readonly double[] _means;
    private readonly ScoreMoments _scores;
    private double[] _covariances;

    private JointMomentsEstimate(ResponseMatrix responses, PairwiseMoments start, IReadOnlyList<int> variables)
    {
        _responses = responses;
        _size = responses.Columns;
        _target = FactorTarget.Correlations(start, variables);
        _scores = new ScoreMoments(responses);
        _strength = Strength(start, _target, Math.Max(1, _scores.Rows));
        _means = [.. start.Means];
        _covariances = Scaled(_target, start.Variances);
    }

    /// <param name="variables">The variable of each column, numbered from 0.</param>
    public static JointMoments From(ResponseMatrix responses, IReadOnlyList<int> variables) => From(responses, PairwiseMoments.Of(responses), variables);

    internal static JointMoments From(ResponseMatrix responses, PairwiseMoments start, IReadOnlyList<int> variables)
    {
        var estimate = new JointMomentsEstimate(responses, start, variables);
        if (start.Counts.All(c => c == responses.Rows))
            estimate.TakeComplete(start);
        else
            estimate.Iterate();
        return new JointMoments
        {
            Items = responses.Items,
            Means = [.. estimate._means],
            Covariances = [.. estimate._covariances],
            Counts = [.. start.Counts],
        };
    }

    /// <summary>How many respondents the target is worth; at most as many as answered.</summary>
    private static double Strength(PairwiseMoments moments, double[] target, double most)
    {
        double scatter = 0, noise = 0, weights = 0;
        for (var pair = 0; pair < target.Length; pair++)
        {
            var count = moments.PairCounts[pair];
            if (pair / moments.Counts.Length >= pair % moments.Counts.Length || count < 10)
                continue;
            var correlation = moments.Correlations[pair];
            var variance = Math.Pow(1 - (correlation * correlation), 2);
            scatter += (count * Math.Pow(correlation - target[pair], 2)) - variance;
            noise += count * variance;
            weights += count;
        }

        return weights == 0 || scatter <= 0 ? most : Math.Clamp(noise / scatter, 1, most);
    }

    private void TakeComplete(PairwiseMoments moments)
    {
        var observed = Scaled(moments.Correlations, moments.Variances);
        _covariances = Shrunk(observed);
    }

    private void Iterate()
    {
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            _scores.Sum(_means, _covariances);
            var shift = new double[_size];
            for (var item = 0; item < _size; item++)
                shift[item] = SymmetricMatrix.Dot(_covariances.AsSpan(item * _size, _size), _scores.Linear) / _scores.Rows;
            var change = SymmetricMatrix.Sandwich(_covariances, _scores.Quadratic, _size);
            for (var pair = 0; pair < change.Length; pair++)
                change[pair] = _covariances[pair] + (change[pair] / _scores.Rows) - (shift[pair / _size] * shift[pair % _size]);
            var next = Shrunk(change);
            var moved = Moved(next, shift);
            for (var item = 0; item < _size; item++)
                _means[item] += shift[item];
            _covariances = next;
            if (moved < Tolerance)
                return;
        }
    }

    /// <summary>Largest change of a mean or a covariance, in standard deviations.</summary>
    private double Moved(double[] next, double[] shift)
    {
        double most = 0;
        for (var row = 0; row < _size; row++)
        {
            most = Math.Max(most, Math.Abs(shift[row]) / Math.Sqrt(next[(row * _size) + row]));
            for (var column = 0; column <= row; column++)
            {
                var pair = (row * _size) + column;
                most = Math.Max(most, Math.Abs(next[pair] - _covariances[pair]) / Math.Sqrt(next[(row * _size) + row] * next[(column * _size) + column]));
            }
        }

        return most;
    }

    private double[] Shrunk(double[] covariances)
    {
        var variances = Enumerable.Range(0, _size).Select(i => Math.Max(PairwiseMoments.LeastVariance, covariances[(i * _size) + i])).ToArray();
        var shrunk = Scaled(_target, variances);
        for (var row = 0; row < _size; row++)
            for (var column = 0; column < _size; column++)
                if (row != column)
                {
                    // The mean of both halves keeps rounding from making the matrix lopsided.
                    var own = (covariances[(row * _size) + column] + covariances[(column * _size) + row]) / 2;
                    ref var entry = ref shrunk[(row * _size) + column];
                    entry = ((_scores.Rows * own) + (_strength * entry)) / (_scores.Rows + _strength);
                }

        return shrunk;
    }

    private double[] Scaled(double[] correlations, double[] variances)
    {
        var scaled = new double[correlations.Length];
        for (var pair = 0; pair < scaled.Length; pair++)
            scaled[pair] = pair / _size == pair % _size
                ? variances[pair / _size]
                : correlations[pair] * Math.Sqrt(variances[pair / _size] * variances[pair % _size]);
        return scaled;
    }
}
