using Dapper;

namespace KotanBot.Storage;

/// <summary>Conversations whose wake-up time has come.</summary>
public sealed class WakeStore(Database database)
{
    /// <summary>Longest due first.</summary>
    public IReadOnlyList<string> ReadDue(DateTimeOffset now, int limit) =>
        database.Read(c => c.Query<string>(ReadDueSql, new { now = Instant.ToColumn(now), limit }).AsList());

    private const string ReadDueSql = "select id from conversation where wake_at is not null and wake_at <= @now order by wake_at, id limit @limit";
}
