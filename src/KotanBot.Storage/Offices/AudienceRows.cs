using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>Who hears what an office tells its people: volunteers and officers in the scope, never respondents, and not whoever writes it.</summary>
internal static class AudienceRows
{
    private sealed class Row
    {
        public long Reached { get; init; }

        public long OptedOut { get; init; }

        public long Unreachable { get; init; }
    }

    public static AudienceFacts Count(DbConnection connection, Scope scope, string senderId)
    {
        var row = connection.QuerySingle<Row>(CountSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), senderId });
        return new AudienceFacts((int)row.Reached, (int)row.OptedOut, (int)row.Unreachable);
    }

    private const string People = """

        from person p where p.role in ('penggiat', 'petugas') and p.id <> @senderId and
        """ + " " + ScopeSql.Within + "p.satker_code" + ScopeSql.IsIn;

    private const string IsReachable = "exists (select 1 from conversation k where k.person_id = p.id and k.unreachable_at is null)";

    private const string CountSql = "with recursive " + ScopeSql.Tree + """

        select coalesce(sum(case when p.silent_since is null and
        """ + " " + IsReachable + """
         then 1 else 0 end), 0) as Reached,
            coalesce(sum(case when p.silent_since is not null then 1 else 0 end), 0) as OptedOut,
            coalesce(sum(case when p.silent_since is null and not
        """ + " " + IsReachable + " then 1 else 0 end), 0) as Unreachable" + People;

    /// <summary>One notice each, all of the same content. The ids derive from the content and the person, who can get it only once.</summary>
    public static int Tell(DbConnection connection, DbTransaction? transaction, Scope scope, string senderId, string contentId, long dueAt, long expiresAt) =>
        connection.Execute(TellSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), senderId, contentId, dueAt, expiresAt }, transaction);

    private const string TellSql = "with recursive " + ScopeSql.Tree + """

        insert into notice (id, person_id, content_id, due_at, expires_at)
        select @contentId || '-' || p.id, p.id, @contentId, @dueAt, @expiresAt
        """ + People + " and p.silent_since is null";
}
