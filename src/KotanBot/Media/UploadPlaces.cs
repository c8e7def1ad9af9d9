namespace KotanBot.Media;

/// <summary>
/// How many uploads may be in memory at once; a further one waits a while for its place. One person holds one place at most, so
/// that nobody's slow line keeps all of them.
/// </summary>
public sealed class UploadPlaces : IDisposable
{
    public const int Most = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _places = new(Most);

    private readonly HashSet<string> _persons = new(StringComparer.Ordinal);

    /// <summary>For the server's own work. Null when all places stayed taken.</summary>
    public async Task<IDisposable?> TryTakeAsync(CancellationToken cancellation) =>
        await _places.WaitAsync(Patience, cancellation) ? new Place(this, null) : null;

    /// <summary>Null when all places stayed taken, and at once when this person holds one already or waits for it.</summary>
    public async Task<IDisposable?> TryTakeAsync(string personId, CancellationToken cancellation)
    {
        lock (_persons)
        {
            if (!_persons.Add(personId))
                return null;
        }

        var taken = false;
        try
        {
            taken = await _places.WaitAsync(Patience, cancellation);
            return taken ? new Place(this, personId) : null;
        }
        finally
        {
            if (!taken)
                Leave(personId);
        }
    }

    public void Dispose() => _places.Dispose();

    private void Leave(string personId)
    {
        lock (_persons)
            _persons.Remove(personId);
    }

    /// <summary>Given back once, however often it is disposed.</summary>
    private sealed class Place(UploadPlaces places, string? personId) : IDisposable
    {
        private bool _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, true))
                return;
            if (personId is not null)
                places.Leave(personId);
            places._places.Release();
        }
    }
}
