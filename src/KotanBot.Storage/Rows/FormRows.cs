using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>The tables <c>form</c> and <c>form_version</c>.</summary>
internal static class FormRows
{
    internal sealed class Row
    {
        public string DialogId { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string? SatkerName { get; init; }

        public long? Number { get; init; }

        public long Changes { get; init; }

        public StoredForm ToForm() => new(DialogId, SatkerCode, SatkerName ?? SatkerCode, Number, Changes);
    }

    internal sealed class VersionRow
    {
        public long Number { get; init; }

        public string Hash { get; init; } = "";

        public string? Replaces { get; init; }

        public long PublishedAt { get; init; }

        public FormVersion ToVersion() => new(Number, Hash, Replaces, Instant.At(PublishedAt));
    }

    internal sealed class ServedRow
    {
        public string DialogId { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string? ParentCode { get; init; }

        public long? InForce { get; init; }

        public string Hash { get; init; } = "";

        public string Source { get; init; } = "";
    }

    internal sealed class ChangeRow
    {
        public long At { get; init; }

        public string Deed { get; init; } = "";

        public string? Before { get; init; }

        public string? After { get; init; }

        public string? ActorId { get; init; }

        public string? ActorRole { get; init; }
    }

    private const string Select = """
        select f.dialog_id as DialogId, f.satker_code as SatkerCode, s.name as SatkerName, f.number as Number, f.changes as Changes
        from form f left join satker s on s.code = f.satker_code
        """;

    public static Row? Find(DbConnection connection, string dialogId, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefault<Row>(Select + " where f.dialog_id = @dialogId", new { dialogId }, transaction);

    /// <summary>By office and id, withdrawn ones too.</summary>
    public static IEnumerable<Row> List(DbConnection connection, Scope scope) =>
        connection.Query<Row>(ListSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) });

    private const string ListSql = "with recursive " + ScopeSql.Tree + " " + Select + " where " + ScopeSql.Within + "f.satker_code" + ScopeSql.IsIn + " order by f.satker_code, f.dialog_id";

    /// <summary>What is in force everywhere, and the last version of what was withdrawn, by id.</summary>
    public static IEnumerable<ServedRow> ListServed(DbConnection connection) => connection.Query<ServedRow>(ListServedSql);

    private const string ListServedSql = """
        select f.dialog_id as DialogId, f.satker_code as SatkerCode, s.parent_code as ParentCode, f.number as InForce, v.hash as Hash, d.source as Source
        from form f join form_version v on v.dialog_id = f.dialog_id
            and v.number = coalesce(f.number, (select max(l.number) from form_version l where l.dialog_id = f.dialog_id))
            join dialog_version d on d.dialog_id = f.dialog_id and d.hash = v.hash left join satker s on s.code = f.satker_code
        order by f.dialog_id
        """;

    /// <summary>The newest first.</summary>
    public static IEnumerable<VersionRow> ListVersions(DbConnection connection, string dialogId, DbTransaction? transaction = null) =>
        connection.Query<VersionRow>(ListVersionsSql, new { dialogId }, transaction);

    private const string ListVersionsSql = """
        select number as Number, hash as Hash, replaces as Replaces, published_at as PublishedAt from form_version where dialog_id = @dialogId order by number desc
        """;

    public static long CountServed(DbConnection connection, DbTransaction? transaction, string satkerCode, string besides) =>
        connection.ExecuteScalar<long>("select count(*) from form where satker_code = @satkerCode and number is not null and dialog_id <> @besides", new { satkerCode, besides }, transaction);

    /// <summary>False when somebody else was faster.</summary>
    public static bool Insert(DbConnection connection, DbTransaction? transaction, string dialogId, string satkerCode) =>
        connection.Execute("insert into form (dialog_id, satker_code, number, changes) values (@dialogId, @satkerCode, null, 0) on conflict do nothing", new { dialogId, satkerCode }, transaction) == 1;

    /// <summary>False when it changed since.</summary>
    public static bool SetNumber(DbConnection connection, DbTransaction? transaction, string dialogId, long? number, long seen) =>
        connection.Execute("update form set number = @number, changes = changes + 1 where dialog_id = @dialogId and changes = @seen", new { dialogId, number, seen }, transaction) == 1;

    public static void InsertVersion(DbConnection connection, DbTransaction? transaction, string dialogId, VersionRow version) =>
        connection.Execute(InsertVersionSql, new { dialogId, version.Number, version.Hash, version.Replaces, version.PublishedAt }, transaction);

    private const string InsertVersionSql = """
        insert into form_version (dialog_id, number, hash, replaces, published_at) values (@dialogId, @Number, @Hash, @Replaces, @PublishedAt)
        """;

    /// <summary>What the audit says of it, the newest first, with the actors' roles of today.</summary>
    public static IEnumerable<ChangeRow> ListChanges(DbConnection connection, string dialogId, int limit) => connection.Query<ChangeRow>(ListChangesSql, new { dialogId, limit });

    private const string ListChangesSql = """
        select a.at as At, a.deed as Deed, a.before_value as Before, a.after_value as After, a.actor_id as ActorId, p.role as ActorRole
        from audit a left join person p on p.id = a.actor_id
        where a.subject = @dialogId and a.deed in ('form-published', 'form-rolled-back', 'form-withdrawn') order by a.at desc, a.id desc limit @limit
        """;
}
