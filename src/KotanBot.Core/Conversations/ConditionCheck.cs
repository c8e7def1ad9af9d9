using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Whether a condition holds for a run. A question left open has no value, so every comparison with it is false.</summary>
internal static class ConditionCheck
{
    public static bool Holds(Condition? condition, Run run, Facts facts, Conversation conversation)
    {
        ImmutableArray<string> Values(Operand operand) => operand switch
        {
            Operand.OfAnswer answer => ValuesOf(run.Find(answer.StepId)),
            Operand.OfFact fact => FactNames.Value(facts, conversation, fact.Name) is { } value ? [value] : [],
            _ => throw new UnreachableException(),
        };

        return condition switch
        {
            null => true,
            Condition.EqualTo c => Values(c.Operand).Contains(c.Value),
            Condition.In c => Values(c.Operand).Any(v => c.Values.Contains(v)),
            Condition.LessThan c => Values(c.Operand).Any(v => decimal.TryParse(v, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) && n < c.Value),
            Condition.AtLeast c => Values(c.Operand).Length >= c.Chosen,
            Condition.All c => c.Conditions.All(inner => Holds(inner, run, facts, conversation)),
            Condition.Any c => c.Conditions.Any(inner => Holds(inner, run, facts, conversation)),
            Condition.Not c => !Holds(c.Condition, run, facts, conversation),
            _ => throw new UnreachableException(),
        };
    }

    private static ImmutableArray<string> ValuesOf(AnswerValue? value) => value switch
    {
        null or AnswerValue.Skipped or AnswerValue.Photos or AnswerValue.Point => [],
        AnswerValue.Choice choice => [choice.Key],
        AnswerValue.Choices choices => choices.Keys,
        AnswerValue.Number number => [number.Value.ToString(CultureInfo.InvariantCulture)],
        AnswerValue.Text text => [text.Value],
        AnswerValue.Dates dates => [dates.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        AnswerValue.Place place => [place.Code],
        AnswerValue.Entry entry => [entry.Id],
        _ => throw new UnreachableException(),
    };
}
