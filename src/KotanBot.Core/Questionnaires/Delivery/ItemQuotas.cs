using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>Divides a number of items over the variables.</summary>
internal static class ItemQuotas
{
    /// <summary>
    /// Items per variable: what the plan names first, then one after another to the others, starting with a variable that
    /// <paramref name="rotation"/> moves on, so that over respondents no variable gets more of the remainder. Never more than a variable has.
    /// </summary>
    public static ImmutableArray<int> Of(ItemPool pool, QuestionnairePlan plan, int rotation)
    {
        var sizes = Sizes(pool);
        var left = Math.Min(plan.Items ?? sizes.Sum(), sizes.Sum());
        var quotas = new int[sizes.Length];
        var open = new int[sizes.Length];
        for (var v = 0; v < sizes.Length; v++)
        {
            if (!plan.Quotas.TryGetValue(pool.Variables[v], out var named))
            {
                open[v] = sizes[v];
                continue;
            }

            quotas[v] = Math.Clamp(named, 0, Math.Min(sizes[v], left));
            left -= quotas[v];
        }

        var shares = Divide(left, open, rotation);
        return [.. quotas.Select((q, v) => q + shares[v])];
    }

    /// <summary>Even shares of a number, none above its limit; what cannot be placed is dropped.</summary>
    public static int[] Divide(int number, IReadOnlyList<int> limits, int rotation)
    {
        var shares = new int[limits.Count];
        var left = Math.Min(number, limits.Sum());
        for (var turn = rotation; left > 0; turn++)
        {
            var v = (int)((uint)turn % (uint)limits.Count);
            if (shares[v] == limits[v])
                continue;
            shares[v]++;
            left--;
        }

        return shares;
    }

    private static int[] Sizes(ItemPool pool)
    {
        var sizes = new int[pool.Variables.Length];
        foreach (var item in pool.Items)
            sizes[item.Variable]++;
        return sizes;
    }
}
