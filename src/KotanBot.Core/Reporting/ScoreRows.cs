using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Reporting;

/// <summary>Turns stored answers into the rows that an index is computed from.</summary>
public static class ScoreRows
{
    /// <summary>A chosen option counts by its score in the definition; anything else is missing for the reason given.</summary>
    public static ScoreRow Of(IndexDefinition index, string unit, string group, string respondent, string item, AnswerValue? value) => value switch
    {
        AnswerValue.Choice choice when index.AnswerScores.TryGetValue(choice.Key, out var score) => new(unit, group, respondent, item, score),
        AnswerValue.Number number => new(unit, group, respondent, item, number.Value),
        AnswerValue.Skipped { Reason: SkipReasons.NotApplicable } => new(unit, group, respondent, item, null, MissingReason.NotApplicable),
        AnswerValue.Skipped { Reason: SkipReasons.DoesNotKnow } => new(unit, group, respondent, item, null, MissingReason.DontKnow),
        _ => new(unit, group, respondent, item, null),
    };
}
