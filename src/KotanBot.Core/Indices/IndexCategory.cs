using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>A class of values from its lower bound up to the next one, so that no value falls between two classes.</summary>
/// <remarks><paramref name="Meaning"/>: what the label stands for where it does not speak for itself (SKM "B" means "Baik").</remarks>
public sealed record IndexCategory(decimal LowerBound, int Rank, LocalText Label, LocalText? Meaning);
