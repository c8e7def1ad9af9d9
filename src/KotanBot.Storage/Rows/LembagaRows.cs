using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>lembaga</c> table: the institutions that an office knows, each once however its name is typed.</summary>
internal static class LembagaRows
{
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string Name { get; init; } = "";

        public string Lingkungan { get; init; } = "";

        public long Members { get; init; }

        public LembagaFacts ToFacts() => new(Id, Name, Lingkungan);
    }

    public static string Fold(string name) => TextFolding.Fold(name);

    /// <summary>The office's lembaga of this name, added when it is new; one that is there keeps its spelling and lingkungan.</summary>
    public static string FindOrAdd(DbConnection connection, DbTransaction? transaction, string satkerCode, PlannedLembaga lembaga, long now)
    {
        var folded = Fold(lembaga.Name);
        connection.Execute(AddSql, new { id = NewId.Create(), satkerCode, name = lembaga.Name.Trim(), folded, lingkungan = lembaga.Lingkungan, now }, transaction);
        return Find(connection, satkerCode, lembaga.Name, transaction)!.Id;
    }

    private const string AddSql = """
        insert into lembaga (id, satker_code, name, folded, lingkungan, created_at)
        values (@id, @satkerCode, @name, @folded, @lingkungan, @now)
        on conflict (satker_code, folded) do nothing
        """;

    private const string Columns = "l.id as Id, l.satker_code as SatkerCode, l.name as Name, l.lingkungan as Lingkungan";

    public static Row? Find(DbConnection connection, string satkerCode, string name, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefault<Row>(FindByNameSql, new { satkerCode, folded = Fold(name) }, transaction);

    private const string FindByNameSql = "select " + Columns + " from lembaga l where l.satker_code = @satkerCode and l.folded = @folded";

    public static Row? FindById(DbConnection connection, DbTransaction? transaction, string id) => connection.QuerySingleOrDefault<Row>(FindByIdSql, new { id }, transaction);

    private const string FindByIdSql = "select " + Columns + " from lembaga l where l.id = @id";

    /// <summary>By office and name. With an office, only its own.</summary>
    public static IReadOnlyList<Row> List(DbConnection connection, Scope scope, string? satkerCode, int limit) =>
        connection.Query<Row>(ListSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), satkerCode, limit }).AsList();

    private const string ListSql = "with recursive " + ScopeSql.Tree + " select " + Columns + """
        , (select count(*) from person p where p.lembaga_id = l.id) as Members
        from lembaga l where (@satkerCode is null or l.satker_code = @satkerCode) and
        """ + " " + ScopeSql.Within + "l.satker_code" + ScopeSql.IsIn + " order by l.satker_code, l.folded limit @limit";
}
