using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>A group of respondents and the unit of analysis (family, institution) that it speaks for.</summary>
/// <remarks><paramref name="Weight"/>: its share when groups are kept separate; never its head count.
/// <paramref name="Target"/>: how many respondents a survey aims at.</remarks>
public sealed record IndexGroup(string Id, LocalText Title, string UnitOfAnalysis, decimal Weight, int? Target);
