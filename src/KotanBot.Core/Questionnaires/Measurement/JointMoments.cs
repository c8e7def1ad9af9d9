using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// Means and covariances of item scores, in the order of <see cref="Items"/>, on the responses' own scale: all that the linear predictor of
/// the full form needs. The covariance matrix is symmetric and positive semi-definite.
/// </summary>
public sealed record JointMoments
{
    public required ImmutableArray<string> Items { get; init; }

    public required ImmutableArray<double> Means { get; init; }

    /// <summary>Row by row, items × items.</summary>
    public required ImmutableArray<double> Covariances { get; init; }

    /// <summary>How many answers each mean rests on; gives the calibration's share of a group's standard error.</summary>
    public required ImmutableArray<int> Counts { get; init; }

    public double Covariance(int one, int other) => Covariances[(one * Items.Length) + other];
}
