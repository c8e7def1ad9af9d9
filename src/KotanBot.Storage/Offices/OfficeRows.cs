using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>The offices of a scope.</summary>
internal static class OfficeRows
{
    private sealed class Row
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        public long Admins { get; init; }
    }

    /// <summary>All of them or this one: the top first, then those without an admin, by name.</summary>
    public static IEnumerable<InvitableOffice> List(DbConnection connection, Scope scope, string? satkerCode) =>
        connection.Query<Row>(ListSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), satkerCode }).Select(r => new InvitableOffice(r.Code, r.Name, r.Admins > 0));

    private const string ListSql = "with recursive " + ScopeSql.Tree + """

        select s.code as Code, s.name as Name, (select count(*) from person p where p.satker_code = s.code and p.role = 'admin') as Admins
        from satker s join scope on scope.code = s.code where @satkerCode is null or s.code = @satkerCode
        order by case when s.code = @scopeRoot then 0 else 1 end, case when exists (select 1 from person p where p.satker_code = s.code and p.role = 'admin') then 1 else 0 end, s.name, s.code
        """;

    public static IReadOnlyList<(string Code, string Name)> ListNames(DbConnection connection, Scope scope) =>
        connection.Query<Row>(ListNamesSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) }).Select(r => (r.Code, r.Name)).ToList();

    private const string ListNamesSql = "with recursive " + ScopeSql.Tree + " select s.code as Code, s.name as Name from satker s join scope on scope.code = s.code order by s.code";

    public static bool IsWithin(DbConnection connection, DbTransaction? transaction, Scope scope, string satkerCode) =>
        connection.ExecuteScalar<long>(IsWithinSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), satkerCode }, transaction) > 0;

    private const string IsWithinSql = "with recursive " + ScopeSql.Tree + " select count(*) from scope where code = @satkerCode";
}
