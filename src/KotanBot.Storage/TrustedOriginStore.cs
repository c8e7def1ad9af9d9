using Dapper;

namespace KotanBot.Storage;

/// <summary>Origins of web pages that the owner of the secret named, each once, for ever. They say nothing about any person.</summary>
public sealed class TrustedOriginStore(Database database)
{
    public IReadOnlyList<string> Read() => database.Read(c => c.Query<string>(ReadSql).AsList());

    /// <summary>Adds all of them that are new, or none and gives false when then more than <paramref name="most"/> would be kept.</summary>
    public Task<bool> AddAsync(IEnumerable<string> origins, int most, DateTimeOffset now) => database.WriteAsync((connection, transaction) =>
    {
        var known = connection.Query<string>(ReadSql, transaction: transaction).ToHashSet(StringComparer.Ordinal);
        var fresh = origins.Distinct(StringComparer.Ordinal).Where(o => !known.Contains(o)).ToList();
        if (known.Count + fresh.Count > most)
            return false;
        foreach (var origin in fresh)
            connection.Execute(InsertSql, new { origin, now = Instant.ToColumn(now) }, transaction);
        return true;
    });

    private const string ReadSql = "select origin from trusted_origin";

    private const string InsertSql = "insert into trusted_origin (origin, trusted_at) values (@origin, @now)";
}
