using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>
/// Sent questionnaires of one office at a time, so that a country is sorted office by office and not as a whole. Items are found by their submission: a bank's
/// index over its items is as long as the bank is used.
/// </summary>
internal static class QuestionnaireRows
{
    internal sealed class Sent
    {
        public string SubmissionId { get; init; } = "";

        public string Respondent { get; init; } = "";

        public long SubmittedAt { get; init; }

        public long Answered { get; init; }

        public long UtcOffsetMinutes { get; init; }

        public string RespondentGroup { get; init; } = "";

        public string Region { get; init; } = "";
    }

    internal sealed class Row
    {
        public string SubmissionId { get; init; } = "";

        public string RespondentGroup { get; init; } = "";

        public string ItemId { get; init; } = "";

        public string BankHash { get; init; } = "";

        public string Region { get; init; } = "";

        public string AskedAs { get; init; } = "";

        public long AskedAt { get; init; }

        public string? Choice { get; init; }

        public string? MissingReason { get; init; }
    }

    /// <summary>Those of the scope and of the filter's office with all below it.</summary>
    public static IReadOnlyList<ExportRows.Office> ListOffices(DbConnection connection, Scope scope, QuestionnaireFilter filter)
    {
        var offices = ExportRows.ListOffices(connection, scope);
        if (filter.SatkerCode is not { } code)
            return offices;
        var wanted = SatkerRows.ReadSubtree(connection, code).ToHashSet(StringComparer.Ordinal);
        return [.. offices.Where(o => o.Code is { } office && wanted.Contains(office))];
    }

    /// <summary>In the order of sending.</summary>
    public static IEnumerable<Sent> ReadSent(DbConnection connection, ExportRows.Office office, QuestionnaireFilter filter) =>
        connection.Query<Sent>(office.Code is null ? SentSql + OfNobody + BySending : SentSql + OfOffice + BySending, Parameters(office, filter), buffered: false);

    /// <summary>The items of a submission together, in the order of sending.</summary>
    public static IEnumerable<Row> ReadItems(DbConnection connection, ExportRows.Office office, QuestionnaireFilter filter) =>
        connection.Query<Row>(office.Code is null ? ItemsSql + OfNobody + BySending : ItemsSql + OfOffice + BySending, Parameters(office, filter), buffered: false);

    private static object Parameters(ExportRows.Office office, QuestionnaireFilter filter) => new
    {
        office = office.Code,
        offset = office.UtcOffsetMinutes,
        bankId = filter.BankId,
        fromAt = Instant.ToColumn(filter.From) ?? 0,
        toAt = Instant.ToColumn(filter.To) ?? long.MaxValue,
    };

    /// <summary>Not as the plain column, or SQLite takes the index over all items of the bank for every submission.</summary>
    private const string OfBank = "q.bank_id || '' = @bankId";

    private const string OfOffice = " and s.satker_code = @office";

    private const string OfNobody = " and s.satker_code is null";

    private const string BySending = " order by s.submitted_at, s.id";

    private const string SentSql = $"""
        select s.id as SubmissionId, coalesce(s.respondent, s.person_id, s.id) as Respondent, s.submitted_at as SubmittedAt, @offset as UtcOffsetMinutes,
            coalesce((select min(q.respondent_group) from questionnaire_item q where q.submission_id = s.id and {OfBank} and q.dropped = 0), '') as RespondentGroup,
            coalesce((select min(q.region) from questionnaire_item q where q.submission_id = s.id and {OfBank} and q.dropped = 0), '') as Region,
            case when exists (
                select 1 from questionnaire_item q join answer a on a.submission_id = q.submission_id and a.step_id = q.step_id
                where q.submission_id = s.id and {OfBank} and q.dropped = 0 and a.choice is not null) then 1 else 0 end as Answered
        from submission s
        where s.status = 'submitted' and s.submitted_at >= @fromAt and s.submitted_at < @toAt
            and exists (select 1 from questionnaire_item q where q.submission_id = s.id and {OfBank})
        """;

    private const string ItemsSql = $"""
        select q.submission_id as SubmissionId, q.respondent_group as RespondentGroup, q.item_id as ItemId, q.bank_hash as BankHash,
            q.region as Region, q.asked_as as AskedAs, q.asked_at as AskedAt, a.choice as Choice, a.missing_reason as MissingReason
        from submission s join questionnaire_item q on q.submission_id = s.id
            left join answer a on a.submission_id = q.submission_id and a.step_id = q.step_id
        where s.status = 'submitted' and s.submitted_at >= @fromAt and s.submitted_at < @toAt and {OfBank} and q.dropped = 0
        """;
}
