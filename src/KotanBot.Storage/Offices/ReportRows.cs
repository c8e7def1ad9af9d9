using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>Sent reports, whatever became of them, within the scope of who reads.</summary>
internal static class ReportRows
{
    internal sealed class Place
    {
        public string Id { get; init; } = "";

        public long SubmittedAt { get; init; }
    }

    /// <summary>As in the queue; <see cref="ReviewRows.Row.Review"/> is empty for what no office looks over.</summary>
    internal sealed class Row : ReviewRows.Row
    {
        public string? Lingkungan { get; init; }
    }

    private sealed class Photo
    {
        public string State { get; init; } = "";

        public string ContentType { get; init; } = "";

        public string? ThumbName { get; init; }
    }

    public static IReadOnlyList<string> ListOffices(DbConnection connection, Scope scope) =>
        connection.Query<string>(OfficesSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) }).AsList();

    private const string OfficesSql = "with recursive " + ScopeSql.Tree + " select code from scope order by code";

    /// <summary>The newest of one office.</summary>
    public static IEnumerable<Place> ReadPlaces(DbConnection connection, string office, ReportFilter filter, ReportPlace? after, long floor, int limit) => connection.Query<Place>(
        PlacesSql(filter),
        new
        {
            office,
            dialogs = Listed(filter.Dialogs),
            fromAt = Math.Max(floor, Instant.ToColumn(filter.From) ?? 0),
            toAt = Instant.ToColumn(filter.To) ?? long.MaxValue,
            afterAt = Instant.ToColumn(after?.SentAt) ?? long.MaxValue,
            afterId = after?.Id ?? "",
            review = filter.Review is { } state ? ReviewRows.Name(state) : null,
            lingkungan = filter.Lingkungan,
            limit = (long)limit,
        });

    /// <summary>A state has an index of its own, so that a rare one is found at once; it is asked for only where it is wanted.</summary>
    internal static string PlacesSql(ReportFilter filter) => (filter.Review is not null, filter.WithPhotos) switch
    {
        (false, false) => Chosen + Newest,
        (false, true) => Chosen + WithPhotos + Newest,
        (true, false) => Chosen + InState + Newest,
        (true, true) => Chosen + InState + WithPhotos + Newest,
    };

    private const string Chosen = """
        select s.id as Id, s.submitted_at as SubmittedAt from submission s
        where s.satker_code = @office and s.status = 'submitted' and s.submitted_at >= @fromAt and s.submitted_at < @toAt
            and s.submitted_at <= @afterAt and (s.submitted_at < @afterAt or s.id < @afterId)
            and (@lingkungan is null or s.lingkungan = @lingkungan) and @dialogs like '%|' || s.dialog_id || '|%'
        """;

    private const string InState = " and s.review is not null and s.review = @review";

    private const string WithPhotos = " and s.has_photos = 1";

    private const string Newest = " order by s.submitted_at desc, s.id desc limit @limit";

    private const string Columns = """

        select s.id as Id, s.person_id as PersonId, s.dialog_id as DialogId, s.dialog_hash as DialogHash, s.satker_code as SatkerCode, s.lingkungan as Lingkungan,
            o.name as SatkerName, s.submitted_at as SubmittedAt, coalesce(s.review, '') as Review
        from submission s left join satker o on o.code = s.satker_code
        """;

    public static Row? Find(DbConnection connection, string id) => connection.QuerySingleOrDefault<Row>(FindSql, new { id });

    private const string FindSql = Columns + " where s.id = @id and s.status = 'submitted'";

    public static Row? FindWithin(DbConnection connection, Scope scope, ImmutableArray<string> dialogs, string id) =>
        connection.QuerySingleOrDefault<Row>(FindWithinSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), dialogs = Listed(dialogs), id });

    private const string InScope = " and s.status = 'submitted' and @dialogs like '%|' || s.dialog_id || '|%' and " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn;

    private const string FindWithinSql = "with recursive " + ScopeSql.Tree + Columns + " where s.id = @id" + InScope;

    /// <summary>Numbers are the first digits of ids.</summary>
    public static IEnumerable<Row> FindNumbered(DbConnection connection, Scope scope, ImmutableArray<string> dialogs, string number, int limit) => connection.Query<Row>(FindNumberedSql, new
    {
        scopeRoot = scope.Root,
        scopeBelow = ScopeSql.Below(scope),
        dialogs = Listed(dialogs),
        from = number,
        to = number + "~",
        limit = (long)limit,
    });

    private const string FindNumberedSql = "with recursive " + ScopeSql.Tree + Columns + " where s.id >= @from and s.id < @to" + InScope + " order by s.submitted_at desc, s.id desc limit @limit";

    /// <summary>A photo without a row was erased, or its person took it back.</summary>
    public static ReportPhoto ReadPhoto(DbConnection connection, string id) => connection.QuerySingleOrDefault<Photo>(PhotoSql, new { id }) is { } photo
        ? new ReportPhoto(id, photo.State switch { "kept" => PhotoState.Kept, "expected" => PhotoState.Expected, _ => PhotoState.Lost }, photo.ThumbName is not null, photo.ContentType.StartsWith("image/", StringComparison.Ordinal))
        : new ReportPhoto(id, PhotoState.Gone, false, false);

    private const string PhotoSql = "select state as State, content_type as ContentType, thumb_name as ThumbName from attachment where id = @id";

    /// <summary>Whether a sent report within the scope names this file, and it is its reporter's.</summary>
    public static bool NamesPhoto(DbConnection connection, Scope scope, string id) =>
        connection.ExecuteScalar<long>(NamesPhotoSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), id }) > 0;

    private const string NamesPhotoSql = "with recursive " + ScopeSql.Tree + """
         select count(*) from answer a join submission s on s.id = a.submission_id join attachment f on f.id = a.choice and f.person_id = s.person_id
        where a.kind = 'photos' and a.choice = @id and s.status = 'submitted' and
        """ + " " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn;

    private static string Listed(ImmutableArray<string> names) => $"|{string.Join('|', names)}|";
}
