namespace KotanBot.Fakes.Api;

/// <summary>Every call since the start, in the order in which they were answered.</summary>
internal sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<LoggedRequest> _all = [];

    public void Add(LoggedRequest request)
    {
        lock (_gate)
            _all.Add(request);
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
