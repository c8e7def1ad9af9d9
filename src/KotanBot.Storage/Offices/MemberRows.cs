using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>People of the offices that somebody serves. Respondents are counted only: they gave no name and do no work there.</summary>
internal static class MemberRows
{
    internal sealed class Line
    {
        public string Id { get; init; } = "";

        public string Role { get; init; } = "";

        public string? NameCipher { get; init; }

        public string? LembagaCipher { get; init; }

        public string? LembagaName { get; init; }

        /// <summary>The person's key, still wrapped.</summary>
        public string? Wrapped { get; init; }

        public long CreatedAt { get; init; }

        public long? LastReportAt { get; init; }
    }

    internal sealed class Card
    {
        public string Role { get; init; } = "";

        public string SatkerCode { get; init; } = "";

        public string SatkerName { get; init; } = "";

        public string? Lingkungan { get; init; }

        public string? NameCipher { get; init; }

        public string? LembagaCipher { get; init; }

        public string? LembagaName { get; init; }

        public long CreatedAt { get; init; }

        public long? LastReportAt { get; init; }

        public long? SilentSince { get; init; }

        public long Reachable { get; init; }
    }

    private sealed class RoleCount
    {
        public string Role { get; init; } = "";

        public long Count { get; init; }
    }

    private sealed class Office
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";
    }

    private const string Worker = "p.role in ('admin', 'petugas', 'penggiat')";

    public static bool IsServed(DbConnection connection, Scope scope, string satkerCode) =>
        connection.ExecuteScalar<long>(IsServedSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), satkerCode }) > 0;

    private const string IsServedSql = "with recursive " + ServedSql.Tree + " select count(*) from served where code = @satkerCode";

    /// <summary>Offices below that the scope's own serves as well, by name.</summary>
    public static IReadOnlyList<OfficeName> ListServedBelow(DbConnection connection, Scope scope) =>
        connection.Query<Office>(ListServedBelowSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope) }).Select(o => new OfficeName(o.Code, o.Name)).ToList();

    private const string ListServedBelowSql = "with recursive " + ServedSql.Tree + """
         select s.code as Code, s.name as Name from served join satker s on s.code = served.code where s.code <> @scopeRoot order by s.name, s.code
        """;

    /// <summary>The office lies in the scope of who asks.</summary>
    public static MemberCounts Count(DbConnection connection, string satkerCode)
    {
        var counts = connection.Query<RoleCount>(CountSql, new { satkerCode }).ToDictionary(r => r.Role, r => (int)r.Count);
        return new MemberCounts(
            counts.GetValueOrDefault(Access.Admin), counts.GetValueOrDefault(Access.Officer), counts.GetValueOrDefault(Access.Volunteer), counts.GetValueOrDefault(Access.Respondent));
    }

    private const string CountSql = "select p.role as Role, count(*) as Count from person p where p.satker_code = @satkerCode and p.role is not null group by p.role";

    /// <summary>Admins first, then officers; those who came first are the ones that a limit keeps.</summary>
    public static IReadOnlyList<Line> Read(DbConnection connection, string satkerCode, int limit) => connection.Query<Line>(ReadSql, new { satkerCode, limit }).AsList();

    private const string ReadSql = """
        select p.id as Id, p.role as Role, p.name_cipher as NameCipher, p.lembaga_cipher as LembagaCipher, l.name as LembagaName, k.wrapped as Wrapped,
            p.created_at as CreatedAt, p.last_report_at as LastReportAt
        from person p left join lembaga l on l.id = p.lembaga_id left join person_key k on k.person_id = p.id
        where p.satker_code = @satkerCode and
        """ + " " + Worker + " order by case p.role when 'admin' then 0 when 'petugas' then 1 else 2 end, p.created_at, p.id limit @limit";

    /// <summary>Null for whoever is not of an office that the scope's own serves.</summary>
    public static Card? Find(DbConnection connection, Scope scope, string id, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefault<Card>(FindSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), id }, transaction);

    private const string FindSql = "with recursive " + ServedSql.Tree + """

        select p.role as Role, s.code as SatkerCode, s.name as SatkerName, p.lingkungan as Lingkungan, p.name_cipher as NameCipher, p.lembaga_cipher as LembagaCipher,
            l.name as LembagaName, p.created_at as CreatedAt, p.last_report_at as LastReportAt, p.silent_since as SilentSince,
            (select count(*) from conversation c where c.person_id = p.id and c.unreachable_at is null) as Reachable
        from person p join satker s on s.code = p.satker_code left join lembaga l on l.id = p.lembaga_id
        where p.id = @id and
        """ + " " + Worker + " and p.satker_code in (select code from served)";
}
