using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>site_session</c> table: who is in the admin site.</summary>
internal static class SiteSessionRows
{
    internal sealed class Row
    {
        public string PersonId { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string Language { get; init; } = "";

        public long StartedAt { get; init; }

        public long SeenAt { get; init; }
    }

    public static string Hash(KeyRing keys, string token) => keys.Hash("site session", token);

    public static void Insert(DbConnection connection, DbTransaction? transaction, string hash, SiteLinkRows.Holder holder, string language, long now) =>
        connection.Execute(InsertSql, new { hash, holder.PersonId, holder.SatkerCode, language, now }, transaction);

    private const string InsertSql = """
        insert into site_session (token_hash, person_id, satker_code, language, started_at, seen_at) values (@hash, @PersonId, @SatkerCode, @language, @now, @now)
        """;

    public static Row? Find(DbConnection connection, string hash) => connection.QuerySingleOrDefault<Row>(FindSql, new { hash });

    private const string FindSql = """
        select person_id as PersonId, satker_code as SatkerCode, language as Language, started_at as StartedAt, seen_at as SeenAt
        from site_session where token_hash = @hash
        """;

    public static void See(DbConnection connection, DbTransaction? transaction, string hash, long now) =>
        connection.Execute("update site_session set seen_at = @now where token_hash = @hash and seen_at < @now", new { hash, now }, transaction);

    public static void SetLanguage(DbConnection connection, DbTransaction? transaction, string hash, string language) =>
        connection.Execute("update site_session set language = @language where token_hash = @hash", new { hash, language }, transaction);

    public static void Delete(DbConnection connection, DbTransaction? transaction, string hash) =>
        connection.Execute("delete from site_session where token_hash = @hash", new { hash }, transaction);

    public static void DeleteOld(DbConnection connection, DbTransaction? transaction, long seenBefore, long startedBefore) =>
        connection.Execute("delete from site_session where seen_at < @seenBefore or started_at < @startedBefore", new { seenBefore, startedBefore }, transaction);
}
