using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>What is held about a person beside their talk and their reports.</summary>
internal static class HeldRows
{
    internal sealed class ChannelRow
    {
        public string Channel { get; init; } = "";

        public long Since { get; init; }
    }

    internal sealed class DeedRow
    {
        public string Deed { get; init; } = "";

        public long Count { get; init; }

        public long LastAt { get; init; }
    }

    public static long CountNotices(DbConnection connection, string personId) =>
        connection.ExecuteScalar<long>("select count(*) from notice where person_id = @personId and told_at is null", new { personId });

    public static IEnumerable<ChannelRow> ReadChannels(DbConnection connection, string personId) =>
        connection.Query<ChannelRow>("select channel as Channel, started_at as Since from conversation where person_id = @personId order by started_at, id", new { personId });

    /// <summary>Lines of the audit that the person made or that are about them.</summary>
    public static IEnumerable<DeedRow> ReadDeeds(DbConnection connection, string personId) => connection.Query<DeedRow>(ReadDeedsSql, new { personId });

    private const string ReadDeedsSql = """
        select deed as Deed, count(*) as Count, max(at) as LastAt from audit where actor_id = @personId or subject = @personId group by deed order by max(at), deed
        """;

    /// <summary>Reports sent or not, files, and deeds for an office: what cannot become another person's unseen.</summary>
    public static bool Any(DbConnection connection, string personId, DbTransaction? transaction = null) =>
        connection.ExecuteScalar<long>(AnySql, new { personId }, transaction) > 0;

    private const string AnySql = """
        select (select count(*) from submission where person_id = @personId) + (select count(*) from attachment where person_id = @personId)
            + (select count(*) from audit where actor_id = @personId)
        """;
}
