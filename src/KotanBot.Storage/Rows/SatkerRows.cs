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

        public string Level { get; init; } = "";

        public string? Certainty { get; init; }

        public string? ParentCode { get; init; }

        public string? RegionCode { get; init; }

        public string Zone { get; init; } = "";

        public long UtcOffsetMinutes { get; init; }

        public Satker ToSatker(IEnumerable<string> areas) =>
            new(Code, Name, SatkerWords.ReadLevel(Level)!.Value, ParentCode, RegionCode, Zone, (int)UtcOffsetMinutes)
            {
                Areas = [.. areas.OrderBy(a => a != RegionCode).ThenBy(a => a, StringComparer.Ordinal)],
                Certainty = Certainty is null ? null : SatkerWords.ReadCertainty(Certainty),
            };
    }

    /// <summary>The office <c>@satkerCode</c> and all below it, for use after <c>with recursive</c>.</summary>
    public const string Tree = """
        tree (code) as (
            select code from satker where code = @satkerCode
            union
            select s.code from satker s join tree on s.parent_code = tree.code
        )
        """;

    private const string SelectSql = """
        select code as Code, name as Name, level as Level, certainty as Certainty, parent_code as ParentCode, region_code as RegionCode,
            zone as Zone, utc_offset_minutes as UtcOffsetMinutes
        from satker
        """;

    public static IEnumerable<Row> List(DbConnection connection) => connection.Query<Row>(ListSql);

    private const string ListSql = SelectSql + " order by code";

    public static Row? Find(DbConnection connection, string code, DbTransaction? transaction = null) => connection.QuerySingleOrDefault<Row>(FindSql, new { code }, transaction);

    private const string FindSql = SelectSql + " where code = @code";

    public static IReadOnlyList<string> ReadSubtree(DbConnection connection, string satkerCode) =>
        connection.Query<string>(ReadSubtreeSql, new { satkerCode }).AsList();

    private const string ReadSubtreeSql = "with recursive " + Tree + " select code from tree order by code";

    /// <summary>The office first, then each above it.</summary>
    public static IReadOnlyList<string> ReadAbove(DbConnection connection, string satkerCode) => connection.Query<string>(ReadAboveSql, new { satkerCode }).AsList();

    private const string ReadAboveSql = """
        with recursive above (code, parent_code, height) as (
            select code, parent_code, 0 from satker where code = @satkerCode
            union
            select s.code, s.parent_code, above.height + 1 from satker s join above on s.code = above.parent_code where above.height < 10
        )
        select code from above order by height
        """;

    public static void Save(DbConnection connection, DbTransaction? transaction, Satker satker) => connection.Execute(SaveSql, Columns(satker), transaction);

    private const string InsertSql = """
        insert into satker (code, name, level, certainty, parent_code, region_code, zone, utc_offset_minutes)
        values (@code, @name, @level, @certainty, @parentCode, @regionCode, @zone, @offset)
        on conflict (code) do
        """ + " ";

    private const string SaveSql = InsertSql + """
        update set name = excluded.name, level = excluded.level, certainty = excluded.certainty, parent_code = excluded.parent_code,
            region_code = excluded.region_code, zone = excluded.zone, utc_offset_minutes = excluded.utc_offset_minutes
        """;

    /// <summary>False when the office is there, which then stays as it is.</summary>
    public static bool Add(DbConnection connection, DbTransaction? transaction, Satker satker) => connection.Execute(AddSql, Columns(satker), transaction) == 1;

    private const string AddSql = InsertSql + "nothing";

    private static object Columns(Satker satker) => new
    {
        code = satker.Code,
        name = satker.Name,
        level = SatkerWords.Of(satker.Level),
        certainty = satker.Certainty is { } certainty ? SatkerWords.Of(certainty) : null,
        parentCode = satker.ParentCode,
        regionCode = satker.RegionCode,
        zone = satker.Zone,
        offset = (long)satker.UtcOffsetMinutes,
    };

    /// <summary>Which file of offices this database last took in.</summary>
    public static string? ReadDigest(DbConnection connection) => connection.QuerySingleOrDefault<string>(ReadDigestSql);

    private const string ReadDigestSql = "select value from setting where name = 'satkers'";

    public static int SaveDigest(DbConnection connection, DbTransaction? transaction, string digest) => connection.Execute(SaveDigestSql, new { digest }, transaction);

    private const string SaveDigestSql = """
        insert into setting (name, value) values ('satkers', @digest) on conflict (name) do update set value = excluded.value
        """;
}
