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

    /// <summary>All that is new in the row of a file whose bytes stand on the disk.</summary>
    internal sealed record Arrived
    {
        public required string Id { get; init; }

        public required string PersonId { get; init; }

        public required string ContentType { get; init; }

        public required long Now { get; init; }

        public required long KeepsPlace { get; init; }

        public long Size { get; init; }

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

    public static bool IsNamed(DbConnection connection, string id) =>
        connection.ExecuteScalar<long>("select count(*) from attachment where id = @id and " + Named, new { id }) > 0;

    /// <summary>A report that names the file tells a point on the map too.</summary>
    private const string PlaceTold = """
        exists (select 1 from answer photo join answer point on point.submission_id = photo.submission_id
            where photo.kind = 'photos' and photo.choice = attachment.id and point.kind = 'point' and point.latitude is not null)
        """;

    public static bool PlaceIsShared(DbConnection connection, string id) =>
        connection.ExecuteScalar<long>("select count(*) from attachment where id = @id and " + PlaceTold, new { id }) > 0;

    public static IReadOnlyList<string> ReadPlacesTakenBack(DbConnection connection) => connection.Query<string>(ReadPlacesTakenBackSql).AsList();

    /// <summary>What no answer names is left to <see cref="DeleteForgotten"/>; its turn may still run.</summary>
    private const string ReadPlacesTakenBackSql =
        "select id from attachment where state = 'kept' and keeps_place = 1 and " + Named + " and not " + PlaceTold + " order by id";

    public static bool ForgetPlace(DbConnection connection, DbTransaction? transaction, object parameters) =>
        connection.Execute(ForgetPlaceSql, parameters, transaction) == 1;

    private const string ForgetPlaceSql = """
        update attachment set file_name = @fileName, size = @size, keeps_place = 0
        where id = @id and state = 'kept' and coalesce(file_name, id) = @before
        """;

    /// <summary>What its person took back while it was fetched is not kept.</summary>
    public const string ArriveSql = """
        update attachment set state = 'kept', content_type = @ContentType, size = @Size, saved_at = @Now, file_name = @FileName, thumb_name = @ThumbName,
            keeps_place = @KeepsPlace, source_cipher = null, next_at = null
        where id = @Id and state = 'expected' and exists (select 1 from person_key k where k.person_id = attachment.person_id) and
        """ + " " + Named;

    public static IReadOnlyList<Expected> ReadExpected(DbConnection connection, long now, int limit) =>
        connection.Query<Expected>(ReadExpectedSql, new { now, limit }).AsList();

    private const string ExpectedColumns = """
        select id as Id, person_id as PersonId, channel as Channel, source_cipher as SourceCipher, size as Size, saved_at as SavedAt, tries as Tries
        from attachment where state = 'expected' and
        """;

    private const string ReadExpectedSql = ExpectedColumns + " next_at <= @now and " + Named + " order by next_at, id limit @limit";

    public static Expected? FindExpected(DbConnection connection, string id) =>
        connection.QuerySingleOrDefault<Expected>(ExpectedColumns + " id = @id", new { id });

    /// <summary>The names of the files that go with the row; none when the row stays, because an answer names it.</summary>
    public static IReadOnlyList<string> DeleteUnused(DbConnection connection, DbTransaction? transaction, string id) =>
        Delete(connection, transaction, "id = @id", new { id });

    /// <summary>The names of the files that go with the rows.</summary>
    public static IReadOnlyList<string> DeleteForgotten(DbConnection connection, DbTransaction? transaction, long before) =>
        Delete(connection, transaction, "saved_at < @before", new { before });

    private static List<string> Delete(DbConnection connection, DbTransaction? transaction, string which, object parameters) =>
        [.. connection.Query<Deleted>($"delete from attachment where {which} and not {Named} returning coalesce(file_name, id) as FileName, thumb_name as ThumbName", parameters, transaction)
            .SelectMany(row => new[] { row.FileName, row.ThumbName }.OfType<string>())];

    private sealed class Deleted
    {
        public string FileName { get; init; } = "";

        public string? ThumbName { get; init; }
    }

    /// <summary>In the order they were expected, so that one person's stand together.</summary>
    public static IReadOnlyList<Lost> ReadUntold(DbConnection connection, int limit) => connection.Query<Lost>(ReadUntoldSql, new { limit }).AsList();

    private const string ReadUntoldSql = """
        select attachment.id as Id, c.id as ConversationId from attachment join conversation c on c.person_id = attachment.person_id and c.channel = attachment.channel
        where attachment.state = 'lost' and attachment.told_at is null and
        """ + " " + Named + " order by c.id, attachment.saved_at, attachment.id limit @limit";
}
