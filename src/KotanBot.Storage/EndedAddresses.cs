using System.Collections.Concurrent;
using KotanBot.Core.Conversations;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// Addresses that ended, with an erasure or at the client's wish, for channels that give each conversation a random address of
/// its own. They are remembered for ever, as hashes: a random address says nothing about the person, and few end.
/// </summary>
public sealed class EndedAddresses
{
    private readonly KeyRing _keys;
    private readonly ConcurrentDictionary<string, bool> _hashes = new(StringComparer.Ordinal);

    internal EndedAddresses(Database database, KeyRing keys)
    {
        _keys = keys;
        foreach (var hash in database.Read(EndedAddressRows.Read))
            Add(hash);
    }

    public bool Contains(ChannelAddress address) => !_hashes.IsEmpty && _hashes.ContainsKey(EndedAddressRows.Hash(_keys, address));

    /// <summary>After the commit that stored it.</summary>
    internal void Add(string hash) => _hashes.TryAdd(hash, true);
}
