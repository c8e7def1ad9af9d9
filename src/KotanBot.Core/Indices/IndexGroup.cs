using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>A group of respondents and the unit of analysis (family, institution) that it speaks for.</summary>
/// <param name="Weight">Its share when groups are kept separate; never its head count.</param>
/// <param name="Target">How many respondents a survey aims at.</param>
public sealed record IndexGroup(string Id, LocalText Title, string UnitOfAnalysis, decimal Weight, int? Target);
