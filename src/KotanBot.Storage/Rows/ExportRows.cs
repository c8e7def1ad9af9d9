using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>Pages of sent submissions with their answers, in one statement each, so that an erasure comes before a page or after it.</summary>
internal static class ExportRows
{
    private const long MillisecondsOfMinute = 60_000;

    /// <summary>Where people without an office are counted, the code is null.</summary>
    internal sealed class Office
    {
        public string? Code { get; init; }

        public string? Name { get; init; }

        public string? RegionCode { get; init; }

        public long UtcOffsetMinutes { get; init; } = 420;

        public DateOnly DayOf(long at) => DateOnly.FromDateTime(Instant.At(at).ToOffset(TimeSpan.FromMinutes(UtcOffsetMinutes)).DateTime);

        /// <summary>When a day begins there.</summary>
        public long Midnight(DateOnly day) => OverUtc(day) - (UtcOffsetMinutes * MillisecondsOfMinute);

        public long From(DateOnly? first) => first is { } day ? Midnight(day) : 0;

        /// <summary>Half-open.</summary>
        public long To(DateOnly? last) => last is { } day && day < DateOnly.MaxValue ? Midnight(day.AddDays(1)) : long.MaxValue;
    }

    internal sealed class Submission
    {
        public string Id { get; init; } = "";

        public string? PersonId { get; init; }

        public string DialogId { get; init; } = "";

        public string? Lingkungan { get; init; }

        public string? Review { get; init; }

        public long SubmittedAt { get; init; }

        public long ChangedAt { get; init; }

        public string? LembagaCipher { get; init; }

        public string? LembagaName { get; init; }

        /// <summary>The person's key, still wrapped.</summary>
        public string? Wrapped { get; init; }
    }

    /// <summary>A submission and one of its answers' rows; without an answer where it has none.</summary>
    internal sealed record Row(Submission Submission, AnswerRow? Answer);

    /// <summary>Where a page begins: after the submission of this id among those of one moment.</summary>
    internal sealed record Page(Office Office, string Dialogs, string? Review, long FromAt, long ToAt, string AfterId)
    {
        public static Page First(Office office, ExportFilter filter) => new(office, Listed(filter), filter.Review, office.From(filter.From), office.To(filter.To), "");

        /// <summary>Null after the last one.</summary>
        public Page? After(IReadOnlyList<Row> rows) => rows.Count > 0 && rows[^1].Submission is { } last ? After(last.SubmittedAt, last.Id) : null;

        public Page After(long at, string id) => this with { FromAt = at, AfterId = id };
    }

