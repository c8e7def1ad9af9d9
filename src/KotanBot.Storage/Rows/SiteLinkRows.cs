using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>site_link</c> table: one-time links into the admin site.</summary>
internal static class SiteLinkRows
{
    /// <summary>Whom a link lets in: a person, or <see cref="Offices.Actor.Server"/> for this office.</summary>
    internal sealed record Holder(string PersonId, string SatkerCode);

    internal sealed class Row
    {
        public string PersonId { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string? SatkerName { get; init; }

        public long ExpiresAt { get; init; }

        public long? UsedAt { get; init; }
    }

    public static string Hash(KeyRing keys, string code) => keys.Hash("site link", code.Trim());

    public static void Insert(DbConnection connection, DbTransaction? transaction, string hash, Holder holder, long expiresAt) =>
        connection.Execute(InsertSql, new { hash, holder.PersonId, holder.SatkerCode, expiresAt }, transaction);

    private const string InsertSql = "insert into site_link (code_hash, person_id, satker_code, expires_at) values (@hash, @PersonId, @SatkerCode, @expiresAt)";

    public static Row? Find(DbConnection connection, string hash, DbTransaction? transaction = null) => connection.QuerySingleOrDefault<Row>(FindSql, new { hash }, transaction);

    private const string FindSql = """
        select l.person_id as PersonId, l.satker_code as SatkerCode, s.name as SatkerName, l.expires_at as ExpiresAt, l.used_at as UsedAt
        from site_link l left join satker s on s.code = l.satker_code
        where l.code_hash = @hash
        """;

    /// <summary>False when it is no longer good: it is used once.</summary>
    public static bool Use(DbConnection connection, DbTransaction? transaction, string hash, long now) =>
        connection.Execute("update site_link set used_at = @now where code_hash = @hash and used_at is null and expires_at > @now", new { hash, now }, transaction) == 1;

    /// <summary>Links that ended before this time are of no more use, not even for saying why they do not work.</summary>
    public static void DeleteOld(DbConnection connection, DbTransaction? transaction, long before) =>
        connection.Execute("delete from site_link where expires_at < @before", new { before }, transaction);
}
