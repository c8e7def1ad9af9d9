using Dapper;

namespace KotanBot.Storage;

/// <summary>Conversations whose wake-up time has come.</summary>
public sealed class WakeStore(Database database)
{
    /// <summary>Longest due first.</summary>
    public IReadOnlyList<string> ReadDue(DateTimeOffset now, int limit) =>
        database.Read(c => c.Query<string>(ReadDueSql, new { now = Instant.ToColumn(now), limit }).AsList());

    /// <summary>Takes the wake-up time from a conversation that cannot be woken, so that it is not due for ever.</summary>
    public Task DropAsync(string conversationId) =>
        database.WriteAsync((c, t) => c.Execute(DropSql, new { conversationId }, t));

    private const string DropSql = "update conversation set wake_at = null where id = @conversationId";

    private const string ReadDueSql = "select id from conversation where wake_at is not null and wake_at <= @now order by wake_at, id limit @limit";
}
