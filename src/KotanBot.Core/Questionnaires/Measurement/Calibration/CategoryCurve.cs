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
        double upper = GradedResponse.Logistic(x), lower = GradedResponse.Logistic(y);
        // gₓ ÷ P and g_y ÷ P in a form in which nothing cancels and nothing small divides something small.
        var gap = -GradedResponse.ExpMinusOne(y - x);
        var first = category == 0 ? 0 : GradedResponse.Logistic(-x) / (GradedResponse.Logistic(-y) * gap);
        var second = category == values.Length - 1 ? 0 : lower / (upper * gap);
        return new CategoryCurve(
            GradedResponse.LogBetween(x, y),
            first,
            -second,
            (first * (1 - (2 * upper))) - (first * first),
            (-second * (1 - (2 * lower))) - (second * second),
            first * second);
    }
}
