namespace KotanBot.Core.Indices;

/// <summary>Why a score is missing. Only <see cref="NotApplicable"/> takes the cell out of the coverage.</summary>
public enum MissingReason
{
    Unanswered,
    DontKnow,
    NotApplicable,
}
