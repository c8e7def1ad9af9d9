using System.Collections.Immutable;

namespace KotanBot.Charts;

/// <summary>A scale whose ticks are round numbers, from the first to the last of them.</summary>
public sealed record ValueAxis(ImmutableArray<decimal> Ticks)
{
    private const int MostSteps = 5;

    public double Share(decimal value) => (double)((value - Ticks[0]) / (Ticks[^1] - Ticks[0]));

    /// <summary>1, 2 or 5 times a power of ten between ticks, so that at most <see cref="MostSteps"/> steps hold both ends.</summary>
    public static ValueAxis Of(decimal low, decimal high)
    {
        if (high <= low)
            (low, high) = (low - 0.5m, high + 0.5m);
        var step = 1m;
        while (Steps(low, high, step) > MostSteps)
            step *= 10;
        while (Steps(low, high, step / 10) <= MostSteps)
            step /= 10;
        foreach (var finer in new[] { step / 5, step / 2 })
        {
            if (Steps(low, high, finer) > MostSteps)
                continue;
            step = finer;
            break;
        }
        var first = Math.Floor(low / step) * step;
        return new ValueAxis([.. Enumerable.Range(0, Steps(low, high, step) + 1).Select(i => first + (i * step))]);
    }

    private static int Steps(decimal low, decimal high, decimal step) => (int)Math.Min(1_000_000, Math.Ceiling(high / step) - Math.Floor(low / step));
}
