using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>submission</c> table.</summary>
internal static class SubmissionRows
{
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public string? PersonId { get; init; }

        public string DialogId { get; init; } = "";

        public string DialogHash { get; init; } = "";

        public string? SatkerCode { get; init; }

        public string? Lingkungan { get; init; }

        public string Status { get; init; } = "";

        public long StartedAt { get; init; }

        public long? SubmittedAt { get; init; }

        public long ChangedAt { get; init; }
    }

    /// <summary>Office and lingkungan are the person's at that time: later moves do not rewrite old reports. What comes from somebody else has a respondent of its own.</summary>
    public static void Start(DbConnection connection, DbTransaction? transaction, string id, string personId, string dialogId, string dialogHash, bool fromOther, long now) =>
        connection.Execute(StartSql, new { id, personId, dialogId, dialogHash, respondent = fromOther ? id : null, now }, transaction);

    private const string StartSql = """
        insert into submission (id, person_id, dialog_id, dialog_hash, satker_code, lingkungan, respondent, status, started_at, changed_at)
        select @id, p.id, @dialogId, @dialogHash, p.satker_code, p.lingkungan, @respondent, 'draft', @now, @now from person p where p.id = @personId
        """;

    public static void Touch(DbConnection connection, DbTransaction? transaction, string id, long now)
    {
        // Only what was sent counts for anything; drafts, which change with every answer, do not.
        if (connection.ExecuteScalar<long?>("update submission set changed_at = @now where id = @id returning submitted_at", new { id, now }, transaction) is null)
            return;
        TallyRows.Touch(connection, transaction, id);
        IndexMarkRows.Touch(connection, transaction, id);
    }

    /// <summary>Whoever lost their office meanwhile sends to the one where they began.</summary>
    public static void Submit(DbConnection connection, DbTransaction? transaction, string id, string personId, bool isReviewed, long now)
    {
        // It may go from one office to another.
        TallyRows.Touch(connection, transaction, id);
        IndexMarkRows.Touch(connection, transaction, id);
        connection.Execute(SubmitSql, new { id, personId, review = isReviewed ? "submitted" : null, now }, transaction);
        TallyRows.Touch(connection, transaction, id);
        IndexMarkRows.Touch(connection, transaction, id);
    }

    private const string SubmitSql = """
        update submission set status = 'submitted', submitted_at = coalesce(submitted_at, @now), changed_at = @now,
            review = coalesce(review, @review),
            satker_code = coalesce((select p.satker_code from person p where p.id = @personId), satker_code),
            lingkungan = (select p.lingkungan from person p where p.id = @personId)
        where id = @id
        """;

    /// <summary>Only what was never sent can end unsent; a sent submission stays sent, whatever a turn believes.</summary>
    public static void Close(DbConnection connection, DbTransaction? transaction, string id, string status, long now) =>
        connection.Execute("update submission set status = @status, changed_at = @now where id = @id and status = 'draft'", new { id, status, now }, transaction);

    /// <summary>Nothing of it stays, sent or not. A report, which others have looked over, is never dropped.</summary>
    public static void Drop(DbConnection connection, DbTransaction? transaction, string id)
    {
        TallyRows.Touch(connection, transaction, id);
        IndexMarkRows.Touch(connection, transaction, id);
        foreach (var sql in Drops)
            connection.Execute(sql, new { id }, transaction);
    }

    private static readonly string[] Drops =
    [
        "delete from answer where submission_id = @id and exists (select 1 from submission where id = @id and review is null)",
        "delete from answer_change where submission_id = @id and exists (select 1 from submission where id = @id and review is null)",
        "delete from questionnaire_item where submission_id = @id and exists (select 1 from submission where id = @id and review is null)",
        "delete from submission where id = @id and review is null",
    ];

    private const string Columns = """
        select s.id as Id, s.person_id as PersonId, s.dialog_id as DialogId, s.dialog_hash as DialogHash, s.satker_code as SatkerCode,
            s.lingkungan as Lingkungan, s.status as Status, s.started_at as StartedAt, s.submitted_at as SubmittedAt, s.changed_at as ChangedAt
        from submission s
        """;

    public static IReadOnlyList<Row> ReadOfPerson(DbConnection connection, string personId, int limit) =>
        connection.Query<Row>(ReadOfPersonSql, new { personId, limit }).AsList();

    private const string ReadOfPersonSql = Columns + " where s.person_id = @personId order by s.changed_at desc, s.id limit @limit";

    public static IReadOnlyList<Row> Read(DbConnection connection, Scope scope, SubmissionFilter filter) =>
        connection.Query<Row>(ReadSql, new
        {
            scopeRoot = scope.Root,
            scopeBelow = ScopeSql.Below(scope),
            dialogId = filter.DialogId,
            satkerCode = filter.SatkerCode,
            status = filter.Status,
            fromAt = Instant.ToColumn(filter.From),
            toAt = Instant.ToColumn(filter.To),
            limit = filter.Limit,
        }).AsList();

    private const string ReadSql = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree + " " + Columns + " where " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn + """
         and (@dialogId is null or s.dialog_id = @dialogId)
            and (@satkerCode is null or s.satker_code in (select code from tree))
            and (@status is null or s.status = @status)
            and (@fromAt is null or s.changed_at >= @fromAt)
            and (@toAt is null or s.changed_at < @toAt)
        order by s.changed_at desc, s.id limit @limit
        """;
}
