using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>api_token</c> table.</summary>
internal static class ApiTokenRows
{
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string Name { get; init; } = "";

        public long CreatedAt { get; init; }

        public long ExpiresAt { get; init; }

        public long? RevokedAt { get; init; }

        public long? UsedAt { get; init; }

        public ApiToken ToToken() => new(Id, SatkerCode, Name, Instant.At(CreatedAt), Instant.At(ExpiresAt), Instant.At(RevokedAt), Instant.At(UsedAt));
    }

    private const string Select = """
        select t.id as Id, t.satker_code as SatkerCode, t.name as Name, t.created_at as CreatedAt, t.expires_at as ExpiresAt,
            t.revoked_at as RevokedAt, t.used_at as UsedAt
        from api_token t
        """;

    public static void Insert(DbConnection connection, DbTransaction? transaction, ApiToken token, string tokenHash) => connection.Execute(InsertSql, new
    {
        id = token.Id,
        tokenHash,
        satker = token.SatkerCode,
        name = token.Name,
        created = Instant.ToColumn(token.CreatedAt),
        expires = Instant.ToColumn(token.ExpiresAt),
    }, transaction);

    private const string InsertSql = """
        insert into api_token (id, token_hash, satker_code, name, created_at, expires_at) values (@id, @tokenHash, @satker, @name, @created, @expires)
        """;

    public static Row? Find(DbConnection connection, string tokenHash) => connection.QuerySingleOrDefault<Row>(FindSql, new { tokenHash });

    private const string FindSql = Select + " where t.token_hash = @tokenHash";

    /// <summary>By office, the oldest first.</summary>
    public static IEnumerable<Row> List(DbConnection connection, Scope scope) =>
        connection.Query<Row>(ListSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) });

    private const string ListSql = "with recursive " + ScopeSql.Tree + " " + Select + " where " + ScopeSql.Within + "t.satker_code" + ScopeSql.IsIn
        + " order by t.satker_code, t.created_at, t.id";

    /// <summary>The office of the token; null where there is none in the scope, or it was revoked before.</summary>
    public static string? Revoke(DbConnection connection, DbTransaction? transaction, Scope scope, string id, long now) =>
        connection.QuerySingleOrDefault<string>(RevokeSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), id, now }, transaction);

    private const string RevokeSql = "with recursive " + ScopeSql.Tree + """
         update api_token set revoked_at = @now where id = @id and revoked_at is null and
        """ + " " + ScopeSql.Within + "satker_code" + ScopeSql.IsIn + " returning satker_code";

    public static int NoteUse(DbConnection connection, DbTransaction? transaction, string id, long now, long before) =>
        connection.Execute(NoteUseSql, new { id, now, before }, transaction);

    private const string NoteUseSql = "update api_token set used_at = @now where id = @id and (used_at is null or used_at <= @before)";
}
