using System.Threading.RateLimiting;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Holds permits that come back evenly. Unlike the platform's own bucket it reads the gateway's clock, so that the wait it tells is exact
/// and can be checked. A full bucket says since when it is idle, and its owner lets it go.
/// </summary>
public sealed class TokenBucket(int most, double perSecond, TimeProvider time) : RateLimiter
{
    private readonly Lock _gate = new();
    private double _permits = most;
    private long _counted = time.GetTimestamp();

    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate)
            {
                var idle = time.GetElapsedTime(_counted) - TimeSpan.FromSeconds((most - _permits) / perSecond);
                return idle >= TimeSpan.Zero ? idle : null;
            }
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _permits = Math.Min(most, _permits + (time.GetElapsedTime(_counted, now).TotalSeconds * perSecond));
            _counted = now;
            if (_permits < permitCount)
                return new Refused(TimeSpan.FromSeconds((permitCount - _permits) / perSecond));
            _permits -= permitCount;
            return Granted.Instance;
        }
    }

    /// <summary>Nobody queues here: a client is told to come again.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

    private sealed class Granted : RateLimitLease
    {
        public static readonly Granted Instance = new();

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }

    private sealed class Refused(TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
