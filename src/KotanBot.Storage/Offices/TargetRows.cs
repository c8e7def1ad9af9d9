using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>The <c>target</c> table. Decimals stand in columns as double precision, which holds 15 digits.</summary>
internal static class TargetRows
{
    private sealed class Row
    {
        public string Output { get; init; } = "";

        public double? Target { get; init; }

        public double? Entered { get; init; }
    }

    private sealed class Office
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";
    }

    /// <summary>The office and all below it that lie in the scope, itself first; empty when it does not.</summary>
    public static ImmutableArray<OfficeName> ReadOffices(DbConnection connection, Scope scope, string satkerCode) =>
        [.. connection.Query<Office>(ReadOfficesSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), satkerCode }).Select(o => new OfficeName(o.Code, o.Name))];

    private const string ReadOfficesSql = "with recursive " + ScopeSql.Tree + ", " + Rows.SatkerRows.Tree + """

        select s.code as Code, s.name as Name from satker s
        where s.code in (select code from scope) and s.code in (select code from tree) and exists (select 1 from scope where code = @satkerCode)
        order by case when s.code = @satkerCode then 0 else 1 end, s.code
        """;

    public static ImmutableArray<OutputTarget> Read(DbConnection connection, TargetPlace place, ImmutableArray<Output> outputs)
    {
        var set = ReadSet(connection, place);
        return Of(connection, place, outputs, outputs, set);
    }

    /// <summary>Those only that have a target; reports are looked through for no other.</summary>
    public static ImmutableArray<OutputTarget> ReadTargeted(DbConnection connection, TargetPlace place, ImmutableArray<Output> outputs)
    {
        var set = ReadSet(connection, place);
        return Of(connection, place, outputs, [.. outputs.Where(o => set.GetValueOrDefault(o.Id)?.Target > 0)], set);
    }

    private static Dictionary<string, Row> ReadSet(DbConnection connection, TargetPlace place) =>
        connection.Query<Row>(ReadSql, new { scopeRoot = place.Satker, scopeBelow = place.WithBelow ? 1L : 0L, year = (long)place.Year }).ToDictionary(r => r.Output);

    private static ImmutableArray<OutputTarget> Of(DbConnection connection, TargetPlace place, ImmutableArray<Output> all, ImmutableArray<Output> wanted, Dictionary<string, Row> set)
    {
        var counted = ReportedRows.Count(connection, place, OutputSources.Of(all), wanted.Select(o => o.Id).ToHashSet());
        return [.. wanted.Select(o => Of(o, set.GetValueOrDefault(o.Id), counted.GetValueOrDefault(o.Id)))];
    }

    private static OutputTarget Of(Output output, Row? row, decimal counted) =>
        new(output.Id, (decimal?)row?.Target, output.IsEntered ? (decimal?)row?.Entered : null, counted);

    private const string ReadSql = "with recursive " + ScopeSql.Tree + """

        select t.output as Output, sum(t.target) as Target, sum(t.entered) as Entered
        from target t where t.year = @year and t.satker_code in (select code from scope) group by t.output
        """;

    /// <summary>What stood there before, for the audit.</summary>
    public static double? Find(DbConnection connection, DbTransaction? transaction, TargetPlace place, string output, bool done) =>
        connection.QuerySingleOrDefault<Row>(FindSql, new { satker = place.Satker, year = (long)place.Year, output }, transaction) is { } row ? done ? row.Entered : row.Target : null;

    private const string FindSql = "select t.output as Output, t.target as Target, t.entered as Entered from target t where t.satker_code = @satker and t.year = @year and t.output = @output";

    public static void Save(DbConnection connection, DbTransaction? transaction, TargetPlace place, string output, bool done, double amount, long now) =>
        connection.Execute(done ? SaveEnteredSql : SaveTargetSql, new { satker = place.Satker, year = (long)place.Year, output, amount, now }, transaction);

    private const string SaveTargetSql = """
        insert into target (satker_code, year, output, target, changed_at) values (@satker, @year, @output, @amount, @now)
        on conflict (satker_code, year, output) do update set target = excluded.target, changed_at = excluded.changed_at
        """;

    private const string SaveEnteredSql = """
        insert into target (satker_code, year, output, entered, changed_at) values (@satker, @year, @output, @amount, @now)
        on conflict (satker_code, year, output) do update set entered = excluded.entered, changed_at = excluded.changed_at
        """;
}

/// <summary>Whose year is looked at: an office alone, or with all below it.</summary>
internal sealed record TargetPlace(string Satker, int Year, bool WithBelow = false);
