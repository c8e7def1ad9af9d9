using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>Evenly spaced points of theta with weights that sum to 1: how every integral over theta is taken.</summary>
public sealed class Quadrature
{
    private Quadrature(ImmutableArray<double> points, ImmutableArray<double> weights)
    {
        Points = points;
        Weights = weights;
    }

    /// <summary>61 points from −6 to 6 under N(0, 1).</summary>
    public static Quadrature Standard { get; } = Normal(0, 1);

    public ImmutableArray<double> Points { get; }

    public ImmutableArray<double> Weights { get; }

    /// <summary>The same 61 points from −6 to 6, weighed by another normal distribution.</summary>
    public static Quadrature Normal(double mean, double standardDeviation)
    {
        const int count = 61;
        var points = Enumerable.Range(0, count).Select(i => -6 + (i * 12.0 / (count - 1))).ToArray();
        var weights = points.Select(p => Math.Exp(-0.5 * Math.Pow((p - mean) / standardDeviation, 2))).ToArray();
        var sum = weights.Sum();
        return new Quadrature([.. points], [.. weights.Select(w => w / sum)]);
    }
}
