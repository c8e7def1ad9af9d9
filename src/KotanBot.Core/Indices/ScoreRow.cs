namespace KotanBot.Core.Indices;

/// <summary>One answer of one respondent to one item, or the reason why there is none.</summary>
/// <param name="Unit">What gets an index value: a satker, an institution, a village.</param>
/// <param name="Group">The respondent's group; empty when groups do not matter.</param>
/// <param name="Score">Null when unanswered; then <paramref name="Missing"/> counts.</param>
public sealed record ScoreRow(string Unit, string Group, string Respondent, string Item, decimal? Score, MissingReason Missing = MissingReason.Unanswered);
