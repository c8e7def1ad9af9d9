using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>Which answers cannot be calibrated at all, told for every item at once, before anything is computed.</summary>
internal static class ResponseChecker
{
    public const int LeastAnswers = 200;

    public const int FirmAnswers = 500;

    public static ImmutableArray<CalibrationFault> Check(ResponseMatrix responses)
    {
        if (responses.Rows < 2)
            return [new CalibrationFault("one-respondent", null, "one respondent shows no differences between people; nothing can be calibrated")];
        var counts = Enumerable.Range(0, responses.Columns).Select(c => Count(responses, c)).ToArray();
        if (counts.All(c => c.Answers == 0))
            return [new CalibrationFault("all-missing", null, "there is not one answer below the header")];
        if (responses.Rows < LeastAnswers)
            return [new CalibrationFault("too-few-respondents", null, $"{responses.Rows} respondents are too few: each item needs at least {LeastAnswers} answers")];
        return [.. responses.Items.Zip(counts).Select(p => Fault(p.First, p.Second)).OfType<CalibrationFault>()];
    }

    private static CalibrationFault? Fault(string item, (int Answers, int Categories, int Only) count) => count switch
    {
        { Answers: 0 } => new("empty-column", item, $"item `{item}` has no answer at all"),
        { Categories: 1 } => new("constant-column", item, $"item `{item}` has the same answer {count.Only} in all {count.Answers} rows that have one; it tells nobody from anybody"),
        { Answers: < LeastAnswers } => new("too-few-answers", item, $"item `{item}` has {count.Answers} answers; at least {LeastAnswers} are needed"),
        _ => null,
    };

    private static (int Answers, int Categories, int Only) Count(ResponseMatrix responses, int column)
    {
        var (answers, seen, last) = (0, 0, 0);
        for (var row = 0; row < responses.Rows; row++)
            if (responses[row, column] is var category and > 0)
            {
                answers++;
                seen |= 1 << category;
                last = category;
            }

        return (answers, System.Numerics.BitOperations.PopCount((uint)seen), last);
    }
}
