using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;

namespace KotanBot.Core.Questionnaires.Simulation;

/// <summary>Collects, for one variable, how the rows' predictions agree with their full forms.</summary>
internal sealed class PersonAgreement(string variable, int place)
{
    /// <summary>What rounding may add to a distance before it counts as one.</summary>
    public const double Rounding = 1e-9;

    private readonly List<(double Predicted, double Full)> _scores = [];
    private readonly List<(double Short, double Full)> _thetas = [];
    private int _covered;

    public void Add(FullFormPredictor predictor, ImmutableArray<ItemAnswer> answers, FullFormScore? predicted, double? full, double? fullTheta)
    {
        if (full is not { } target || predicted is null)
            return;
        _scores.Add((predicted.Score, target));
        if (Math.Abs(predicted.Score - target) <= (1.96 * predicted.StandardError) + Rounding)
            _covered++;
        if (fullTheta is { } theta && ThetaScores.Of(predictor.Pool, place, answers) is { } estimate)
            _thetas.Add((estimate.Theta, theta));
    }

    public SimulatedPerson Result() => _scores.Count == 0
        ? new SimulatedPerson(variable, null, null, null, null, null)
        : new SimulatedPerson(
            variable,
            Correlation(_scores),
            Correlation(_thetas),
            Math.Sqrt(_scores.Average(s => (s.Predicted - s.Full) * (s.Predicted - s.Full))),
            _scores.Average(s => s.Predicted - s.Full),
            (double)_covered / _scores.Count);

    private static double? Correlation(List<(double One, double Other)> pairs)
    {
        if (pairs.Count < 2)
            return null;
        var (one, other) = (pairs.Average(p => p.One), pairs.Average(p => p.Other));
        double product = 0, square = 0, otherSquare = 0;
        foreach (var pair in pairs)
        {
            product += (pair.One - one) * (pair.Other - other);
            square += (pair.One - one) * (pair.One - one);
            otherSquare += (pair.Other - other) * (pair.Other - other);
        }

        return square > 1e-12 && otherSquare > 1e-12 ? product / Math.Sqrt(square * otherSquare) : null;
    }
}
