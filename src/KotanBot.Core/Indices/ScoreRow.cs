namespace KotanBot.Core.Indices;

/// <summary>One answer of one respondent to one item, or the reason why there is none.</summary>
/// <remarks><paramref name="Unit"/>: what gets an index value: a satker, an institution, a village.
/// <paramref name="Group"/>: the respondent's group; empty when groups do not matter.
/// <paramref name="Score"/>: null when unanswered; then <paramref name="Missing"/> counts.</remarks>
public sealed record ScoreRow(string Unit, string Group, string Respondent, string Item, decimal? Score, MissingReason Missing = MissingReason.Unanswered);

/// <summary>Why a score is missing. Only <see cref="NotApplicable"/> takes the cell out of the coverage.</summary>
public enum MissingReason
{
    Unanswered,
    DontKnow,
    NotApplicable,
}
