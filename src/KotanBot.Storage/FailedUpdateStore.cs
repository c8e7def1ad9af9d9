using Dapper;

namespace KotanBot.Storage;

/// <summary>
/// What a channel delivered and this program could not read at all, kept whole for whoever repairs it. Nobody knows whose it
/// is, so it is sealed with the folder's key and goes after <see cref="KeptFor"/>.
/// </summary>
public sealed class FailedUpdateStore(Database database, KeyRing keys)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private sealed class Row
    {
        public string KeyHash { get; init; } = "";

        public string Cipher { get; init; } = "";
    }

    /// <summary>Kept once per key, so that a redelivered one takes no second place.</summary>
    public Task KeepAsync(string channel, string key, string raw, DateTimeOffset now)
    {
        var keyHash = keys.Hash("failed update", $"{channel}\n{key}");
        var parameters = new { channel, keyHash, at = Instant.ToColumn(now), cipher = keys.Seal(raw, Place(channel, keyHash)), before = Instant.ToColumn(now - KeptFor) };
        return database.WriteAsync((c, t) => c.Execute(PurgeSql, parameters, t) + c.Execute(KeepSql, parameters, t));
    }

    private const string KeepSql = "insert into failed_update (channel, key_hash, at, cipher) values (@channel, @keyHash, @at, @cipher) on conflict do nothing";
    private const string PurgeSql = "delete from failed_update where at < @before";

    /// <summary>As they were delivered, oldest first.</summary>
    public IReadOnlyList<string> Read(string channel) => database.Read<IReadOnlyList<string>>(connection =>
        [.. connection.Query<Row>(ReadSql, new { channel }).Select(r => keys.Open(r.Cipher, Place(channel, r.KeyHash)))]);

    private const string ReadSql = "select key_hash as KeyHash, cipher as Cipher from failed_update where channel = @channel order by at, key_hash";

    private static string Place(string channel, string keyHash) => $"failed_update.cipher|{channel}|{keyHash}";
}
