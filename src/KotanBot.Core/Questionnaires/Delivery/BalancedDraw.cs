namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>
/// Draws a fixed number of a variable's items with unequal probabilities that are known exactly: systematic sampling with probability
/// proportional to size (Madow 1949, doi:10.1214/aoms/1177729988) along a random order (Goodman &amp; Kish 1950, doi:10.1080/01621459.1950.10501130).
/// </summary>
/// <remarks>
/// Along any order that does not depend on the start, an item is taken exactly with its probability, because the start is uniform on one
/// step; so the order is free to serve content: items of one dimension stand together, which keeps each dimension's number within one of its
/// expectation. Neither order nor probability knows an answer of this respondent.
/// </remarks>
internal static class BalancedDraw
{
    /// <summary>
    /// Part of the probability that all items share evenly whatever their exposure. It bounds the weights, 1/probability ≤ 4/3 × items ÷ number
    /// drawn, and it keeps the draw from falling on poor items only, just because the good ones are chosen so often.
    /// </summary>
    private const double Floor = 0.75;

    /// <summary>Inclusion probabilities: positive, at most 1, summing to <paramref name="number"/>; higher where less was asked.</summary>
    public static double[] Probabilities(IReadOnlyList<int> asked, int number)
    {
        var rarity = asked.Select(a => 1.0 / (1 + Math.Max(0, a))).ToArray();
        var sum = rarity.Sum();
        return Capped([.. rarity.Select(r => (Floor / asked.Count) + ((1 - Floor) * r / sum))], number);
    }

    /// <summary>The places of the items that were drawn, in random order.</summary>
    /// <param name="dimensions">The dimension of each item, or null.</param>
    public static List<int> Draw(double[] probabilities, IReadOnlyList<string?> dimensions, SeededDraws draws)
    {
        var order = Enumerable.Range(0, probabilities.Length).ToArray();
        draws.Shuffle<int>(order);
        var first = new Dictionary<string, int>();
        for (var i = 0; i < order.Length; i++)
            first.TryAdd(dimensions[order[i]] ?? "", i);
        var taken = new List<int>();
        var total = Math.Round(draws.NextDouble(), 12);
        foreach (var item in order.OrderBy(i => first[dimensions[i] ?? ""]))
        {
            // An item is taken where its stretch of the line crosses a whole number. Rounding keeps a sum of 3 from ending at 2.9999999.
            var next = Math.Round(total + probabilities[item], 12);
            if (Math.Floor(next) > Math.Floor(total))
                taken.Add(item);
            total = next;
        }

        var result = taken.ToArray();
        draws.Shuffle<int>(result);
        return [.. result];
    }

    /// <summary>Sizes times a number, where whatever exceeds 1 is certain and the others share the rest.</summary>
    private static double[] Capped(double[] sizes, int number)
    {
        var result = new double[sizes.Length];
        var certain = new bool[sizes.Length];
        while (true)
        {
            var left = number - certain.Count(c => c);
            var sum = sizes.Where((_, i) => !certain[i]).Sum();
            var capped = false;
            for (var i = 0; i < sizes.Length; i++)
            {
                result[i] = certain[i] ? 1 : left * sizes[i] / sum;
                capped |= result[i] > 1;
            }

            if (!capped)
                return result;
            for (var i = 0; i < sizes.Length; i++)
                certain[i] |= result[i] >= 1;
        }
    }
}
