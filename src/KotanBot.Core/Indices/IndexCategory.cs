using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>A class of values from its lower bound up to the next one, so that no value falls between two classes.</summary>
/// <param name="Meaning">What the label stands for where it does not speak for itself (SKM "B" means "Baik").</param>
public sealed record IndexCategory(decimal LowerBound, int Rank, LocalText Label, LocalText? Meaning);
