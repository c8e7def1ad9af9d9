namespace KotanBot.Core.Indices;

/// <summary>One line of the working behind a value, so that people can check it by hand.</summary>
/// <remarks><paramref name="Stage"/>: <c>item</c>, <c>dimension</c>, <c>variable</c> or <c>index</c>.
/// <paramref name="Weight"/>: its weight in the stage above.
/// <paramref name="Raw"/>: before the stage's rounding; null when nothing was answered.
/// <paramref name="Value"/>: after it.</remarks>
public sealed record IndexWorking(string Stage, string Id, decimal Weight, decimal? Raw, decimal? Value);
