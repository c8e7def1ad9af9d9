using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>One respondent's answers and the group they count for. Respondents of one group have the same items.</summary>
/// <param name="Answers">Every item asked, skipped ones with category 0.</param>
public sealed record GroupRespondent(string Group, FullFormPredictor Predictor, ImmutableArray<ItemAnswer> Answers);

/// <summary>What the answers of one group add up to; everything the shift and the estimates need of the respondents.</summary>
internal sealed class GroupAnswers
{
    private readonly FullFormPredictor _predictor;
    private readonly int _items;

    public GroupAnswers(string name, IReadOnlyList<GroupRespondent> respondents)
    {
        Name = name;
        _predictor = respondents[0].Predictor;
        if (respondents.Any(r => !ReferenceEquals(r.Predictor, _predictor) && !r.Predictor.Moments.Items.SequenceEqual(_predictor.Moments.Items)))
            throw new ArgumentException($"the respondents of {name} do not have the same items", nameof(respondents));
        _items = _predictor.Moments.Items.Length;
        Precision = new double[_items * _items];
        Vector = new double[_items];
        Regressions = [.. respondents.Select(r => r.Predictor.Regress(r.Answers))];
        foreach (var regression in Regressions)
            regression.AddPrecision(Precision, Vector, _items);
        Baselines = [.. Regressions.Select((r, i) => Variables.Select((_, v) => r.Score(v, respondents[i].Predictor.Moments)).ToArray())];
        Identified = [.. Variables.Select((_, v) => Regressions.Any(r => r.Answered.Any(a => Pool.Items[a].Variable == v)))];
        Directions = [.. Variables.Select((_, v) => v).Where(v => Identified[v]).Select(Direction)];
        Calibration = CalibrationCovariance();
    }

    public string Name { get; }

    public ItemPool Pool => _predictor.Pool;

    public ImmutableArray<string> Variables => Pool.Variables;

    /// <summary>S and s of <see cref="GroupShift"/>.</summary>
    public double[] Precision { get; }

    public double[] Vector { get; }

    public ImmutableArray<FullFormRegression> Regressions { get; }

    /// <summary>Each respondent's scores as if the group lay at the calibrated means.</summary>
    public ImmutableArray<double[]> Baselines { get; }

    /// <summary>Whether somebody answered an item of the variable: without, its shift cannot be told.</summary>
    public ImmutableArray<bool> Identified { get; }

    /// <summary>One direction for each identified variable.</summary>
    public ImmutableArray<double[]> Directions { get; }

    /// <summary>Cov(μ̂) ≈ Σ_jk ÷ √(N_j N_k): what the calibration does not know about the items' means.</summary>
    public double[] Calibration { get; }

    /// <summary>T = item-by-group effects of the items' variables, plus the calibration's uncertainty.</summary>
    public GroupShift Solve(IReadOnlyDictionary<string, double> effects)
    {
        var covariance = (double[])Calibration.Clone();
        for (var i = 0; i < _items; i++)
            covariance[(i * _items) + i] += effects[Variables[Pool.Items[i].Variable]];
        return new GroupShift(Precision, Vector, Directions, covariance);
    }

    /// <summary>Full-form weight left on the group's shift by one respondent: w − c.</summary>
    public double[] Sensitivity(FullFormRegression regression, int variable)
    {
        var sensitivity = (double[])regression.Weights[variable].Clone();
        for (var i = 0; i < regression.Answered.Length; i++)
            sensitivity[regression.Answered[i]] -= regression.Coefficients[variable][i];
        return sensitivity;
    }

    /// <summary>The mean remaining variance of an item's answers, a scale for effects.</summary>
    public double MeanVariance(int variable) =>
        Enumerable.Range(0, _items).Where(i => Pool.Items[i].Variable == variable).Average(i => _predictor.Moments.Covariance(i, i));

    public double FullFormCovariance(int variable, int other)
    {
        var sum = 0.0;
        for (var i = 0; i < _items; i++)
        {
            for (var j = 0; j < _items; j++)
                sum += _predictor.Weights[variable][i] * _predictor.Weights[other][j] * _predictor.Moments.Covariance(i, j);
        }

        return sum;
    }

    /// <summary>
    /// d = Σw ÷ w'Σw within the variable: by how much each item rises when the full-form score rises by 1, so w'd = 1. Groups are taken to differ
    /// as respondents do; what they do otherwise is left to the items' effects.
    /// </summary>
    private double[] Direction(int variable)
    {
        var moments = _predictor.Moments;
        var own = Enumerable.Range(0, _items).Where(i => Pool.Items[i].Variable == variable).ToArray();
        var direction = new double[_items];
        foreach (var i in own)
            direction[i] = own.Sum(j => moments.Covariance(i, j)) / own.Length;
        var scale = own.Sum(i => direction[i]) / own.Length;
        foreach (var i in own)
            direction[i] = scale > 0 ? direction[i] / scale : 1;
        return direction;
    }

    private double[] CalibrationCovariance()
    {
        var moments = _predictor.Moments;
        var covariance = new double[_items * _items];
        for (var i = 0; i < _items; i++)
        {
            for (var j = 0; j < _items; j++)
            {
                if (moments.Counts[i] > 0 && moments.Counts[j] > 0)
                    covariance[(i * _items) + j] = moments.Covariance(i, j) / Math.Sqrt((double)moments.Counts[i] * moments.Counts[j]);
            }
        }

        return covariance;
    }
}
