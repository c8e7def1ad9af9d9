using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>attachment</c> table.</summary>
internal static class AttachmentRows
{
    /// <summary>The sealed part of an expected file.</summary>
    internal sealed record Source(string FileRef, string? ThumbRef);

    internal sealed class Kept
    {
        public string PersonId { get; init; } = "";

        public string ContentType { get; init; } = "";

        public string FileName { get; init; } = "";

        public string? ThumbName { get; init; }
    }

    internal sealed class Expected
    {
        public string Id { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string Channel { get; init; } = "";

        public string SourceCipher { get; init; } = "";

        public long Size { get; init; }

        public long SavedAt { get; init; }

        public long Tries { get; init; }
    }

    internal sealed class Lost
    {
        public string Id { get; init; } = "";

        public string ConversationId { get; init; } = "";
    }

    public static string FilePlace(string id) => $"attachment|{id}";

    public static string ThumbPlace(string id) => $"attachment.thumb|{id}";

    public static string SourcePlace(string id) => $"attachment.source_cipher|{id}";

    public static Kept? Find(DbConnection connection, string id) => connection.QuerySingleOrDefault<Kept>(FindSql, new { id });

    private const string FindSql = """
        select person_id as PersonId, content_type as ContentType, coalesce(file_name, id) as FileName, thumb_name as ThumbName
        from attachment where id = @id and state = 'kept'
        """;

    public static IEnumerable<string> Files(DbConnection connection) => connection.Query<string>(FilesSql);

    private const string FilesSql = """
        select coalesce(file_name, id) from attachment where state = 'kept' union all select thumb_name from attachment where thumb_name is not null
        """;

    public static IReadOnlyList<string> FilesOfPerson(DbConnection connection, DbTransaction? transaction, string personId) =>
        connection.Query<string>(FilesOfPersonSql, new { personId }, transaction).AsList();

    private const string FilesOfPersonSql = """
        select coalesce(file_name, id) from attachment where person_id = @personId and state = 'kept'
        union all select thumb_name from attachment where person_id = @personId and thumb_name is not null
        """;

    /// <summary>An answer of the file's own person has it.</summary>
    private const string Named = """
        exists (select 1 from answer a join submission s on s.id = a.submission_id
            where a.kind = 'photos' and a.choice = attachment.id and s.person_id = attachment.person_id)
        """;

    public static IReadOnlyList<Expected> ReadExpected(DbConnection connection, long now, int limit) =>
        connection.Query<Expected>(ReadExpectedSql, new { now, limit }).AsList();

    private const string ExpectedColumns = """
        select id as Id, person_id as PersonId, channel as Channel, source_cipher as SourceCipher, size as Size, saved_at as SavedAt, tries as Tries
        from attachment where state = 'expected' and
        """;

    private const string ReadExpectedSql = ExpectedColumns + " next_at <= @now and " + Named + " order by next_at, id limit @limit";

    public static Expected? FindExpected(DbConnection connection, string id) =>
        connection.QuerySingleOrDefault<Expected>(ExpectedColumns + " id = @id", new { id });

    /// <summary>The names of the files that go with the row; null when the row stays, because an answer names it.</summary>
    public static IReadOnlyList<string>? DeleteUnused(DbConnection connection, DbTransaction? transaction, string id)
    {
        var row = connection.QuerySingleOrDefault<Deleted>(DeleteUnusedSql, new { id }, transaction);
        return row is null ? null : row.ThumbName is { } thumb ? [row.FileName, thumb] : [row.FileName];
    }

    private sealed class Deleted
    {
        public string FileName { get; init; } = "";

        public string? ThumbName { get; init; }
    }

    private const string DeleteUnusedSql =
        "delete from attachment where id = @id and not " + Named + " returning coalesce(file_name, id) as FileName, thumb_name as ThumbName";

    public static int DeleteForgotten(DbConnection connection, DbTransaction? transaction, long before) =>
        connection.Execute("delete from attachment where state <> 'kept' and saved_at < @before and not " + Named, new { before }, transaction);

    /// <summary>In the order they were expected, so that one person's stand together.</summary>
    public static IReadOnlyList<Lost> ReadUntold(DbConnection connection, int limit) => connection.Query<Lost>(ReadUntoldSql, new { limit }).AsList();

    private const string ReadUntoldSql = """
        select attachment.id as Id, c.id as ConversationId from attachment join conversation c on c.person_id = attachment.person_id and c.channel = attachment.channel
        where attachment.state = 'lost' and attachment.told_at is null and
        """ + " " + Named + " order by c.id, attachment.saved_at, attachment.id limit @limit";
}
