namespace KotanBot.Core.Indices;

/// <summary>One variable of a result, on the scale of the scores.</summary>
public sealed record IndexVariableResult(string Id, decimal? Value, decimal? StandardError, int N, decimal Coverage);
