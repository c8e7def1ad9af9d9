namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// The graded response model at one theta (Samejima 1969, doi:10.1007/BF03372160): probabilities of the categories of the model (from 0),
/// expected score, information. Differences of logistic functions are taken in a form that does not cancel, so tails stay positive.
/// </summary>
public static class GradedResponse
{
    /// <summary>Probability of each category; <paramref name="probabilities"/> is as long as the item has categories.</summary>
    public static void Probabilities(GradedItem item, double theta, Span<double> probabilities)
    {
        for (var category = 0; category < item.Categories; category++)
            probabilities[category] = Probability(item, category, theta);
    }

    public static double[] Probabilities(GradedItem item, double theta)
    {
        var probabilities = new double[item.Categories];
        Probabilities(item, theta, probabilities);
        return probabilities;
    }

    public static double Probability(GradedItem item, int category, double theta) => Between(Upper(item, category, theta), Upper(item, category + 1, theta));

    /// <summary>Natural logarithm of <see cref="Probability"/>; finite as far as theta and the parameters are.</summary>
    public static double LogProbability(GradedItem item, int category, double theta) => LogBetween(Upper(item, category, theta), Upper(item, category + 1, theta));

    /// <summary>Expected score; <paramref name="scores"/> holds one score per category, or nothing for 1, 2, 3, ….</summary>
    public static double ExpectedScore(GradedItem item, double theta, ReadOnlySpan<double> scores = default)
    {
        double sum = 0;
        for (var category = 0; category < item.Categories; category++)
            sum += Probability(item, category, theta) * (scores.IsEmpty ? category + 1 : scores[category]);
        return sum;
    }

    /// <summary>Variance of the score at this theta; <paramref name="scores"/> as in <see cref="ExpectedScore"/>.</summary>
    public static double ScoreVariance(GradedItem item, double theta, ReadOnlySpan<double> scores = default)
    {
        double sum = 0, squares = 0;
        for (var category = 0; category < item.Categories; category++)
        {
            var score = scores.IsEmpty ? category + 1 : scores[category];
            var probability = Probability(item, category, theta);
            sum += probability * score;
            squares += probability * score * score;
        }

        return Math.Max(0, squares - (sum * sum));
    }

    /// <summary>Fisher information on theta: Σ P′² ÷ P, which for logistic boundaries is a² Σ P (1 − P*ₖ − P*ₖ₊₁)².</summary>
    public static double Information(GradedItem item, double theta)
    {
        double sum = 0;
        for (var category = 0; category < item.Categories; category++)
        {
            double upper = Upper(item, category, theta), lower = Upper(item, category + 1, theta);
            var slope = 1 - Logistic(upper) - Logistic(lower);
            sum += Between(upper, lower) * slope * slope;
        }

        return item.Discrimination * item.Discrimination * sum;
    }

    internal static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>Logistic(x) − Logistic(y) for x ≥ y, without cancellation.</summary>
    internal static double Between(double x, double y) => Logistic(x) * Logistic(-y) * -ExpMinusOne(y - x);

    internal static double LogBetween(double x, double y) => LogLogistic(x) + LogLogistic(-y) + Math.Log(-ExpMinusOne(y - x));

    /// <summary>exp(x) − 1, exact for small x too.</summary>
    internal static double ExpMinusOne(double x) => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1;

    private static double LogLogistic(double x) => x >= 0 ? -Math.Log(1 + Math.Exp(-x)) : x - Math.Log(1 + Math.Exp(x));

    private static double Upper(GradedItem item, int category, double theta) =>
        category == 0 ? double.PositiveInfinity
        : category > item.Thresholds.Length ? double.NegativeInfinity
        : item.Discrimination * (theta - item.Thresholds[category - 1]);
}
