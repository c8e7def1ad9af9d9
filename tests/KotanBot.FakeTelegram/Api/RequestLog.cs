namespace KotanBot.Fakes.Api;

/// <summary>Every call since the start, in the order in which they were answered.</summary>
internal sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<LoggedRequest> _all = [];
    private long _bytesIn;
    private long _bytesOut;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public (long In, long Out) Bytes
    {
        get
        {
            lock (_gate)
                return (_bytesIn, _bytesOut);
        }
    }

    public void Add(LoggedRequest request)
    {
        lock (_gate)
        {
            _all.Add(request);
            _count++;
            _bytesIn += request.BytesIn;
            _bytesOut += request.BytesOut;
        }
    }

    public IReadOnlyList<LoggedRequest> Snapshot()
    {
        lock (_gate)
            return [.. _all];
    }

    public void Clear()
    {
        lock (_gate)
            _all.Clear();
    }
}
