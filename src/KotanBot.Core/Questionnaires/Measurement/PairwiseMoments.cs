namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// What can be counted without a model: mean and variance of each item over its answers, and for each pair how many rows hold both answers
/// and their correlation in those rows. A start for estimates, no estimate: the correlations together need not be a possible matrix.
/// </summary>
internal sealed class PairwiseMoments
{
    /// <summary>Stands for the variance of an item that never varied, so that it divides nothing by zero.</summary>
    public const double LeastVariance = 1e-6;

    private PairwiseMoments(int columns)
    {
        Counts = new int[columns];
        Means = new double[columns];
        Variances = new double[columns];
        PairCounts = new double[columns * columns];
        Correlations = new double[columns * columns];
    }

    public int[] Counts { get; }

    public double[] Means { get; }

    public double[] Variances { get; }

    /// <summary>Columns × columns.</summary>
    public double[] PairCounts { get; }

    /// <summary>Columns × columns; 0 for pairs that were never answered together.</summary>
    public double[] Correlations { get; }

    public static PairwiseMoments Of(ResponseMatrix responses)
    {
        var moments = new PairwiseMoments(responses.Columns);
        moments.CountItems(responses);
        moments.CountPairs(responses);
        return moments;
    }

    private void CountItems(ResponseMatrix responses)
    {
        var squares = new double[responses.Columns];
        for (var row = 0; row < responses.Rows; row++)
        {
            var answers = responses.Row(row);
            for (var item = 0; item < answers.Length; item++)
                if (answers[item] != 0)
                {
                    Counts[item]++;
                    Means[item] += answers[item];
                    squares[item] += answers[item] * answers[item];
                }
        }

        for (var item = 0; item < Counts.Length; item++)
            if (Counts[item] > 0)
            {
                Means[item] /= Counts[item];
                Variances[item] = Math.Max(LeastVariance, (squares[item] / Counts[item]) - (Means[item] * Means[item]));
            }

        // An item that nobody answered is taken for an average one; its count of 0 tells.
        var answered = Enumerable.Range(0, Counts.Length).Where(i => Counts[i] > 0).ToArray();
        for (var item = 0; item < Counts.Length; item++)
            if (Counts[item] == 0)
                (Means[item], Variances[item]) = answered.Length == 0 ? (0, 1) : (answered.Average(i => Means[i]), answered.Average(i => Variances[i]));
    }

    private void CountPairs(ResponseMatrix responses)
    {
        var size = responses.Columns;
        var deviations = new double[size];
        var present = new double[size];
        for (var row = 0; row < responses.Rows; row++)
        {
            var answers = responses.Row(row);
            for (var item = 0; item < size; item++)
            {
                present[item] = answers[item] == 0 ? 0 : 1;
                deviations[item] = answers[item] == 0 ? 0 : (answers[item] - Means[item]) / Math.Sqrt(Variances[item]);
            }

            for (var item = 0; item < size; item++)
                if (answers[item] != 0)
                {
                    SymmetricMatrix.AddScaled(PairCounts.AsSpan(item * size, size), present, 1);
                    SymmetricMatrix.AddScaled(Correlations.AsSpan(item * size, size), deviations, deviations[item]);
                }
        }

        for (var pair = 0; pair < Correlations.Length; pair++)
            Correlations[pair] = PairCounts[pair] == 0 ? 0 : Math.Clamp(Correlations[pair] / PairCounts[pair], -0.99, 0.99);
        for (var item = 0; item < size; item++)
            Correlations[(item * size) + item] = 1;
    }
}
