using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage.Rows;

/// <summary>Counts what a person's own sent reports say, as evidence for a sheet.</summary>
internal static class OwnReportRows
{
    internal sealed class Row
    {
        public string SubmissionId { get; init; } = "";

        public string? Choice { get; init; }
    }

    /// <summary>Reports sent in [from, to) by their answer to one step; a skipped answer says nothing.</summary>
    public static IEnumerable<OwnReports> Read(DbConnection connection, string personId, ReportSource source, long fromAt, long toAt) =>
        Count(connection.Query<Row>(ReadSql, new { personId, dialogId = source.Dialog, stepId = source.Step, fromAt, toAt }), source);

    public static IEnumerable<OwnReports> Count(IEnumerable<Row> rows, ReportSource source) =>
        rows.GroupBy(r => r.SubmissionId)
            .Select(report => report.Select(r => r.Choice).OfType<string>().ToArray())
            .GroupBy(options => string.Join(' ', options))
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new OwnReports(source.Dialog, source.Step, [.. same.First()], same.Count()));

    private const string ReadSql = """
        select s.id as SubmissionId, a.choice as Choice from submission s join answer a on a.submission_id = s.id
        where s.person_id = @personId and s.dialog_id = @dialogId and s.status = 'submitted' and s.submitted_at >= @fromAt and s.submitted_at < @toAt
            and a.step_id = @stepId and a.missing_reason is null
        order by s.id, a.position
        """;
}
