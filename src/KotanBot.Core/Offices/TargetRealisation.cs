namespace KotanBot.Core.Offices;

/// <summary>What was to be done in a year and what was. Decimal arithmetic, rounded once, half-up to <see cref="Decimals"/> decimals.</summary>
/// <remarks>
/// The published examples are 65 of 53 = 122.64 %, 6 of 4 = 150 % and an index of 3.34 for a target of 3.15 = 106.03 %. The report of 2017 prints
/// 2.71 of 2.80 as 96.78 %, which is cut off and not rounded; half-up gives 96.79 %.
/// </remarks>
public sealed record TargetRealisation(decimal? Target, decimal Done)
{
    public const int Decimals = 2;

    /// <summary>Beyond it a figure is a typing error.</summary>
    public const decimal Largest = 1_000_000_000;

    /// <summary>Null without a target, and for a target of 0, of which nothing is a share.</summary>
    public decimal? Percent => Target is { } target and > 0 ? Math.Round(Done * 100 / target, Decimals, MidpointRounding.AwayFromZero) : null;

    /// <summary>Whether less is done than the share of the year that is over. Without a target nothing is behind.</summary>
    public bool IsBehind(int dayOfYear, int daysInYear) => Target is { } target and > 0 && Done * daysInYear < target * dayOfYear;
}
