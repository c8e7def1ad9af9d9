using System.Collections.Immutable;
using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Tests.Questionnaires;

/// <summary>
/// People whose answers have known moments: normal scores with one factor per variable, around 10 and rounded to whole numbers, so fine that rounding adds
/// next to nothing; groups may differ in level and in single items.
/// </summary>
internal sealed class FactorAnswers
{
    private const double Scale = 2.5;
    private const double FactorCorrelation = 0.3;

    private readonly double[][] _loadings;

    public FactorAnswers(params double[][] loadings)
    {
        _loadings = loadings;
        var unit = ItemPoolSamples.Calibrated(loadings);
        Pool = new ItemPool
        {
            Variables = unit.Variables,
            Items = unit.Items,
            Moments = unit.Moments! with
            {
                Means = [.. unit.Items.Select(_ => 10.0)],
                // Rounding adds 1/12 to each variance.
                Covariances = [.. unit.Moments!.Covariances.Select((c, i) => (c * Scale * Scale) + (i / unit.Items.Length == i % unit.Items.Length ? 1 / 12.0 : 0))],
                Counts = [.. unit.Items.Select(_ => 1_000_000)],
            },
        };
    }

    public ItemPool Pool { get; }

    /// <param name="shifts">One per item: how far the group lies above the calibrated means.</param>
    public int[] Draw(SeededDraws draws, double[]? shifts = null)
    {
        var general = draws.Normal();
        var answers = new List<int>();
        foreach (var loadings in _loadings)
        {
            var factor = (Math.Sqrt(FactorCorrelation) * general) + (Math.Sqrt(1 - FactorCorrelation) * draws.Normal());
            foreach (var loading in loadings)
            {
                var score = 10 + (shifts?[answers.Count] ?? 0) + (Scale * ((loading * factor) + (Math.Sqrt(1 - (loading * loading)) * draws.Normal())));
                answers.Add(Math.Clamp((int)Math.Round(score), 1, 100));
            }
        }

        return [.. answers];
    }

    /// <summary>The answers to some items of a respondent, by their place.</summary>
    public static ImmutableArray<ItemAnswer> Some(int[] all, IEnumerable<int> items) => [.. items.Select(i => new ItemAnswer(i, all[i]))];

    public double Full(int[] all, int variable) => Enumerable.Range(0, all.Length).Where(i => Pool.Items[i].Variable == variable).Average(i => all[i]);
}
