namespace KotanBot.Media;

/// <summary>How many uploads may be in memory at once; a further one waits a while for its place.</summary>
public sealed class UploadPlaces : IDisposable
{
    public const int Most = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _places = new(Most);

    /// <summary>Null when all places stayed taken.</summary>
    public async Task<IDisposable?> TryTakeAsync(CancellationToken cancellation) =>
        await _places.WaitAsync(Patience, cancellation) ? new Place(_places) : null;

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
