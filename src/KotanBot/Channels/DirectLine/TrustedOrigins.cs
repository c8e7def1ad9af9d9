using System.Collections.Frozen;
using System.Collections.Immutable;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// The origins whose pages may talk to us from a browser: those of the settings, and those named when a token was
/// generated, which are kept. Looked up in memory; the database is written only when one is new.
/// </summary>
public sealed class TrustedOrigins
{
    /// <summary>Beyond this somebody names origins without end; more belong into the settings.</summary>
    public const int Most = 1_000;

    private readonly FrozenSet<string> _set;

    private readonly TrustedOriginStore _store;

    private readonly TimeProvider _time;

    private ImmutableHashSet<string> _kept;

    public TrustedOrigins(GatewayOptions options, TrustedOriginStore store, TimeProvider time)
    {
        _set = options.TrustedOrigins.ToFrozenSet(StringComparer.Ordinal);
        _store = store;
        _time = time;
        _kept = [.. store.Read()];
    }

    public bool Contains(string origin) => _set.Contains(origin) || Volatile.Read(ref _kept).Contains(origin);

    /// <summary>All of them or none; false when there are too many already.</summary>
    public async Task<bool> TryKeepAsync(ImmutableArray<string> origins)
    {
        var fresh = origins.RemoveAll(Contains);
        if (fresh.IsEmpty)
            return true;
        if (!await _store.AddAsync(fresh, Most, _time.GetUtcNow()))
            return false;
        ImmutableInterlocked.Update(ref _kept, (kept, more) => kept.Union(more), fresh);
        return true;
    }
}
