using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// An item of the graded response model (Samejima 1969, Psychometrika Monograph 17): P(category ≥ k) = 1 / (1 + exp(−a(θ − b_k))), logistic
/// without the factor 1.702. <paramref name="Thresholds"/> ascend and are one fewer than the categories; <paramref name="Discrimination"/> is positive.
/// </summary>
public sealed record GradedItem(double Discrimination, ImmutableArray<double> Thresholds)
{
    public int Categories => Thresholds.Length + 1;

    public bool Equals(GradedItem? other) =>
        other is not null && Discrimination.Equals(other.Discrimination) && Thresholds.SequenceEqual(other.Thresholds);

    public override int GetHashCode() => HashCode.Combine(Discrimination, Thresholds.Length);
}
