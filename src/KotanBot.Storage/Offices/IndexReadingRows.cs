using System.Data.Common;
using System.Globalization;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>The <c>index_reading</c> and <c>index_version</c> tables.</summary>
internal static class IndexReadingRows
{
    internal sealed class Row
    {
        public long MadeAt { get; init; }

        public long Closed { get; init; }

        public string Content { get; init; } = "";

        public string? Working { get; init; }

        public StoredReading ToReading() => new(Instant.At(MadeAt), Closed != 0, ConversationJson.Read<IndexReading>(Content))
        {
            Working = Working is null ? null : ConversationJson.Read<IndexReadingWorking>(Working),
        };
    }

    /// <summary>The newest of each unit, index and basis at or below an office, of no later week than the one named.</summary>
    public static IEnumerable<StoredReading> Latest(DbConnection connection, Scope scope, IndexFilter filter) =>
        connection.Query<Row>(LatestSql, Parameters(scope, filter), buffered: false).Select(r => r.ToReading());

    private const string Head = "r.made_at as MadeAt, r.closed as Closed, r.content as Content";

    private const string Where = """
         from index_reading r where r.satker_code in (select code from tree)
            and (@own = 0 or r.satker_code = @satkerCode)
            and (@kind is null or r.unit_kind = @kind) and (@code is null or r.unit_code = @code) and (@index is null or r.index_id = @index)
            and (@basis is null or r.basis = @basis) and (@period is null or r.period = @period) and (@week is null or r.week <= @week) and
        """ + " " + ScopeSql.Within + "r.satker_code" + ScopeSql.IsIn;

    private const string LatestSql = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree + " select " + Head + Where + """
         and not exists (
            select 1 from index_reading n where n.unit_kind = r.unit_kind and n.unit_code = r.unit_code and n.index_id = r.index_id and n.basis = r.basis
                and (@week is null or n.week <= @week) and (@period is null or n.period = @period)
                and (n.week > r.week or (n.week = r.week and (n.period > r.period or (n.period = r.period and n.made_at > r.made_at)))))
        order by r.index_id, r.basis, r.unit_kind, r.unit_code
        """;

    /// <summary>All of them, the oldest week first.</summary>
    public static IEnumerable<StoredReading> Series(DbConnection connection, Scope scope, IndexFilter filter) =>
        connection.Query<Row>(SeriesSql, Parameters(scope, filter), buffered: false).Select(r => r.ToReading());

    private const string SeriesSql = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree + " select " + Head + Where + " order by r.week, r.period, r.edition, r.unit_code, r.basis";

    /// <summary>The newest that fits, with its working.</summary>
    public static StoredReading? Find(DbConnection connection, Scope scope, IndexFilter filter) =>
        connection.QueryFirstOrDefault<Row>(FindSql, Parameters(scope, filter))?.ToReading();

    private const string FindSql = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree + " select " + Head + ", r.working as Working" + Where
        + " order by r.week desc, r.period desc, r.made_at desc limit 1";

    private static object Parameters(Scope scope, IndexFilter filter) => new
    {
        scopeRoot = scope.Root,
        scopeBelow = ScopeSql.Below(scope),
        satkerCode = filter.Satker,
        own = filter.WithBelow ? 0L : 1L,
        kind = filter.Kind is { } kind ? Name(kind) : null,
        code = filter.Code,
        index = filter.Index?.ToUpperInvariant(),
        basis = filter.Basis is { } basis ? Name(basis) : null,
        period = filter.Period,
        week = filter.Week,
    };

    /// <summary>What the unit said last in this period, up to this week: the newest of each basis and index.</summary>
    public static IReadOnlyList<IndexReading> Known(DbConnection connection, string kinds, string code, string period, string week) =>
        [.. connection.Query<string>(KnownSql, new { kinds, code, period, week }).Select(ConversationJson.Read<IndexReading>)];

