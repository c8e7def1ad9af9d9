using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Keeps a flooding client from the others: buckets for the answers of a conversation, for its reads, and for an address. A bucket that
/// nobody uses is full within a minute and then let go, so that memory holds only who called lately.
/// </summary>
public sealed class DirectLineLimits(DirectLineLimitSettings settings, TimeProvider time) : IDisposable
{
    /// <summary>Who holds an IPv6 network has all addresses in it.</summary>
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<string>? _answers = Create(settings.Answers, OfConversation, time);
    private readonly PartitionedRateLimiter<string>? _reads = Create(settings.Reads, OfConversation, time);
    private readonly PartitionedRateLimiter<string>? _addresses = Create(settings.Address, OfAddress, time);

    private static TimeSpan OfConversation => TimeSpan.FromSeconds(12);

    private static TimeSpan OfAddress => TimeSpan.FromMinutes(1);

    /// <summary>For everything that a conversation sends, over HTTP and over its socket alike.</summary>
    /// <param name="conversationId">As a checked token names it; a stranger must not use up somebody's permits.</param>
    /// <param name="wait">When to come again.</param>
    public bool TryAnswer(string conversationId, out TimeSpan wait) => Try(_answers, conversationId, out wait);

    /// <summary>For reads, streams and renewed tokens.</summary>
    public bool TryRead(string conversationId, out TimeSpan wait) => Try(_reads, conversationId, out wait);

    public bool TryAddress(IPAddress? address, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        return _addresses is null || Try(_addresses, KeyOf(address), out wait);
    }

    public void Dispose()
    {
        _answers?.Dispose();
        _reads?.Dispose();
        _addresses?.Dispose();
    }

    /// <param name="perMinute">Null for no limit.</param>
    /// <param name="saved">So much time's permits may be used at once.</param>
    private static PartitionedRateLimiter<string>? Create(int? perMinute, TimeSpan saved, TimeProvider time)
    {
        if (perMinute is not { } rate)
            return null;
        var most = Math.Max(1, (int)(rate * saved.TotalMinutes));
        return PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.Get(key, _ => new TokenBucket(most, rate / 60.0, time)), StringComparer.Ordinal);
    }

    private static bool Try(PartitionedRateLimiter<string>? limiter, string key, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (limiter is null)
            return true;
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired || !lease.TryGetMetadata(MetadataName.RetryAfter, out wait);
    }

    private static string KeyOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes)),
        _ => address.ToString(),
    };
}
