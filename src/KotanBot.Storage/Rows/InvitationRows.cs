using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>invitation</c> table.</summary>
internal static class InvitationRows
{
    internal sealed class Row
    {
        public string Role { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string? SatkerName { get; init; }

        public string? RegionCode { get; init; }

        public long Uses { get; init; }

        public long Used { get; init; }

        public long ExpiresAt { get; init; }
    }

    /// <summary>What people add when they type a code (blanks, dashes, small letters) does not matter.</summary>
    public static string CodeHash(KeyRing keys, string code) =>
        keys.Hash("invitation", string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant());

    public static Row? Find(DbConnection connection, string codeHash) => connection.QuerySingleOrDefault<Row>(FindSql, new { codeHash });

    private const string FindSql = """
        select i.role as Role, i.satker_code as SatkerCode, s.name as SatkerName, s.region_code as RegionCode,
            i.uses as Uses, i.used as Used, i.expires_at as ExpiresAt
        from invitation i left join satker s on s.code = i.satker_code
        where i.code_hash = @codeHash
        """;

    /// <summary>Null when no place is left: another person may have taken it since the facts were read.</summary>
    public static Row? Use(DbConnection connection, DbTransaction? transaction, string codeHash, long now) =>
        connection.QuerySingleOrDefault<Row>(UseSql, new { codeHash, now }, transaction);

    private const string UseSql = """
        update invitation set used = used + 1 where code_hash = @codeHash and used < uses and expires_at > @now
        returning role as Role, satker_code as SatkerCode
        """;

    public static bool SetEnd(DbConnection connection, DbTransaction? transaction, string codeHash, long end) =>
        connection.Execute("update invitation set expires_at = @end where code_hash = @codeHash and expires_at <> @end", new { codeHash, end }, transaction) == 1;

    /// <summary>False when the code exists already.</summary>
    public static bool Insert(DbConnection connection, DbTransaction? transaction, string codeHash, string satkerCode, string role, long uses, long now, long expiresAt) =>
        connection.Execute(InsertSql, new { id = NewId.Create(), codeHash, satkerCode, role, uses, now, expiresAt }, transaction) == 1;

    private const string InsertSql = """
        insert into invitation (id, code_hash, satker_code, role, uses, used, created_at, expires_at)
        values (@id, @codeHash, @satkerCode, @role, @uses, 0, @now, @expiresAt)
        on conflict do nothing
        """;
}
