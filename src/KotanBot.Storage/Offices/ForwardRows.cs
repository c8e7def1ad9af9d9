using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>
/// Accepted reports on their way up. An office sends on what it accepted (also for offices without an admin) and what was forwarded to it; so does
/// whoever serves that office.
/// </summary>
internal static class ForwardRows
{
    private sealed class Office
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        public string? ParentCode { get; init; }

        public string? ParentName { get; init; }
    }

    /// <param name="receivedFrom">The first instant of the year at the office; null leaves out what was forwarded to it.</param>
    public static ForwardFacts Read(DbConnection connection, Scope scope, long? receivedFrom)
    {
        if (Find(connection, null, scope) is not { } office)
            return new ForwardFacts(0, "", false);
        var isTop = office.ParentCode is null;
        var state = ReviewRows.Name(isTop ? ReviewState.ForwardedToCentre : ReviewState.ForwardedToProvince);
        var received = receivedFrom is { } from
            ? connection.Query<(string Satker, long Count)>(ReceivedSql, new { scopeRoot = scope.Root, state, fromAt = isTop ? from : 0L }).Select(r => new ReceivedReports(r.Satker, (int)r.Count))
            : [];
        return new ForwardFacts(CountReady(connection, null, scope), office.ParentName ?? office.Name, isTop) { Received = [.. received] };
    }

    /// <summary>The office that the reports went to; null when they were not so many.</summary>
    public static string? Forward(DbConnection connection, DbTransaction? transaction, Scope scope, int count)
    {
        if (Find(connection, transaction, scope) is not { } office || CountReady(connection, transaction, scope) != count)
            return null;
        var parameters = new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) };
        foreach (var sql in Moves)
            connection.Execute(sql, parameters, transaction);
        return office.ParentCode ?? office.Code;
    }

    private static Office? Find(DbConnection connection, DbTransaction? transaction, Scope scope) => connection.QuerySingleOrDefault<Office>(FindSql, new { scopeRoot = scope.Root }, transaction);

    private const string FindSql = """
        select o.code as Code, o.name as Name, o.parent_code as ParentCode, p.name as ParentName
        from satker o left join satker p on p.code = o.parent_code where o.code = @scopeRoot
        """;

    private static int CountReady(DbConnection connection, DbTransaction? transaction, Scope scope) =>
        (int)connection.ExecuteScalar<long>(ReadySql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) }, transaction);

    private const string Served = "with recursive " + ServedSql.Tree;

    /// <summary>Counted office by office: a join would begin with every report of the country.</summary>
    private const string ReadySql = Served + """

        select coalesce((
                select sum((select count(*) from submission s where s.satker_code = o.code and s.review = 'verified')) from served v join satker o on o.code = v.code where o.parent_code is not null), 0)
            + coalesce((
                select sum((select count(*) from submission s where s.satker_code = o.code and s.review = 'forwarded-to-province')) from served v join satker o on o.parent_code = v.code), 0)
        """;

    /// <summary>In this order: what was accepted for an office below comes to the BNNP first and goes on with the rest.</summary>
    private static readonly string[] Moves =
    [
        Move(ReviewState.Verified, underCentre: false, "select o.code from served v join satker o on o.code = v.code join satker p on p.code = o.parent_code where p.parent_code is not null"),
        Move(ReviewState.Verified, underCentre: true, "select o.code from served v join satker o on o.code = v.code join satker p on p.code = o.parent_code where p.parent_code is null"),
        Move(ReviewState.ForwardedToProvince, underCentre: false, "select o.code from served v join satker o on o.parent_code = v.code"),
    ];

    private static string Move(ReviewState state, bool underCentre, string offices) =>
        $"{Served} update submission set review = '{ReviewRows.Name(ReviewLifecycle.After(state, ReviewTrigger.Forward, underCentre))}' where review = '{ReviewRows.Name(state)}' and satker_code in ({offices})";

    private const string ReceivedSql = """
        with recursive below (code, top) as (
            select code, code from satker where parent_code = @scopeRoot
            union
            select s.code, b.top from satker s join below b on s.parent_code = b.code
        )
        select r.Satker as Satker, sum(r.Count) as Count from (
            select t.code as Code, t.name as Satker, (select count(*) from submission s where s.satker_code = b.code and s.review = @state and s.submitted_at >= @fromAt) as Count
            from below b join satker t on t.code = b.top) r
        where r.Count > 0 group by r.Code, r.Satker order by sum(r.Count) desc, r.Satker
        """;
}
