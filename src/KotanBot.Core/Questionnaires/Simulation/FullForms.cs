using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Simulation;

/// <summary>What each row's full form says: the truth that short forms are held against.</summary>
internal sealed class FullForms
{
    private readonly double?[] _means;
    private readonly double?[] _thetas;
    private readonly int _variables;

    /// <param name="poolOf">The pool of each row; all have the responses' items in their order.</param>
    public FullForms(ResponseMatrix responses, Func<int, ItemPool> poolOf)
    {
        _variables = poolOf(0).Variables.Length;
        _means = new double?[responses.Rows * _variables];
        _thetas = new double?[responses.Rows * _variables];
        for (var row = 0; row < responses.Rows; row++)
        {
            var pool = poolOf(row);
            var answers = Enumerable.Range(0, responses.Columns).Select(i => new ItemAnswer(i, responses[row, i])).ToImmutableArray();
            for (var v = 0; v < _variables; v++)
            {
                var present = answers.Where(a => a.Category > 0 && pool.Items[a.Item].Variable == v).ToArray();
                if (present.Length == 0)
                    continue;
                _means[(row * _variables) + v] = present.Average(a => (double)a.Category);
                _thetas[(row * _variables) + v] = ThetaScores.Of(pool, v, answers)?.Theta;
            }
        }
    }

    /// <summary>Mean of the row's present answers to a variable; null where there is none.</summary>
    public double? Mean(int row, int variable) => _means[(row * _variables) + variable];

    public double? Theta(int row, int variable) => _thetas[(row * _variables) + variable];
}
