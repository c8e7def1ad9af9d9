using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>When a notice is told, and how long it is worth telling. <paramref name="Once"/> lets one of that name exist per person.</summary>
internal sealed record NoticeTime(long DueAt, long? ExpiresAt = null, string? Once = null)
{
    /// <summary>Where it is told; null for where the person was heard last, which is also told when nobody can be reached there.</summary>
    public string? ConversationId { get; init; }

    /// <summary>As soon as it is not night for the reader, and for so long.</summary>
    public static NoticeTime Soon(DateTimeOffset now, int utcOffsetMinutes, TimeSpan keepsFor)
    {
        var due = QuietHours.NextLoud(now, utcOffsetMinutes);
        return new NoticeTime(Instant.ToColumn(due), Instant.ToColumn(due + keepsFor));
    }
}

/// <summary>The <c>notice</c> and <c>notice_content</c> tables: what people are to hear of, and whether they did.</summary>
internal static class NoticeRows
{
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public string ConversationId { get; init; } = "";

        public string ContentId { get; init; } = "";

        public string SealedBy { get; init; } = "";

        public string Cipher { get; init; } = "";
    }

    /// <summary>Who sealed a content that holds nobody's words or data: the folder's own key did.</summary>
    public const string Nobody = "";

    public static string ContentPlace(string id) => $"notice_content.cipher|{id}";

    /// <summary>Keeps what is to be told, sealed with the key of the person whose words or data it holds; its id is for <see cref="Insert"/>.</summary>
    public static string Keep(DbConnection connection, DbTransaction? transaction, Notice notice, string sealedBy, PersonKey key)
    {
        var id = NewId.Create();
        var cipher = key.Seal(ConversationJson.Write(notice), ContentPlace(id));
        connection.Execute("insert into notice_content (id, sealed_by, cipher) values (@id, @sealedBy, @cipher)", new { id, sealedBy, cipher }, transaction);
        return id;
    }

    /// <summary>Keeps what holds nobody's words or data.</summary>
    public static string KeepPlain(DbConnection connection, DbTransaction? transaction, Notice notice, KeyRing keys)
    {
        var id = NewId.Create();
        var cipher = keys.Seal(ConversationJson.Write(notice), ContentPlace(id));
        connection.Execute("insert into notice_content (id, sealed_by, cipher) values (@id, @sealedBy, @cipher)", new { id, sealedBy = Nobody, cipher }, transaction);
        return id;
    }

    /// <summary>False when this person has one of the same name already.</summary>
    public static bool Insert(DbConnection connection, DbTransaction? transaction, string personId, string contentId, NoticeTime time) =>
        connection.Execute(InsertSql, new { id = NewId.Create(), personId, contentId, once = time.Once, due = time.DueAt, expires = time.ExpiresAt, conversationId = time.ConversationId }, transaction) == 1;

    private const string InsertSql = """
        insert into notice (id, person_id, content_id, once, due_at, expires_at, conversation_id)
        values (@id, @personId, @contentId, @once, @due, @expires, @conversationId) on conflict do nothing
        """;

    /// <summary>Whether one of this name is still to be told to the person.</summary>
    public static bool IsWaiting(DbConnection connection, DbTransaction? transaction, string personId, string once) =>
        connection.ExecuteScalar<long>(IsWaitingSql, new { personId, once }, transaction) > 0;

    private const string IsWaitingSql = "select count(*) from notice where person_id = @personId and once = @once and told_at is null";

    /// <summary>Takes back a content that nobody is told.</summary>
    public static void Discard(DbConnection connection, DbTransaction? transaction, string contentId) =>
        connection.Execute("delete from notice_content where id = @contentId", new { contentId }, transaction);

    /// <summary>
    /// Those that are due, longest due first, each with the conversation in which the person was heard last. Whoever cannot be reached is told when they are back.
    /// </summary>
    public static IReadOnlyList<Row> ReadDue(DbConnection connection, long now, int limit) => connection.Query<Row>(ReadDueSql, new { now, limit }).AsList();

    private const string ReadDueSql = """
        select n.id as Id, n.content_id as ContentId, c.sealed_by as SealedBy, c.cipher as Cipher,
            coalesce(
                (select k.id from conversation k where k.id = n.conversation_id and k.person_id = n.person_id and k.unreachable_at is null),
                (select k.id from conversation k where k.person_id = n.person_id and k.unreachable_at is null order by coalesce(k.reached_at, k.changed_at) desc, k.id limit 1)) as ConversationId
        from notice n join notice_content c on c.id = n.content_id
        where n.told_at is null and n.due_at <= @now and (n.expires_at is null or n.expires_at > @now)
            and exists (select 1 from conversation k where k.person_id = n.person_id and k.unreachable_at is null)
        order by n.due_at, n.id limit @limit
        """;

    /// <summary>False when it was told already or is gone.</summary>
    public static bool MarkTold(DbConnection connection, DbTransaction? transaction, string id, long now) =>
        connection.Execute("update notice set told_at = @now where id = @id and told_at is null", new { id, now }, transaction) == 1;

    /// <summary>Whose words or data it holds; null for nobody's.</summary>
    public static string? FindSealer(DbConnection connection, DbTransaction? transaction, string id) =>
        connection.QuerySingleOrDefault<string>(FindSealerSql, new { id, nobody = Nobody }, transaction);

    private const string FindSealerSql = "select c.sealed_by from notice n join notice_content c on c.id = n.content_id where n.id = @id and c.sealed_by <> @nobody";

    /// <summary>Deletes what was told or expired before this time, and contents that nobody needs any more.</summary>
    public static int Purge(DbConnection connection, DbTransaction? transaction, long before)
    {
        var gone = connection.Execute("delete from notice where told_at < @before or (told_at is null and expires_at < @before)", new { before }, transaction);
        connection.Execute(DropUnusedSql, transaction: transaction);
        return gone;
    }

    internal const string DropUnusedSql = "delete from notice_content where not exists (select 1 from notice n where n.content_id = notice_content.id)";
}
