namespace KotanBot.Core.Indices;

/// <summary>What a unit must reach before a value is given: respondents with an answer, and the share of applicable cells that are answered.</summary>
public sealed record IndexMinimum(int Respondents, decimal Coverage);
