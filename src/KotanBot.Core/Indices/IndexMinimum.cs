namespace KotanBot.Core.Indices;

/// <summary>What a unit must reach before a value is given: respondents with an answer, and the share of applicable cells that are answered.</summary>
public sealed record IndexMinimum(int Respondents, decimal Coverage)
{
    /// <summary>What holds where an edition says nothing else.</summary>
    public const int FewestDrawn = 10;

    /// <summary>Respondents that a value needs where each answered only the items that were drawn for them.</summary>
    public int DrawnRespondents { get; init; } = FewestDrawn;
}
