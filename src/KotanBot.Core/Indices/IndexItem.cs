using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>One scored question or indicator. Its id is unique in the definition; <paramref name="Scores"/> is the range a score must stay in.</summary>
/// <param name="UnitsOfAnalysis">The units whose groups are asked; empty means everyone.</param>
public sealed record IndexItem(string Id, LocalText Title, decimal Weight, IndexScale Scores, IReadOnlyList<string> UnitsOfAnalysis);
