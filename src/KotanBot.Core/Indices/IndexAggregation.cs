namespace KotanBot.Core.Indices;

/// <summary>The combination at each level and the factor that brings the result to the scale of the index (25 for SKM).</summary>
public sealed record IndexAggregation(IndexCombination Items, IndexCombination Dimensions, IndexCombination Variables, decimal Multiply)
{
    public static IndexAggregation Means { get; } = new(IndexCombination.Mean, IndexCombination.Mean, IndexCombination.Mean, 1);
}
