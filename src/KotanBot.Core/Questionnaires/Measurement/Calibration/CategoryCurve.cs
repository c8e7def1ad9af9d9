using System.Runtime.InteropServices;

namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// One category at one theta, with what Newton's method and the information matrix need: derivatives of log P by its upper boundary's and its
/// lower boundary's value. Outer categories have one boundary only; the derivatives by the other are 0.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct CategoryCurve
{
    private CategoryCurve(double logProbability, double first, double second, double firstFirst, double secondSecond, double both)
    {
        LogProbability = logProbability;
        First = first;
        Second = second;
        FirstFirst = firstFirst;
        SecondSecond = secondSecond;
        Both = both;
    }

    public double LogProbability { get; }

    /// <summary>By the boundary below the category, aθ + d of its own number.</summary>
    public double First { get; }

    /// <summary>By the boundary above the category.</summary>
    public double Second { get; }

    public double FirstFirst { get; }

    public double SecondSecond { get; }

    public double Both { get; }

    /// <param name="values">Slope and intercepts of the item.</param>
    /// <param name="category">From 0.</param>
    public static CategoryCurve At(ReadOnlySpan<double> values, int category, double theta)
    {
        var x = category == 0 ? double.PositiveInfinity : (values[0] * theta) + values[category];
        var y = category == values.Length - 1 ? double.NegativeInfinity : (values[0] * theta) + values[category + 1];
        return Between(
            (GradedResponse.Logistic(x), GradedResponse.Logistic(-x)), (GradedResponse.Logistic(y), GradedResponse.Logistic(-y)), -GradedResponse.ExpMinusOne(y - x), GradedResponse.LogBetween(x, y));
    }

    /// <param name="below">Probability of reaching the category at least, and of not reaching it.</param>
    /// <param name="above">The same of the next category; (0, 1) above the last.</param>
    /// <param name="gap">1 − exp(d of the next category − d of this one), which no theta changes; 1 for outer categories.</param>
    public static CategoryCurve Between((double Yes, double No) below, (double Yes, double No) above, double gap, double logProbability)
    {
        // Slopes ÷ P in a form in which nothing cancels and nothing small divides something small.
        var first = below.No / (above.No * gap);
        var second = above.Yes / (below.Yes * gap);
        return new CategoryCurve(
            logProbability,
            first,
            -second,
            (first * (below.No - below.Yes)) - (first * first),
            (-second * (above.No - above.Yes)) - (second * second),
            first * second);
    }
}
