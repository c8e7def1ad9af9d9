using System.Collections.Concurrent;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// The goodbyes of conversations that ended a moment ago, for clients that poll: their log may be gone already. Memory only,
/// and only so much; who comes too late gets the same 404 as everybody.
/// </summary>
public sealed class LastWords(TimeProvider time)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(2);

    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<string, ConversationEnd> _ends = new(StringComparer.Ordinal);

    public void Keep(ConversationEnd end)
    {
        var now = time.GetUtcNow();
        foreach (var old in _ends.Where(e => now - e.Value.At >= KeptFor || _ends.Count >= MostKept).Select(e => e.Key))
            _ends.TryRemove(old, out _);
        _ends[end.Address] = end;
    }

    /// <summary>Null when it is past, or when this client has seen it by its watermark, or never saw anything.</summary>
    public ConversationEnd? Find(string address, long watermark) =>
        watermark > 0 && _ends.TryGetValue(address, out var end) && watermark < end.Ordinal && time.GetUtcNow() - end.At < KeptFor ? end : null;
}
