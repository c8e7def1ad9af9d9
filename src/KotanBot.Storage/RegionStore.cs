using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace KotanBot.Storage;

/// <summary>A region of the official list; <paramref name="Level"/> is <c>province</c>, <c>regency</c> or <c>district</c>.</summary>
public sealed record Region(string Code, string? ParentCode, string Level, string Name);

/// <summary>The three lists as CSV text with a header line (<c>code,name</c> or <c>code,parent,name</c>).</summary>
public sealed record RegionTexts(string Provinces, string Regencies, string Districts);

/// <summary>The region tree.</summary>
public sealed class RegionStore(Database database)
{
    private sealed class Row
    {
        public string Code { get; init; } = "";

        public string? ParentCode { get; init; }

        public string Level { get; init; } = "";

        public string Name { get; init; } = "";
    }

    /// <summary>Stores the lists unless exactly these were stored before. A region that left the list stays, since answers may name it.</summary>
    public async Task SeedAsync(RegionTexts texts)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(texts.Provinces + texts.Regencies + texts.Districts)));
        if (database.Read(c => c.QuerySingleOrDefault<string>(ReadDigestSql)) == digest)
            return;
        Row[] rows = [.. Parse(texts.Provinces, "province"), .. Parse(texts.Regencies, "regency"), .. Parse(texts.Districts, "district")];
        await database.WriteAsync((c, t) => Save(c, t, rows, digest));
    }

    public Region? Find(string code) =>
        database.Read(c => c.QuerySingleOrDefault<Row>(FindSql, new { code })) is { } row ? new Region(row.Code, row.ParentCode, row.Level, row.Name) : null;

    /// <summary>All regions of a level, by code.</summary>
    public IReadOnlyList<Region> List(string level) =>
        database.Read(c => c.Query<Row>(ListSql, new { level }).Select(r => new Region(r.Code, r.ParentCode, r.Level, r.Name)).ToList());

    private static int Save(DbConnection connection, DbTransaction? transaction, Row[] rows, string digest)
    {
        foreach (var row in rows)
            connection.Execute(SaveSql, row, transaction);
        return connection.Execute(SaveDigestSql, new { digest }, transaction);
    }

    /// <summary>The lists have no quoted fields; a name keeps any further comma.</summary>
    private static IEnumerable<Row> Parse(string csv, string level)
    {
        var columns = level == "province" ? 2 : 3;
        foreach (var line in csv.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var fields = line.Split(',', columns);
            yield return new Row { Code = fields[0], ParentCode = columns == 3 ? fields[1] : null, Level = level, Name = fields[^1].Trim('"') };
        }
    }

    private const string ReadDigestSql = "select value from setting where name = 'regions'";

    private const string SaveDigestSql = """
        insert into setting (name, value) values ('regions', @digest) on conflict (name) do update set value = excluded.value
        """;

    private const string SaveSql = """
        insert into region (code, parent_code, level, name) values (@Code, @ParentCode, @Level, @Name)
        on conflict (code) do update set parent_code = excluded.parent_code, level = excluded.level, name = excluded.name
        """;

    private const string ListSql = "select code as Code, parent_code as ParentCode, level as Level, name as Name from region where level = @level order by code";

    private const string FindSql = "select code as Code, parent_code as ParentCode, level as Level, name as Name from region where code = @code";
}
