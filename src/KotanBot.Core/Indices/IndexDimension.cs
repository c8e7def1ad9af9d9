using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>A part of a variable; holds at least one item.</summary>
public sealed record IndexDimension(string Id, LocalText Title, decimal Weight, IReadOnlyList<IndexItem> Items);
