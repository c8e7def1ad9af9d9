using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>A sum of answers (categories numbered from 1), the theta it stands for, and how likely the sum is in the population.</summary>
public sealed record SumScore(int Sum, double Theta, double StandardError, double Probability);

/// <summary>
/// Sum scores under the graded model: their distribution by the recursion of Lord and Wingersky (1984, doi:10.1177/014662168400800409)
/// and the EAP of each sum (Thissen, Pommerich, Billeaud and Williams 1995, doi:10.1177/014662169501900105).
/// </summary>
public static class SumScores
{
    /// <summary>Probability of each sum at one theta; the first entry is the least sum, one per item.</summary>
    public static double[] Distribution(IReadOnlyList<GradedItem> items, double theta)
    {
        double[] sums = [1];
        foreach (var item in items)
        {
            var probabilities = GradedResponse.Probabilities(item, theta);
            var longer = new double[sums.Length + probabilities.Length - 1];
            for (var i = 0; i < sums.Length; i++)
                for (var category = 0; category < probabilities.Length; category++)
                    longer[i + category] += sums[i] * probabilities[category];
            sums = longer;
        }

        return sums;
    }

    /// <summary>One row for every sum that all items together can have, ascending.</summary>
    public static ImmutableArray<SumScore> Table(IReadOnlyList<GradedItem> items, Quadrature prior)
    {
        var atPoint = prior.Points.Select(p => Distribution(items, p)).ToArray();
        var table = ImmutableArray.CreateBuilder<SumScore>();
        for (var sum = 0; sum < atPoint[0].Length; sum++)
        {
            double weight = 0, mean = 0, square = 0;
            for (var i = 0; i < atPoint.Length; i++)
            {
                var share = prior.Weights[i] * atPoint[i][sum];
                weight += share;
                mean += share * prior.Points[i];
                square += share * prior.Points[i] * prior.Points[i];
            }

            mean /= weight;
            table.Add(new SumScore(sum + items.Count, mean, Math.Sqrt(Math.Max(0, (square / weight) - (mean * mean))), weight));
        }

        return table.ToImmutable();
    }
}
