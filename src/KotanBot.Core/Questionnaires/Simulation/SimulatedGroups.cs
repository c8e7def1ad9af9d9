using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Simulation;

/// <summary>The groups of one repeat: who is in them, who of them is sampled, and how their estimates compare with their full forms.</summary>
internal sealed class SimulatedGroups
{
    private readonly SimulationPlan _plan;
    private readonly int _repeat;
    private readonly FullForms _full;
    private readonly List<(string Name, int[] All, int[] Used)> _groups = [];

    /// <param name="repeat">From 0.</param>
    public SimulatedGroups(ResponseMatrix responses, SimulationPlan plan, int repeat, FullForms full)
    {
        _plan = plan;
        _repeat = repeat;
        _full = full;
        var draws = SeededDraws.From($"{plan.Seed}/groups/{repeat}");
        foreach (var (name, rows) in plan.GroupSize is { } size ? Random(responses.Rows, size, draws) : Columns(responses))
            _groups.Add((name, rows, Sampled(rows, draws)));
    }

    /// <param name="answers">The answers of each row of the responses in this repeat.</param>
    public IEnumerable<SimulatedGroup> Compare(IReadOnlyList<ImmutableArray<ItemAnswer>> answers, Func<int, FullFormPredictor> predictorOf)
    {
        if (_groups.Count == 0)
            return [];
        var respondents = _groups.SelectMany(g => g.Used.Select(r => new GroupRespondent(g.Name, predictorOf(r), Known(predictorOf(r).Pool, r, answers[r])))).ToArray();
        var estimates = GroupEstimates.Of(respondents, _groups.Where(IsSampled).ToDictionary(g => g.Name, g => g.All.Length));
        return _groups.Zip(estimates).SelectMany(p => p.Second.Variables.Select((v, i) => Compare(p.First, predictorOf(p.First.Used[0]).Pool, i, v, answers)));
    }

    private SimulatedGroup Compare((string Name, int[] All, int[] Used) group, ItemPool pool, int variable, VariableEstimate estimate, IReadOnlyList<ImmutableArray<ItemAnswer>> answers)
    {
        var means = Means(group.Used, variable);
        var all = Means(group.All, variable);
        double? full = means.Length > 0 ? means.Average() : null;
        var naive = group.Used.Select(r => answers[r].Where(a => a.Category > 0 && pool.Items[a.Item].Variable == variable).Select(a => (double?)a.Category).Average()).ToArray();
        return new SimulatedGroup(_repeat + 1, group.Name, estimate.Variable)
        {
            N = means.Length,
            Full = full,
            StandardDeviation = means.Length > 1 ? Math.Sqrt(means.Sum(m => (m - full!.Value) * (m - full.Value)) / (means.Length - 1)) : null,
            Estimate = estimate.Estimate,
            StandardErrorShort = estimate.StandardErrorShort,
            PopulationEstimate = estimate.PopulationEstimate,
            StandardErrorTotal = estimate.StandardErrorTotal,
            Covered = Covers(estimate.Estimate, estimate.StandardErrorShort, full),
            InSummary = all.Length >= _plan.MinimumGroup && estimate.Estimate is not null,
            NaiveMean = naive.Average(),
            CoveredTotal = IsSampled(group) ? Covers(estimate.PopulationEstimate, estimate.StandardErrorTotal, all.Length > 0 ? all.Average() : null) : null,
        };
    }

    private static bool? Covers(double? estimate, double? error, double? truth) =>
        estimate is null || error is null || truth is null ? null : Math.Abs(estimate.Value - truth.Value) <= (1.96 * error.Value) + PersonAgreement.Rounding;

    private double[] Means(int[] rows, int variable) => [.. rows.Select(r => _full.Mean(r, variable)).OfType<double>()];

    /// <summary>A row without any answer to a variable has no full form of it, so it counts as having skipped all of it.</summary>
    private ImmutableArray<ItemAnswer> Known(ItemPool pool, int row, ImmutableArray<ItemAnswer> answers)
    {
        var empty = Enumerable.Range(0, pool.Variables.Length).Where(v => _full.Mean(row, v) is null).ToHashSet();
        if (empty.Count == 0)
            return answers;
        var asked = answers.Select(a => a.Item).ToHashSet();
        return [.. answers, .. Enumerable.Range(0, pool.Items.Length).Where(i => empty.Contains(pool.Items[i].Variable) && !asked.Contains(i)).Select(i => new ItemAnswer(i, 0))];
    }

    private bool IsSampled((string Name, int[] All, int[] Used) group) => _plan.Sample is { } sample && group.All.Length >= 4 * sample;

    private int[] Sampled(int[] rows, SeededDraws draws)
    {
        if (_plan.Sample is not { } sample || rows.Length < 4 * sample)
            return rows;
        var shuffled = (int[])rows.Clone();
        draws.Shuffle<int>(shuffled);
        return [.. shuffled[..sample].Order()];
    }

    private static IEnumerable<(string Name, int[] Rows)> Columns(ResponseMatrix responses) =>
        Enumerable.Range(0, responses.Rows).GroupBy(r => responses.Groups[r]).Select(g => (g.Key, g.ToArray()));

    private static IEnumerable<(string Name, int[] Rows)> Random(int rows, int size, SeededDraws draws)
    {
        var shuffled = Enumerable.Range(0, rows).ToArray();
        draws.Shuffle<int>(shuffled);
        for (var g = 0; (g + 1) * size <= rows; g++)
            yield return ($"{g + 1}", [.. shuffled.AsSpan(g * size, size).ToArray().Order()]);
    }
}
