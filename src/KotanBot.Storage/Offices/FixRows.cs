using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>The columns <c>submission.fix_step</c>, <c>fix_asked_by</c> and <c>fix_asked_at</c>: what an office wants corrected in a report.</summary>
internal static class FixRows
{
    private const int MostAsked = 5;

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string DialogId { get; init; } = "";

        public string DialogHash { get; init; } = "";

        public string? Review { get; init; }

        public string? FixStep { get; init; }
    }

    public static void Ask(DbConnection connection, DbTransaction? transaction, string id, string? stepId, string askedBy, long now) =>
        connection.Execute("update submission set fix_step = @stepId, fix_asked_by = @askedBy, fix_asked_at = @now where id = @id", new { id, stepId, askedBy, now }, transaction);

    /// <summary>Nothing is wanted any more; who had asked, or null.</summary>
    public static string? Settle(DbConnection connection, DbTransaction? transaction, string id)
    {
        var askedBy = connection.QuerySingleOrDefault<string?>("select fix_asked_by from submission where id = @id", new { id }, transaction);
        connection.Execute("update submission set fix_step = null, fix_asked_by = null, fix_asked_at = null where id = @id", new { id }, transaction);
        return askedBy;
    }

    /// <summary>The person's own sent report whose id begins so; without one those that an office wants corrected, newest first.</summary>
    public static ImmutableArray<OwnReport> ReadOwn(DbConnection connection, KeyRing keys, string personId, string? number)
    {
        var rows = number is null
            ? connection.Query<Row>(AskedSql, new { personId, most = MostAsked })
            : connection.Query<Row>(NumberedSql, new { personId, from = number, to = number + "~" });
        var key = keys.Find(connection, personId);
        return [.. rows.Select(r => new OwnReport(r.Id, r.DialogId, r.DialogHash, AnswerRows.Read(connection, r.Id, key),
            r.Review == ReviewRows.Name(ReviewState.NeedsFix) ? new FixRequest(r.FixStep) : null))];
    }

    private const string Columns = """
        select s.id as Id, s.dialog_id as DialogId, s.dialog_hash as DialogHash, s.review as Review, s.fix_step as FixStep from submission s
        where s.person_id = @personId and s.status = 'submitted' and s.review is not null
        """;

    private const string AskedSql = Columns + " and s.review = 'needs-fix' order by s.submitted_at desc, s.id limit @most";

    private const string NumberedSql = Columns + " and s.id >= @from and s.id < @to order by s.submitted_at desc, s.id limit 1";
}
