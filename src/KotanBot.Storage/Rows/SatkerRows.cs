using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>satker</c> table.</summary>
internal static class SatkerRows
{
    internal sealed class Row
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        public string? ParentCode { get; init; }

        public string? RegionCode { get; init; }

        public string Zone { get; init; } = "";

        public long UtcOffsetMinutes { get; init; }

        public Satker ToSatker() => new(Code, Name, ParentCode, RegionCode, Zone, (int)UtcOffsetMinutes);
    }

    /// <summary>The office <c>@satkerCode</c> and all below it, for use after <c>with recursive</c>.</summary>
    public const string Tree = """
        tree (code) as (
            select code from satker where code = @satkerCode
            union
            select s.code from satker s join tree on s.parent_code = tree.code
        )
        """;

    private const string Columns = """
        select code as Code, name as Name, parent_code as ParentCode, region_code as RegionCode, zone as Zone, utc_offset_minutes as UtcOffsetMinutes
        from satker
        """;

    public static IEnumerable<Row> List(DbConnection connection) => connection.Query<Row>(ListSql);

    private const string ListSql = Columns + " order by code";

    public static Row? Find(DbConnection connection, string code) => connection.QuerySingleOrDefault<Row>(FindSql, new { code });

    private const string FindSql = Columns + " where code = @code";

    public static IReadOnlyList<string> ReadSubtree(DbConnection connection, string satkerCode) =>
        connection.Query<string>(ReadSubtreeSql, new { satkerCode }).AsList();

    private const string ReadSubtreeSql = "with recursive " + Tree + " select code from tree order by code";

    public static void Save(DbConnection connection, DbTransaction? transaction, Satker satker) =>
        connection.Execute(SaveSql, new
        {
            code = satker.Code,
            name = satker.Name,
            parentCode = satker.ParentCode,
            regionCode = satker.RegionCode,
            zone = satker.Zone,
            offset = (long)satker.UtcOffsetMinutes,
        }, transaction);

    private const string SaveSql = """
        insert into satker (code, name, parent_code, region_code, zone, utc_offset_minutes)
        values (@code, @name, @parentCode, @regionCode, @zone, @offset)
        on conflict (code) do update set name = excluded.name, parent_code = excluded.parent_code, region_code = excluded.region_code,
            zone = excluded.zone, utc_offset_minutes = excluded.utc_offset_minutes
        """;
}