    /// <summary>Of one region, or of an office with its lembaga and kawasan.</summary>
    private const string KnownSql = """
        select r.content from index_reading r
        where r.period = @period and r.week <= @week and ((@kinds = 'region' and r.unit_kind = 'region' and r.unit_code = @code) or (@kinds = 'satker' and r.unit_kind <> 'region' and r.satker_code = @code))
            and not exists (
                select 1 from index_reading n where n.unit_kind = r.unit_kind and n.unit_code = r.unit_code and n.index_id = r.index_id and n.edition = r.edition and n.basis = r.basis
                    and n.period = r.period and n.week <= @week and n.week > r.week)
        """;

    /// <summary>False when the week was closed already.</summary>
    public static bool Save(DbConnection connection, DbTransaction? transaction, IndexReading reading, IndexReadingWorking working, bool closed, long now) => connection.Execute(SaveSql, new
    {
        kind = Name(reading.Unit.Kind),
        code = reading.Unit.Code,
        index = reading.Index,
        edition = reading.Edition,
        basis = Name(reading.Basis),
        period = reading.Period,
        week = reading.Week,
        satker = reading.Unit.Satker,
        asOf = Instant.ToColumn(reading.AsOf),
        now,
        closed = closed ? 1L : 0L,
        content = ConversationJson.Write(reading),
        working = ConversationJson.Write(working),
    }, transaction) == 1;

    private const string SaveSql = """
        insert into index_reading (unit_kind, unit_code, index_id, edition, basis, period, week, satker_code, as_of, made_at, closed, content, working)
        values (@kind, @code, @index, @edition, @basis, @period, @week, @satker, @asOf, @now, @closed, @content, @working)
        on conflict (unit_kind, unit_code, index_id, edition, basis, period, week) do update
        set satker_code = excluded.satker_code, as_of = excluded.as_of, made_at = excluded.made_at, closed = excluded.closed, content = excluded.content, working = excluded.working
        where index_reading.closed = 0 and index_reading.as_of <= excluded.as_of
        """;

    /// <summary>Weeks that are over at offices of this zone: what they said stays for ever.</summary>
    public static void Close(DbConnection connection, DbTransaction? transaction, string week, int utcOffsetMinutes) =>
        connection.Execute(CloseSql, new { week, offset = (long)utcOffsetMinutes }, transaction);

    private const string CloseSql =
        "update index_reading set closed = 1 where closed = 0 and week < @week and satker_code in (select code from satker where utc_offset_minutes = @offset)";

    /// <summary>When the last night's round of a zone ended.</summary>
    public static DateTimeOffset? ReadRound(DbConnection connection, int utcOffsetMinutes) =>
        connection.QuerySingleOrDefault<string>("select value from setting where name = @name", new { name = RoundOf(utcOffsetMinutes) }) is { } at
            ? Instant.At(long.Parse(at, CultureInfo.InvariantCulture))
            : null;

    public static void SaveRound(DbConnection connection, DbTransaction? transaction, int utcOffsetMinutes, long now) =>
        connection.Execute(
            "insert into setting (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value",
            new { name = RoundOf(utcOffsetMinutes), value = now.ToString(CultureInfo.InvariantCulture) },
            transaction);

    private static string RoundOf(int utcOffsetMinutes) => "index-round|" + utcOffsetMinutes.ToString(CultureInfo.InvariantCulture);

    public static void SaveVersion(DbConnection connection, DbTransaction? transaction, string index, string hash, string source) =>
        connection.Execute("insert into index_version (index_id, hash, source) values (@index, @hash, @source) on conflict do nothing", new { index, hash, source }, transaction);

    public static string? FindVersion(DbConnection connection, string index, string hash) =>
        connection.QuerySingleOrDefault<string>("select source from index_version where index_id = @index and hash = @hash", new { index, hash });

    public static string Name(IndexUnitKind kind) => kind.ToString().ToLowerInvariant();

    public static string Name(IndexBasis basis) => basis.ToString().ToLowerInvariant();
}
