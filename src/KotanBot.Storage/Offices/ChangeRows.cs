using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>Reads measures that are taken twice: by office and code, never by a person. What an erasure left of them has no name either and still counts.</summary>
internal static class ChangeRows
{
    private sealed class Row
    {
        public string SatkerCode { get; init; } = "";

        public string SubmissionId { get; init; } = "";

        public long SubmittedAt { get; init; }

        public string Code { get; init; } = "";

        public string Moment { get; init; } = "";

        public string StepId { get; init; } = "";

        public string? Choice { get; init; }

        public double? Number { get; init; }
    }

    /// <summary>All that were sent before a moment by the offices of the scope.</summary>
    /// <param name="dialog">What the change names, for the scores of its options.</param>
    public static IReadOnlyList<ChangeMeasure> Read(DbConnection connection, Scope scope, PairedChange change, Dialog dialog, DateTimeOffset to) =>
    [
        .. connection.Query<Row>(ReadSql, new
        {
            scopeRoot = scope.Root,
            scopeBelow = ScopeSql.Below(scope),
            dialogId = change.Dialog,
            code = change.Code,
            moment = change.Moment,
            steps = ReportedRows.Listed(change.Steps),
            toAt = Instant.ToColumn(to),
        }).GroupBy(r => r.SubmissionId).Select(measure => ToMeasure(dialog, [.. measure])),
    ];

    private static ChangeMeasure ToMeasure(Dialog dialog, IReadOnlyList<Row> rows) => new(
        rows[0].SatkerCode,
        rows[0].Code,
        rows[0].Moment,
        Instant.At(rows[0].SubmittedAt),
        rows.Select(r => (r.StepId, Score: ScoreOf(dialog.FindStep(r.StepId), r))).Where(s => s.Score is not null).ToImmutableDictionary(s => s.StepId, s => s.Score!.Value));

    private static decimal? ScoreOf(Step? step, Row row) => step switch
    {
        NumberStep => (decimal?)row.Number,
        ChooseStep choose => choose.Options.FirstOrDefault(o => o.Key == row.Choice)?.Score,
        _ => null,
    };

    private const string ReadSql = "with recursive " + ScopeSql.Tree + """

        select s.satker_code as SatkerCode, s.id as SubmissionId, s.submitted_at as SubmittedAt, c.choice as Code, m.choice as Moment, a.step_id as StepId, a.choice as Choice, a.number as Number
        from submission s
            join answer c on c.submission_id = s.id and c.step_id = @code and c.choice is not null
            join answer m on m.submission_id = s.id and m.step_id = @moment and m.choice is not null
            join answer a on a.submission_id = s.id and @steps like '%|' || a.step_id || '|%' and a.missing_reason is null
        where s.dialog_id = @dialogId and s.status = 'submitted' and s.submitted_at < @toAt and s.satker_code in (select code from scope)
        order by s.submitted_at, s.id, a.step_id
        """;
}
