using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// Expected a posteriori estimate of theta (Bock and Mislevy 1982, doi:10.1177/014662168200600405): mean and standard deviation of the
/// posterior on the points of a quadrature. Without answers it is the prior.
/// </summary>
/// <param name="Posterior">Weight of each point; they sum to 1.</param>
public sealed record ThetaEstimate(double Theta, double StandardError, ImmutableArray<double> Posterior)
{
    /// <summary>From answers to items of one variable, each a category of the model (from 0).</summary>
    public static ThetaEstimate FromAnswers(IEnumerable<(GradedItem Item, int Category)> answers, Quadrature prior)
    {
        var logLikelihood = new double[prior.Points.Length];
        foreach (var (item, category) in answers)
            for (var i = 0; i < logLikelihood.Length; i++)
                logLikelihood[i] += GradedResponse.LogProbability(item, category, prior.Points[i]);
        return FromLogLikelihood(logLikelihood, prior);
    }

    /// <param name="logLikelihood">Logarithm of the answers' probability at each point of the prior, up to a constant.</param>
    public static ThetaEstimate FromLogLikelihood(ReadOnlySpan<double> logLikelihood, Quadrature prior)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in logLikelihood)
            largest = Math.Max(largest, value);
        var posterior = new double[logLikelihood.Length];
        double sum = 0, mean = 0, square = 0;
        for (var i = 0; i < posterior.Length; i++)
        {
            posterior[i] = prior.Weights[i] * Math.Exp(logLikelihood[i] - largest);
            sum += posterior[i];
        }

        for (var i = 0; i < posterior.Length; i++)
        {
            posterior[i] /= sum;
            mean += posterior[i] * prior.Points[i];
            square += posterior[i] * prior.Points[i] * prior.Points[i];
        }

        return new ThetaEstimate(mean, Math.Sqrt(Math.Max(0, square - (mean * mean))), [.. posterior]);
    }

    public bool Equals(ThetaEstimate? other) =>
        other is not null && Theta.Equals(other.Theta) && StandardError.Equals(other.StandardError) && Posterior.SequenceEqual(other.Posterior);

    public override int GetHashCode() => HashCode.Combine(Theta, StandardError);
}
