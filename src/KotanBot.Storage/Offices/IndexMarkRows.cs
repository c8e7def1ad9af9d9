using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Offices;

/// <summary>The <c>index_mark</c> table: whose readings no longer say what was collected. Whoever changes that marks it in the same transaction.</summary>
internal static class IndexMarkRows
{
    public const string Office = "satker";
    public const string Region = "region";

    internal sealed class Mark
    {
        public string Kind { get; init; } = "";

        public string Code { get; init; } = "";

        public long Changes { get; init; }
    }

    /// <summary>Something of this submission changed; nothing for one that was not sent.</summary>
    public static void Touch(DbConnection connection, DbTransaction? transaction, string submissionId)
    {
        connection.Execute(TouchOfficeSql + "s.id = @submissionId" + OnceMore, new { submissionId }, transaction);
        connection.Execute(TouchRegionSql + "s.id = @submissionId" + OnceMore, new { submissionId }, transaction);
        connection.Execute(TouchEntriesSql + "s.id = @submissionId" + OnceMore, new { submissionId }, transaction);
    }

    /// <summary>What this person sent counts for another lembaga, or for none any more.</summary>
    public static void TouchPerson(DbConnection connection, DbTransaction? transaction, string personId) =>
        connection.Execute(TouchOfficeSql + "s.person_id = @personId" + OnceMore, new { personId }, transaction);

    public static void TouchOffice(DbConnection connection, DbTransaction? transaction, string satkerCode) =>
        connection.Execute("insert into index_mark (kind, code, changes) values ('satker', @satkerCode, 1)" + OnceMore, new { satkerCode }, transaction);

    public static void TouchEntry(DbConnection connection, DbTransaction? transaction, string entry) =>
        connection.Execute("insert into index_mark (kind, code, changes) select 'satker', e.satker_code, 1 from register_entry e where e.id = @entry" + OnceMore, new { entry }, transaction);

    /// <summary>The offices of the entries that this submission names, which may lie below that of its sender.</summary>
    private const string TouchEntriesSql = """
        insert into index_mark (kind, code, changes)
        select distinct 'satker', e.satker_code, 1 from submission s join answer a on a.submission_id = s.id and a.kind = 'entry' join register_entry e on e.id = a.choice
        where s.submitted_at is not null and e.satker_code <> s.satker_code and
        """ + " ";

    private const string TouchOfficeSql = """
        insert into index_mark (kind, code, changes)
        select distinct 'satker', s.satker_code, 1 from submission s where s.submitted_at is not null and s.satker_code is not null and
        """ + " ";

    private const string TouchRegionSql = """
        insert into index_mark (kind, code, changes)
        select distinct 'region', q.region, 1 from submission s join questionnaire_item q on q.submission_id = s.id
        where s.submitted_at is not null and q.region <> '' and
        """ + " ";

    private const string OnceMore = " on conflict (kind, code) do update set changes = index_mark.changes + 1";

    public static IReadOnlyList<Mark> List(DbConnection connection) =>
        connection.Query<Mark>("select kind as Kind, code as Code, changes as Changes from index_mark order by kind, code").AsList();

    /// <summary>What changed meanwhile stays marked.</summary>
    public static void Clear(DbConnection connection, DbTransaction? transaction, DueIndex due) =>
        connection.Execute("delete from index_mark where kind = @Kind and code = @Code and changes = @Changes", new { due.Kind, due.Code, due.Changes }, transaction);
}
