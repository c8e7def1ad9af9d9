using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>satker_area</c> table: whom each office serves by name.</summary>
internal static class SatkerAreaRows
{
    internal sealed class Row
    {
        public string RegionCode { get; init; } = "";

        public string SatkerCode { get; init; } = "";
    }

    private sealed class Served
    {
        public string RegionCode { get; init; } = "";

        public string RegionName { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string SatkerName { get; init; } = "";

        public string Level { get; init; } = "";

        public string? ParentCode { get; init; }

        public string? SeatCode { get; init; }

        public ServedRegion ToRegion()
        {
            var isBnnk = SatkerWords.ReadLevel(Level) == SatkerLevel.Bnnk;
            return new(RegionCode, RegionName, SatkerCode, SatkerName, isBnnk ? ParentCode ?? SatkerCode : SatkerCode, isBnnk && SeatCode == RegionCode);
        }
    }

    public static IEnumerable<Row> List(DbConnection connection) => connection.Query<Row>(ListSql);

    private const string ListSql = "select region_code as RegionCode, satker_code as SatkerCode from satker_area order by region_code";

    public static IEnumerable<string> ListOf(DbConnection connection, string satkerCode, DbTransaction? transaction = null) => connection.Query<string>(ListOfSql, new { satkerCode }, transaction);

    private const string ListOfSql = "select region_code from satker_area where satker_code = @satkerCode order by region_code";

    /// <summary>The narrowest area that the region lies in; a region's code begins with those above it.</summary>
    public static string? FindServing(DbConnection connection, string regionCode) =>
        connection.QueryFirstOrDefault<string>(FindServingSql, new { regionCode }) ?? connection.QueryFirstOrDefault<string>(FindCentreSql, new { regionCode });

    private const string FindServingSql = """
        select satker_code from satker_area where @regionCode = region_code or @regionCode like region_code || '.%'
        order by length(region_code) desc limit 1
        """;

    private const string FindCentreSql = """
        select code from satker where level = 'pusat' and exists (select 1 from region where region.code = @regionCode) order by code limit 1
        """;

    public static IReadOnlyList<ServedRegion> ReadCoverage(DbConnection connection, string? satkerCode) =>
    [
        .. connection.Query<Served>(satkerCode is null ? ReadCoverageSql : ReadCoverageOfSql, new { satkerCode })
            .Select(r => r.ToRegion())
            .OrderBy(r => r.BnnpCode, StringComparer.Ordinal)
            .ThenBy(r => r.RegionCode, StringComparer.Ordinal),
    ];

    private const string ReadCoverageSql = """
        select r.code as RegionCode, r.name as RegionName, s.code as SatkerCode, s.name as SatkerName, s.level as Level,
            s.parent_code as ParentCode, s.region_code as SeatCode
        from region r
        left join satker_area near on near.region_code = r.code
        left join satker_area far on far.region_code = r.parent_code
        join satker s on s.code = coalesce(near.satker_code, far.satker_code, (select min(code) from satker where level = 'pusat'))
        where r.level = 'regency'
        """;

    private const string ReadCoverageOfSql = "with recursive " + SatkerRows.Tree + " " + ReadCoverageSql + " and s.code in (select code from tree)";

    public static void Clear(DbConnection connection, DbTransaction? transaction, string satkerCode) => connection.Execute(ClearSql, new { satkerCode }, transaction);

    private const string ClearSql = "delete from satker_area where satker_code = @satkerCode";

    public static void Save(DbConnection connection, DbTransaction? transaction, string regionCode, string satkerCode) =>
        connection.Execute(SaveSql, new { regionCode, satkerCode }, transaction);

    private const string SaveSql = """
        insert into satker_area (region_code, satker_code) values (@regionCode, @satkerCode)
        on conflict (region_code) do update set satker_code = excluded.satker_code
        """;

    /// <summary>Leaves a region to the office that has it.</summary>
    public static void Add(DbConnection connection, DbTransaction? transaction, string regionCode, string satkerCode) =>
        connection.Execute(AddSql, new { regionCode, satkerCode }, transaction);

    private const string AddSql = "insert into satker_area (region_code, satker_code) values (@regionCode, @satkerCode) on conflict (region_code) do nothing";
}
