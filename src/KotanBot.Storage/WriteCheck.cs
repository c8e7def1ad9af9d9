using Dapper;

namespace KotanBot.Storage;

/// <summary>Writes one row again, to see whether the disk takes anything; a write that does nothing succeeds on a full one too.</summary>
public sealed class WriteCheck(Database database)
{
    /// <summary>Throws what any write would throw now. The time makes each one differ from the last, or nothing would be written.</summary>
    public Task RunAsync(DateTimeOffset now) => database.WriteAsync((c, t) => c.Execute(SaveSql, new { now = $"{Instant.ToColumn(now)}" }, t));

    private const string SaveSql = "insert into setting (name, value) values ('write_check', @now) on conflict (name) do update set value = excluded.value";
}