    public static IReadOnlyList<Office> ListOffices(DbConnection connection, Scope scope)
    {
        var offices = connection.Query<Office>(OfficesSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) }).AsList();
        return scope.Root is null ? [.. offices, new Office()] : offices;
    }

    private const string OfficesSql = "with recursive " + ScopeSql.Tree + """
         select k.code as Code, k.name as Name, k.region_code as RegionCode, k.utc_offset_minutes as UtcOffsetMinutes
        from satker k where k.code in (select code from scope) order by k.code
        """;

    public static IReadOnlyList<Row> Read(DbConnection connection, Scope scope, Page page, int mostSubmissions) => connection.Query<Submission, AnswerRow?, Row>(
        page.Office.Code is null ? OfNobodySql : OfOfficeSql,
        (submission, answer) => new Row(submission, answer),
        Parameters(scope, page, mostSubmissions),
        splitOn: "SubmissionId").AsList();

    public static long Count(DbConnection connection, Scope scope, Page page) =>
        connection.ExecuteScalar<long>(page.Office.Code is null ? CountOfNobodySql : CountOfOfficeSql, Parameters(scope, page, int.MaxValue));

    private static object Parameters(Scope scope, Page page, int limit) => new
    {
        scopeRoot = scope.Root,
        scopeBelow = ScopeSql.Below(scope),
        office = page.Office.Code,
        dialogs = page.Dialogs,
        review = page.Review,
        fromAt = page.FromAt,
        toAt = page.ToAt,
        afterId = page.AfterId,
        limit = (long)limit,
    };

    private const string Sent = """
        , page (id, person_id, dialog_id, lingkungan, review, submitted_at, changed_at) as (
            select s.id, s.person_id, s.dialog_id, s.lingkungan, s.review, s.submitted_at, s.changed_at from submission s
            where s.status = 'submitted' and @dialogs like '%|' || s.dialog_id || '|%' and (@review is null or s.review = @review)
                and s.submitted_at >= @fromAt and s.submitted_at < @toAt and (s.submitted_at > @fromAt or s.id > @afterId) and
        """;

    private const string Opened = """
         order by s.submitted_at, s.id limit @limit
        )
        select s.id as Id, s.person_id as PersonId, s.dialog_id as DialogId, s.lingkungan as Lingkungan, s.review as Review, s.submitted_at as SubmittedAt,
            s.changed_at as ChangedAt, p.lembaga_cipher as LembagaCipher, l.name as LembagaName, k.wrapped as Wrapped,
            a.submission_id as SubmissionId, a.step_id as StepId, a.position as Position, a.sequence as Sequence, a.kind as Kind, a.choice as Choice,
            a.number as Number, a.estimated as Estimated, a.from_on as FromOn, a.to_on as ToOn, a.region_code as RegionCode,
            a.latitude as Latitude, a.longitude as Longitude, a.text_cipher as TextCipher, a.missing_reason as MissingReason,
            (select e.name from register_entry e where a.kind = 'entry' and e.id = a.choice) as EntryName
        from page s left join person p on p.id = s.person_id left join lembaga l on l.id = p.lembaga_id left join person_key k on k.person_id = s.person_id
            left join answer a on a.submission_id = s.id
        order by s.submitted_at, s.id, a.sequence, a.step_id, a.position
        """;

    private const string InScope = ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn;

    private const string Counted = " order by s.submitted_at, s.id limit @limit) select count(*) from page";

    private const string CountOfOfficeSql = "with recursive " + ScopeSql.Tree + Sent + " s.satker_code = @office and " + InScope + Counted;

    private const string CountOfNobodySql = "with recursive " + ScopeSql.Tree + Sent + " s.satker_code is null and " + InScope + Counted;

    private const string OfOfficeSql = "with recursive " + ScopeSql.Tree + Sent + " s.satker_code = @office and " + InScope + Opened;

    private const string OfNobodySql = "with recursive " + ScopeSql.Tree + Sent + " s.satker_code is null and " + InScope + Opened;

    /// <summary>A day more at either end: no clock of an office is further from that of the world.</summary>
    public static IReadOnlyList<AnsweredStep> ListSteps(DbConnection connection, Scope scope, ExportFilter filter) => connection.Query<Step>(StepsSql, new
    {
        scopeRoot = scope.Root,
        scopeBelow = ScopeSql.Below(scope),
        dialogs = Listed(filter),
        fromAt = filter.From is { } first && first > DateOnly.MinValue ? OverUtc(first.AddDays(-1)) : 0,
        toAt = filter.To is { } last && last < DateOnly.MaxValue.AddDays(-1) ? OverUtc(last.AddDays(2)) : long.MaxValue,
    }).Select(s => new AnsweredStep(s.DialogId, s.StepId, s.Kind)).ToList();

    private sealed class Step
    {
        public string DialogId { get; init; } = "";

        public string StepId { get; init; } = "";

        public string Kind { get; init; } = "";
    }

    private const string StepsSql = "with recursive " + ScopeSql.Tree + """
         select distinct s.dialog_id as DialogId, a.step_id as StepId, a.kind as Kind
        from submission s join answer a on a.submission_id = s.id
        where s.status = 'submitted' and @dialogs like '%|' || s.dialog_id || '|%' and s.submitted_at >= @fromAt and s.submitted_at < @toAt and
        """ + " " + InScope + " order by s.dialog_id, a.step_id, a.kind";

    private static long OverUtc(DateOnly day) => Instant.ToColumn(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));

    /// <summary>Ids between bars, so that one can be looked for in all of them.</summary>
    private static string Listed(ExportFilter filter) => $"|{string.Join('|', filter.Dialogs)}|";
}
