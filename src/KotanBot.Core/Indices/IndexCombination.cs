namespace KotanBot.Core.Indices;

/// <summary>How the parts of one level become one value. Parts without a value are left out and the weights of the others renormalised.</summary>
public enum IndexCombination
{
    Mean,

    /// <summary>By the weight written at each part.</summary>
    Weighted,

    /// <summary>By how many parts each part itself has: a dimension weighs by its items, a variable by its dimensions.</summary>
    WeightByCount,

    /// <summary>The sum; with parts missing, the sum of the others scaled up to all parts.</summary>
    Sum,
}
