namespace KotanBot.Core.Indices;

/// <summary>
/// The decimals kept at each stage of a computation; null means that the stage is not rounded. Always half-up, away from
/// zero. Stages are data because published values depend on them: SKM 87.89 becomes 87.90 when its item means are not rounded.
/// </summary>
/// <param name="Item">The mean of one item over respondents.</param>
/// <param name="DimensionSum">The weighted sum of items before it is divided.</param>
/// <param name="Dimension">The value of a dimension.</param>
/// <param name="VariableSum">The weighted sum of dimensions before it is divided.</param>
/// <param name="Variable">The value of a variable.</param>
/// <param name="Index">The value that is reported.</param>
/// <param name="Compare">The value that is compared with the bounds of the categories.</param>
public sealed record IndexRounding(int? Item, int? DimensionSum, int? Dimension, int? VariableSum, int? Variable, int? Index, int? Compare)
{
    // A mean of thirds is off by 1e-27 in decimal arithmetic, which would push an exact tie such as 1.755 below the half.
    private const int GuardDecimals = 20;

    public static IndexRounding None { get; } = new(null, null, null, null, null, null, null);

    public static decimal Apply(decimal value, int? decimals) => decimals is { } kept ? HalfUp(HalfUp(value, GuardDecimals), kept) : value;

    private static decimal HalfUp(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero);
}
