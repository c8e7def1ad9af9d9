using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>
/// Who sent nothing. A week begins at every office by its own clock: <c>@week</c> is its Monday as if at UTC, and the office's offset is
/// taken off. Counting reads an index only; what is sealed is read for the page that is shown.
/// </summary>
internal static class OverdueRows
{
    internal sealed class Office
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        public string? ParentCode { get; init; }

        public long Volunteers { get; init; }

        public long Silent { get; init; }

        public long SilentLastWeek { get; init; }

        public long SilentTwoWeeks { get; init; }

        public long Admins { get; init; }

        public OfficeSilence ToSilence() =>
            new(new OfficeName(Code, Name), ParentCode, (int)Volunteers, (int)Silent, (int)SilentLastWeek, Admins > 0) { SilentTwoWeeks = (int)SilentTwoWeeks };
    }

    internal sealed class Person
    {
        public string Id { get; init; } = "";

        public string? NameCipher { get; init; }

        public string? LembagaCipher { get; init; }

        /// <summary>As the office calls it, where the person belongs to one that it knows.</summary>
        public string? LembagaName { get; init; }

        public long? LastReportAt { get; init; }
    }

    internal sealed class LembagaCount
    {
        public long Silent { get; init; }

        public long Whole { get; init; }
    }

    /// <summary>The first instant of a local day as if it were at UTC.</summary>
    public static long AsUtc(DateOnly day) => Instant.ToColumn(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));

    private const string Offset = "k.utc_offset_minutes * 60000";

    /// <summary>Volunteers who were there when the week began.</summary>
    public const string Volunteers = "p.role = 'penggiat' and p.created_at < @week - " + Offset;

    public const string SilentNow = "(p.last_report_at is null or p.last_report_at < @week - " + Offset + ")";

    /// <summary>Every office of the scope, also those without a volunteer.</summary>
    public static IEnumerable<Office> CountOffices(DbConnection connection, Scope scope, ReportWeek week, string reports) => connection.Query<Office>(CountOfficesSql, new
    {
        scopeRoot = scope.Root,
        scopeBelow = ScopeSql.Below(scope),
        week = AsUtc(week.Monday),
        weekEnd = AsUtc(week.After.Monday),
        before = AsUtc(week.Before.Monday),
        reports,
    });

    private const string From = "@week - " + Offset;
    private const string To = "@weekEnd - " + Offset;
    private const string Before = "@before - " + Offset;

    private const string SentBetween = "exists (select 1 from submission s where s.person_id = p.id and s.status = 'submitted' and @reports like '%|' || s.dialog_id || '|%' and s.submitted_at >= ";

    /// <summary>Whoever reported after a time may still have sent nothing before it: only of these the reports are looked at.</summary>
    private const string CountOfficesSql = "with recursive " + ScopeSql.Tree + """

        select k.code as Code, k.name as Name, k.parent_code as ParentCode, count(p.id) as Volunteers, coalesce(sum(case when p.id is null then 0
                when p.last_report_at is null or p.last_report_at <
        """ + " " + From + " then 1 when p.last_report_at < " + To + " then 0 when " + SentBetween + From + " and s.submitted_at < " + To + """
        ) then 0 else 1 end), 0) as Silent, coalesce(sum(case when p.id is null or p.created_at >=
        """ + " " + Before + " then 0 when p.last_report_at is null or p.last_report_at < " + Before + " then 1 when p.last_report_at < " + From
        + " then 0 when " + SentBetween + Before + " and s.submitted_at < " + From + """
        ) then 0 else 1 end), 0) as SilentLastWeek, coalesce(sum(case when p.id is null or p.created_at >=
        """ + " " + Before + " then 0 when p.last_report_at is null or p.last_report_at < " + Before + " then 1 when p.last_report_at < " + To
        + " then 0 when " + SentBetween + Before + " and s.submitted_at < " + To + """
        ) then 0 else 1 end), 0) as SilentTwoWeeks,
            (select count(*) from person a where a.satker_code = k.code and a.role = 'admin') as Admins
        from scope join satker k on k.code = scope.code left join person p on p.satker_code = k.code and
        """ + " " + Volunteers + " group by k.code, k.name, k.parent_code";

    /// <summary>Longest silent first. The office lies in the scope of who asks.</summary>
    public static IEnumerable<Person> ReadPage(DbConnection connection, string satker, ReportWeek week, int size, int skip) =>
        connection.Query<Person>(ReadPageSql, new { satker, week = AsUtc(week.Monday), size, skip });

    private const string ReadPageSql = """
        select p.id as Id, p.name_cipher as NameCipher, p.lembaga_cipher as LembagaCipher, l.name as LembagaName, p.last_report_at as LastReportAt
        from person p join satker k on k.code = p.satker_code left join lembaga l on l.id = p.lembaga_id where p.satker_code = @satker and
        """ + " " + Volunteers + " and " + SilentNow + " order by coalesce(p.last_report_at, 0), p.id limit @size offset @skip";

    /// <summary>Lembaga of the office's volunteers who joined before <paramref name="joined"/>, and those of which none reported since <paramref name="since"/>.</summary>
    public static LembagaCount CountLembaga(DbConnection connection, string satker, long since, long joined) => connection.QuerySingle<LembagaCount>(CountLembagaSql, new { satker, since, joined });

    private const string ByLembaga = """
        from person p where p.satker_code = @satker and p.role = 'penggiat' and p.lembaga_key is not null and p.created_at < @joined group by p.lembaga_key
        """;

    private const string CountLembagaSql = "select coalesce(sum(case when last_at < @since then 1 else 0 end), 0) as Silent, count(*) as Whole from (select max(coalesce(p.last_report_at, 0)) as last_at " + ByLembaga + ") whole";

    /// <summary>One person each, from whom the name can be opened.</summary>
    public static IEnumerable<Person> ReadLembagaPage(DbConnection connection, string satker, long since, long joined, int size, int skip) =>
        connection.Query<Person>(ReadLembagaPageSql, new { satker, since, joined, size, skip });

    private const string ReadLembagaPageSql = """
        select q.id as Id, q.lembaga_cipher as LembagaCipher, l.name as LembagaName from person q left join lembaga l on l.id = q.lembaga_id join (select min(p.id) as id, max(coalesce(p.last_report_at, 0)) as last_at
        """ + " " + ByLembaga + " having max(coalesce(p.last_report_at, 0)) < @since) silent on silent.id = q.id order by silent.last_at, q.id limit @size offset @skip";
}
