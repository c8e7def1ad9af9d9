using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>invitation</c> table.</summary>
internal static class InvitationRows
{
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public string Role { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string? SatkerName { get; init; }

        public string? RegionCode { get; init; }

        public string? LembagaId { get; init; }

        public string? LembagaName { get; init; }

        public string? Lingkungan { get; init; }

        public string? MadeBy { get; init; }

        public long Uses { get; init; }

        public long Used { get; init; }

        public long ExpiresAt { get; init; }
    }

    /// <summary>What people add when they type a code (blanks, dashes, small letters) does not matter.</summary>
    public static string CodeHash(KeyRing keys, string code) =>
        keys.Hash("invitation", string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant());

    private const string Select = """
        select i.id as Id, i.role as Role, i.satker_code as SatkerCode, s.name as SatkerName, s.region_code as RegionCode,
            l.id as LembagaId, l.name as LembagaName, l.lingkungan as Lingkungan,
            i.uses as Uses, i.used as Used, i.expires_at as ExpiresAt
        from invitation i left join satker s on s.code = i.satker_code left join lembaga l on l.id = i.lembaga_id
        """;

    public static Row? Find(DbConnection connection, string codeHash) => connection.QuerySingleOrDefault<Row>(FindSql, new { codeHash });

    private const string FindSql = Select + " where i.code_hash = @codeHash";

    /// <summary>Whether the office took it back; the end that it was given from the start is none.</summary>
    public static bool IsEnded(DbConnection connection, string id) =>
        connection.ExecuteScalar<long>("select count(*) from audit where subject = @id and deed = 'invitation-ended'", new { id }) > 0;

    /// <summary>Those that can still be used, newest first.</summary>
    public static IReadOnlyList<Row> ListOpen(DbConnection connection, Scope scope, long now, int limit) =>
        connection.Query<Row>(ListOpenSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), now, limit }).AsList();

    private const string ListOpenSql = "with recursive " + ScopeSql.Tree + " " + Select + " where i.used < i.uses and i.expires_at > @now and "
        + ScopeSql.Within + "i.satker_code" + ScopeSql.IsIn + " order by i.created_at desc, i.id limit @limit";

    /// <summary>An invitation that may have ended; null outside the scope.</summary>
    public static Row? FindById(DbConnection connection, Scope scope, string id) =>
        connection.QuerySingleOrDefault<Row>(FindByIdSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), id });

    private const string FindByIdSql = "with recursive " + ScopeSql.Tree + " " + Select + " where i.id = @id and " + ScopeSql.Within + "i.satker_code" + ScopeSql.IsIn;

    /// <summary>Null when no place is left: another person may have taken it since the facts were read.</summary>
    public static Row? Use(DbConnection connection, DbTransaction? transaction, string codeHash, long now) =>
        connection.QuerySingleOrDefault<Row>(UseSql, new { codeHash, now }, transaction);

    private const string UseSql = """
        update invitation set used = used + 1 where code_hash = @codeHash and used < uses and expires_at > @now
        returning id as Id, role as Role, satker_code as SatkerCode, lembaga_id as LembagaId, made_by as MadeBy
        """;

    public static bool SetEnd(DbConnection connection, DbTransaction? transaction, string codeHash, long end) =>
        connection.Execute("update invitation set expires_at = @end where code_hash = @codeHash and expires_at <> @end", new { codeHash, end }, transaction) == 1;

    /// <summary>The invitation, or null when it has ended already or lies outside the scope.</summary>
    public static Row? End(DbConnection connection, DbTransaction? transaction, Scope scope, string id, long now) =>
        connection.QuerySingleOrDefault<Row>(EndSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), id, now }, transaction);

    private const string EndSql = "with recursive " + ScopeSql.Tree + " update invitation set expires_at = @now where id = @id and expires_at > @now and "
        + ScopeSql.Within + "satker_code" + ScopeSql.IsIn + " returning id as Id, role as Role, satker_code as SatkerCode";

    /// <summary>The new invitation's id; null when the code exists already.</summary>
    public static string? Insert(DbConnection connection, DbTransaction? transaction, string codeHash, InvitationPlan plan, string? lembagaId, string? madeBy, long now, long expiresAt) =>
        connection.QuerySingleOrDefault<string>(
            InsertSql,
            new { id = NewId.Create(), codeHash, satkerCode = plan.SatkerCode, role = plan.Role, uses = (long)plan.Uses, lembagaId, madeBy, now, expiresAt },
            transaction);

    private const string InsertSql = """
        insert into invitation (id, code_hash, satker_code, role, uses, used, created_at, expires_at, lembaga_id, made_by)
        values (@id, @codeHash, @satkerCode, @role, @uses, 0, @now, @expiresAt, @lembagaId, @madeBy)
        on conflict do nothing returning id
        """;

    public static long CountMadeBy(DbConnection connection, string personId) => connection.ExecuteScalar<long>(CountMadeBySql, new { personId });

    private const string CountMadeBySql = "select count(*) from invitation where made_by = @personId";
}
