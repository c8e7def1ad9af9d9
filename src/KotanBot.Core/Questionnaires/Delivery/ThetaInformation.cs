using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>
/// Fisher information on theta of an item of the graded model (Samejima 1969), averaged over what the answers so far say about theta
/// (van der Linden 1998, doi:10.1007/BF02294775).
/// </summary>
internal static class ThetaInformation
{
    /// <summary>Posterior weights of the points of <see cref="Quadrature.Standard"/> after the answers, which sum to 1.</summary>
    public static double[] Posterior(IEnumerable<(CalibratedItem Item, int Category)> answers)
    {
        var weights = Quadrature.Standard.Weights.ToArray();
        foreach (var (item, category) in answers)
        {
            if (item.Graded is not { } graded || category < 1)
                continue;
            var place = item.Merged.IsEmpty ? category - 1 : item.Merged[category - 1];
            for (var q = 0; q < weights.Length; q++)
            {
                var theta = Quadrature.Standard.Points[q];
                weights[q] *= Boundary(graded, place, theta) - Boundary(graded, place + 1, theta);
            }
        }

        var sum = weights.Sum();
        return sum > 0 ? [.. weights.Select(w => w / sum)] : [.. Quadrature.Standard.Weights];
    }

    /// <summary>The expected information of one more item.</summary>
    public static double Expected(GradedItem item, IReadOnlyList<double> posterior)
    {
        var result = 0.0;
        for (var q = 0; q < posterior.Count; q++)
            result += posterior[q] * At(item, Quadrature.Standard.Points[q]);
        return result;
    }

    private static double At(GradedItem item, double theta)
    {
        var information = 0.0;
        for (var place = 0; place < item.Categories; place++)
        {
            var (lower, upper) = (Boundary(item, place, theta), Boundary(item, place + 1, theta));
            var slope = item.Discrimination * ((lower * (1 - lower)) - (upper * (1 - upper)));
            var probability = lower - upper;
            if (probability > 1e-12)
                information += slope * slope / probability;
        }

        return information;
    }

    /// <summary>Probability of reaching a category, numbered from 0.</summary>
    private static double Boundary(GradedItem item, int place, double theta) =>
        place <= 0 ? 1
        : place >= item.Categories ? 0
        : 1 / (1 + Math.Exp(-item.Discrimination * (theta - item.Thresholds[place - 1])));
}
