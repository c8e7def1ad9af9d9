using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>Computes an index per unit from scores. Pure and independent of the order of the rows.</summary>
public static class IndexCalculator
{
    private const int ErrorDecimals = 10;

    /// <summary>One result per unit, in the order of the units' names. See docs/scoring.md for the formulas and their sources.</summary>
    /// <exception cref="InvalidOperationException">The edition only classifies (<see cref="IndexDefinition.CanCompute"/> is false).</exception>
    /// <exception cref="ArgumentException">A row cannot be scored; ask <see cref="ScoreChecker"/> first.</exception>
    public static ImmutableArray<IndexResult> Compute(IndexDefinition definition, IEnumerable<ScoreRow> rows)
    {
        return [.. Checked(definition, rows).GroupBy(r => r.Unit).OrderBy(u => u.Key, StringComparer.Ordinal).Select(u => ComputeUnit(definition, u.Key, u))];
    }

    /// <summary>The result of one named unit, also when nobody has answered there yet: then the value is null and the reason says so.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="Compute"/>.</exception>
    /// <exception cref="ArgumentException">As for <see cref="Compute"/>.</exception>
    public static IndexResult ComputeOne(IndexDefinition definition, string unit, IEnumerable<ScoreRow> rows) =>
        ComputeUnit(definition, unit, Checked(definition, rows));

    private static ScoreRow[] Checked(IndexDefinition definition, IEnumerable<ScoreRow> rows)
    {
        if (!definition.CanCompute)
            throw new InvalidOperationException($"{definition.Code} {definition.Edition} has no items; it only classifies");
        var all = rows.ToArray();
        if (ScoreChecker.Check(definition, all) is [var fault, ..])
            throw new ArgumentException($"row {fault.Row}: {fault.Column}: {fault.Text.In(Languages.English)}", nameof(rows));
        return all;
    }

    private static IndexResult ComputeUnit(IndexDefinition definition, string unit, IEnumerable<ScoreRow> rows)
    {
        var respondents = rows.GroupBy(r => r.Respondent).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new IndexRespondent(definition, [.. r])).ToArray();
        var answering = respondents.Where(r => r.Scores.Count > 0).ToArray();
        var tally = new IndexTally(definition, respondents);
        var outcome = tally.Evaluate(definition.Rounding);
        var replicates = answering.Select(r => (Respondent: r, Outcome: tally.EvaluateWithout(r))).ToArray();
        var coverage = Coverage(respondents, [.. definition.Items]);
        var reason = Refusal(definition, answering.Length, coverage);
        var error = reason is null ? Error(definition, replicates.Select(r => (r.Respondent, r.Outcome.Value))) : null;
        return new IndexResult
        {
            Unit = unit,
            Index = definition.Code,
            Edition = definition.Edition,
            Status = definition.ItemsStatus,
            Value = reason is null ? outcome.Value : null,
            StandardError = error,
            Category = reason is null && outcome.Value is { } value ? definition.Classify(value) : null,
            N = answering.Length,
            Coverage = coverage,
            Variables = [.. definition.Variables.Select((v, i) => Variable(definition, v, i, outcome, respondents, replicates))],
            Groups = [.. answering.GroupBy(r => r.Group).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new IndexGroupCount(g.Key, g.Count()))],
            Reason = reason,
            StandardErrorReason = error is not null || reason is not null ? null : answering.Length < 2 ? IndexTexts.OneRespondent : IndexTexts.OneInGroup,
            Working = outcome.Working,
            DefinitionHash = definition.Hash,
        };
    }

    private static IndexVariableResult Variable(
        IndexDefinition definition,
        IndexVariable variable,
        int position,
        IndexFormula.Outcome outcome,
        IndexRespondent[] respondents,
        (IndexRespondent Respondent, IndexFormula.Outcome Outcome)[] replicates)
    {
        var items = variable.Items.ToArray();
        var own = replicates.Where(r => r.Respondent.Answered(items)).ToArray();
        return new IndexVariableResult(
            variable.Id,
            outcome.Variables[position],
            Error(definition, own.Select(r => (r.Respondent, r.Outcome.Variables[position]))),
            own.Length,
            Coverage(respondents, items));
    }

    private static LocalText? Refusal(IndexDefinition definition, int n, decimal coverage)
    {
        if (n == 0)
            return IndexTexts.NoAnswers;
        if (n < definition.Minimum.Respondents)
            return IndexTexts.FewRespondents(n, definition.Minimum.Respondents);
        return coverage < definition.Minimum.Coverage ? IndexTexts.LowCoverage(coverage, definition.Minimum.Coverage) : null;
    }

    private static decimal Coverage(IndexRespondent[] respondents, IndexItem[] items)
    {
        var applicable = respondents.Sum(r => r.ApplicableCount(items));
        return applicable == 0 ? 0 : (decimal)respondents.Sum(r => r.AnsweredCount(items)) / applicable;
    }

    private static decimal? Error(IndexDefinition definition, IEnumerable<(IndexRespondent Respondent, decimal? Value)> replicates)
    {
        var error = IndexJackknife.StandardError([.. replicates.Select(r => (definition.SeparateGroups ? r.Respondent.Group : "", r.Value))]);
        return error is { } known ? IndexRounding.Apply(known, ErrorDecimals) : null;
    }
}
