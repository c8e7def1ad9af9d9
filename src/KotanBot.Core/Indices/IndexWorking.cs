namespace KotanBot.Core.Indices;

/// <summary>One line of the working behind a value, so that people can check it by hand.</summary>
/// <param name="Stage"><c>item</c>, <c>dimension</c>, <c>variable</c> or <c>index</c>.</param>
/// <param name="Weight">Its weight in the stage above.</param>
/// <param name="Raw">Before the stage's rounding; null when nothing was answered.</param>
/// <param name="Value">After it.</param>
public sealed record IndexWorking(string Stage, string Id, decimal Weight, decimal? Raw, decimal? Value);
