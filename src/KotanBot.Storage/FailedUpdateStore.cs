using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// What a channel delivered and this program could not read or handle at all, kept whole for whoever repairs it, for
/// <see cref="KeptFor"/>. It may be nobody's that we know, so it is sealed with the folder's key; an erasure takes what is known to be the person's.
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
    /// <param name="from">Whose it is, as far as that can be told.</param>
    /// <param name="key">The channel's name of it.</param>
    /// <param name="raw">As it was delivered.</param>
    /// <param name="channel">Where it came from.</param>
    /// <param name="now">The time from which it is kept.</param>
    public Task KeepAsync(string channel, string key, string raw, DateTimeOffset now, ChannelAddress? from = null)
    {
        var keyHash = keys.Hash("failed update", $"{channel}\n{key}");
        var addressHash = from is null ? null : ConversationRows.AddressHash(keys, from);
        var parameters = new { channel, keyHash, at = Instant.ToColumn(now), cipher = keys.Seal(raw, Place(channel, keyHash)), addressHash };
        return database.WriteAsync((c, t) => c.Execute(KeepSql, parameters, t));
    }

    private const string KeepSql = """
        insert into failed_update (channel, key_hash, at, cipher, address_hash) values (@channel, @keyHash, @at, @cipher, @addressHash) on conflict do nothing
        """;

    /// <summary>As they were delivered, oldest first.</summary>
    public IReadOnlyList<string> Read(string channel) => database.Read<IReadOnlyList<string>>(connection =>
        [.. connection.Query<Row>(ReadSql, new { channel }).Select(r => keys.Open(r.Cipher, Place(channel, r.KeyHash)))]);

    private const string ReadSql = "select key_hash as KeyHash, cipher as Cipher from failed_update where channel = @channel order by at, key_hash";

    /// <summary>Deletes what was kept long enough.</summary>
    public Task<int> PurgeAsync(DateTimeOffset now) =>
        database.WriteAsync((c, t) => c.Execute("delete from failed_update where at < @before", new { before = Instant.ToColumn(now - KeptFor) }, t));

    private static string Place(string channel, string keyHash) => $"failed_update.cipher|{channel}|{keyHash}";
}
