using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>link_code</c> table: at most one code a person, with which another conversation becomes theirs.</summary>
internal static class LinkCodeRows
{
    internal sealed class Row
    {
        public string PersonId { get; init; } = "";

        public string ConversationId { get; init; } = "";

        public long ExpiresAt { get; init; }

        public long? UsedAt { get; init; }

        public string Channel { get; init; } = "";

        public string Language { get; init; } = "";
    }

    /// <summary>As with invitations, blanks, dashes and small letters do not matter.</summary>
    public static string Hash(KeyRing keys, string code) => keys.Hash("link code", string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant());

    /// <summary>Takes the place of the person's code before.</summary>
    public static void Put(DbConnection connection, DbTransaction? transaction, string personId, string conversationId, string hash, long expiresAt) =>
        connection.Execute(PutSql, new { personId, conversationId, hash, expiresAt }, transaction);

    private const string PutSql = """
        insert into link_code (person_id, conversation_id, code_hash, expires_at) values (@personId, @conversationId, @hash, @expiresAt)
        on conflict (person_id) do update set conversation_id = excluded.conversation_id, code_hash = excluded.code_hash, expires_at = excluded.expires_at, used_at = null
        """;

    public static Row? Find(DbConnection connection, string hash, DbTransaction? transaction = null) => connection.QuerySingleOrDefault<Row>(FindSql, new { hash }, transaction);

    private const string FindSql = """
        select l.person_id as PersonId, l.conversation_id as ConversationId, l.expires_at as ExpiresAt, l.used_at as UsedAt, c.channel as Channel, c.language as Language
        from link_code l join conversation c on c.id = l.conversation_id
        where l.code_hash = @hash
        """;

    /// <summary>False when it is no longer good: it is used once.</summary>
    public static bool Use(DbConnection connection, DbTransaction? transaction, string hash, long now) =>
        connection.Execute("update link_code set used_at = @now where code_hash = @hash and used_at is null and expires_at > @now", new { hash, now }, transaction) == 1;
}
