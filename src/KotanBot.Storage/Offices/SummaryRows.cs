using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>The <c>summary</c> table, and what of a week only a summary tells.</summary>
internal static class SummaryRows
{
    private sealed class Row
    {
        public long MadeAt { get; init; }

        public long Told { get; init; }

        public string Content { get; init; } = "";

        public StoredSummary ToSummary() => new(Instant.At(MadeAt), Told != 0, ConversationJson.Read<WeekSummary>(Content));
    }

    internal sealed class Due
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        /// <summary>The last week before that has a summary; null for none.</summary>
        public string? Last { get; init; }
    }

    private sealed class Move
    {
        public string Name { get; init; } = "";

        public string? Before { get; init; }

        public string After { get; init; } = "";
    }

    private sealed class Item
    {
        public string Bank { get; init; } = "";

        public string Id { get; init; } = "";

        public long Asked { get; init; }

        public long Unclear { get; init; }
    }

    /// <summary>Offices of a zone whose summary of the week is missing: those with somebody in them or below who was there when it ended. One query, read from indices only.</summary>
    public static IReadOnlyList<Due> ReadDue(DbConnection connection, ReportWeek week, int utcOffsetMinutes, long now) => connection.Query<Due>(ReadDueSql, new
    {
        offset = (long)utcOffsetMinutes,
        week = week.Name,
        end = Instant.ToColumn(week.After.BeginsAt(utcOffsetMinutes)),
        now,
    }).AsList();

    /// <summary>What a clock that ran ahead made for the archive does not count.</summary>
    private const string ReadDueSql = """
        with recursive peopled (code) as (
            select k.code from satker k where exists (select 1 from person p where p.satker_code = k.code and p.created_at < @end)
            union
            select k.parent_code from satker k join peopled on peopled.code = k.code where k.parent_code is not null
        )
        select k.code as Code, k.name as Name, (select max(e.week) from summary e where e.satker_code = k.code and e.week < @week) as Last
        from satker k where k.utc_offset_minutes = @offset
            and not exists (select 1 from summary m where m.satker_code = k.code and m.week = @week and (m.told = 1 or m.made_at <= @now))
            and (k.code in (select code from peopled) or exists (select 1 from summary e where e.satker_code = k.code and e.week < @week))
        order by k.code
        """;

    /// <summary>False when the week has one already.</summary>
    public static bool Insert(DbConnection connection, DbTransaction? transaction, WeekSummary summary, bool told, long now) => connection.Execute(InsertSql, new
    {
        satker = summary.Satker.Code,
        week = summary.Week.Name,
        now,
        told = told ? 1L : 0L,
        content = ConversationJson.Write(summary),
    }, transaction) == 1;

    private const string InsertSql = """
        insert into summary (satker_code, week, made_at, told, content) values (@satker, @week, @now, @told, @content)
        on conflict (satker_code, week) do update set made_at = excluded.made_at, told = excluded.told, content = excluded.content
        where summary.told = 0 and summary.made_at > excluded.made_at
        """;

    /// <summary>Of an office within the scope; the newest where no week is named.</summary>
    public static StoredSummary? Find(DbConnection connection, Scope scope, string satkerCode, string? week) =>
        List(connection, scope, satkerCode, week, 1).SingleOrDefault();

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<StoredSummary> List(DbConnection connection, Scope scope, string satkerCode, string? week, int limit) =>
    [
        .. connection.Query<Row>(ListSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), satkerCode, week, limit = (long)limit }).Select(r => r.ToSummary()),
    ];

    private const string ListSql = "with recursive " + ScopeSql.Tree + """

        select m.made_at as MadeAt, m.told as Told, m.content as Content from summary m
        where m.satker_code = @satkerCode and (@week is null or m.week = @week) and m.satker_code in (select code from scope)
        order by m.week desc limit @limit
        """;

    /// <summary>Of all offices within the scope, or of one or of one week: by office, the newest first. Those after a place in that order.</summary>
    public static IReadOnlyList<StoredSummary> ListAll(DbConnection connection, Scope scope, SummaryFilter filter) =>
    [
        .. connection.Query<Row>(ListAllSql, new
        {
            scopeRoot = scope.Root,
            scopeBelow = ScopeSql.Below(scope),
            satkerCode = filter.SatkerCode,
            week = filter.Week?.Name,
            afterSatker = filter.After?.SatkerCode,
            afterWeek = filter.After?.Week.Name,
            limit = (long)filter.Limit,
        }).Select(r => r.ToSummary()),
    ];

    private const string ListAllSql = "with recursive " + ScopeSql.Tree + """

        select m.made_at as MadeAt, m.told as Told, m.content as Content from summary m
        where m.satker_code in (select code from scope) and (@satkerCode is null or m.satker_code = @satkerCode) and (@week is null or m.week = @week)
            and (@afterSatker is null or m.satker_code > @afterSatker or (m.satker_code = @afterSatker and m.week < @afterWeek))
        order by m.satker_code, m.week desc limit @limit
        """;

    public static IReadOnlyList<StoredSummary> ListYear(DbConnection connection, Scope scope, string satkerCode, int year) =>
    [
        .. connection.Query<Row>(ListYearSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), satkerCode, from = FirstWeek(year), before = FirstWeek(year + 1) })
            .Select(r => r.ToSummary()),
    ];

    private const string ListYearSql = "with recursive " + ScopeSql.Tree + """

        select m.made_at as MadeAt, m.told as Told, m.content as Content from summary m
        where m.satker_code = @satkerCode and m.week >= @from and m.week < @before and m.satker_code in (select code from scope)
        order by m.week desc
        """;

    public static IReadOnlyList<int> ReadYears(DbConnection connection, Scope scope, string satkerCode) =>
    [
        .. connection.Query<string>(ReadYearsSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), satkerCode }).Select(y => int.Parse(y, CultureInfo.InvariantCulture)),
    ];

    private const string ReadYearsSql = "with recursive " + ScopeSql.Tree + """

        select distinct substr(m.week, 1, 4) as Year from summary m where m.satker_code = @satkerCode and m.satker_code in (select code from scope) order by 1 desc
        """;

    private static string FirstWeek(int year) => year.ToString("0000", CultureInfo.InvariantCulture) + "-W";

    /// <summary>Of offices that the scope serves for want of an admin: all, or one.</summary>
    public static ImmutableArray<WeekSummary> ReadBelow(DbConnection connection, Scope scope, string week, string? satkerCode) =>
    [
        .. connection.Query<Row>(ReadBelowSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), week, satkerCode }).Select(r => r.ToSummary().Content),
    ];

    private const string ReadBelowSql = "with recursive " + ServedSql.Tree + """

        select m.made_at as MadeAt, m.told as Told, m.content as Content from summary m
        where m.week = @week and m.told = 1 and m.satker_code <> @scopeRoot and m.satker_code in (select code from served) and (@satkerCode is null or m.satker_code = @satkerCode)
        order by m.satker_code
        """;

    /// <summary>Statuses that were set in the week, by the clock of each office.</summary>
    public static ImmutableArray<KawasanMove> ReadKawasan(DbConnection connection, Scope scope, ReportWeek week) =>
    [
        .. connection.Query<Move>(ReadKawasanSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), week = OverdueRows.AsUtc(week.Monday), weekEnd = OverdueRows.AsUtc(week.After.Monday) })
            .Select(m => new KawasanMove(m.Name, m.Before, m.After)),
    ];

    private const string ReadKawasanSql = "with recursive " + ScopeSql.Tree + """

        select w.name as Name, h.status as After,
            (select b.status from entry_status b where b.entry_id = h.entry_id and b.sequence < h.sequence order by b.set_on desc, b.sequence desc limit 1) as Before
        from scope join satker k on k.code = scope.code join register_entry w on w.satker_code = k.code join entry_status h on h.entry_id = w.id
        where h.set_at >= @week - k.utc_offset_minutes * 60000 and h.set_at < @weekEnd - k.utc_offset_minutes * 60000
            and not exists (select 1 from entry_status l where l.entry_id = h.entry_id and l.sequence < h.sequence and l.set_on > h.set_on
                and (h.submission_id is null or l.submission_id is null or l.submission_id <> h.submission_id))
        order by h.set_at, h.entry_id, h.sequence
        """;

    /// <summary>Items that at least three in ten of at least five respondents asked about or said not to know, in questionnaires sent within four weeks.</summary>
    public static ImmutableArray<UnclearItem> ReadUnclear(DbConnection connection, Scope scope, ReportWeek week) =>
    [
        .. connection.Query<Item>(ReadUnclearSql, new
        {
            scopeRoot = scope.Root,
            scopeBelow = ScopeSql.Below(scope),
            week = OverdueRows.AsUtc(week.Monday.AddDays(-21)),
            weekEnd = OverdueRows.AsUtc(week.After.Monday),
            unknown = SkipReasons.DoesNotKnow,
        }).Select(i => new UnclearItem(i.Bank, i.Id, (int)i.Asked, (int)i.Unclear)),
    ];

    private const string IsUnclear = "case when q.helps > 0 or a.missing_reason = @unknown then 1 else 0 end";

    private const string ReadUnclearSql = "with recursive " + ScopeSql.Tree + """

        select q.bank_id as Bank, q.item_id as Id, count(*) as Asked, sum(
        """ + IsUnclear + ") as Unclear" + WeekRows.Offices + """
         cross join questionnaire_item q left join answer a on a.submission_id = q.submission_id and a.step_id = q.step_id
        where k.code = scope.code and s.satker_code = k.code and s.status = 'submitted' and q.submission_id = s.id and q.dropped = 0
            and s.submitted_at >= @week - k.utc_offset_minutes * 60000 and s.submitted_at < @weekEnd - k.utc_offset_minutes * 60000
        group by q.bank_id, q.item_id having count(*) >= 5 and 10 * sum(
        """ + IsUnclear + ") >= 3 * count(*) order by 4 desc, q.bank_id, q.item_id";
}
