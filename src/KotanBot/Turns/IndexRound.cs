using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Makes the readings of indices, once a day and time zone and only where something changed: at night, or earlier when weekly summaries are about to be made, which
/// tell of them. One at a time; a unit that fails is tried again in the next round and does not keep the others waiting.
/// </summary>
public sealed class IndexRound(IndexStore indices, DialogShelf dialogs, ILogger<IndexRound> logger) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <param name="hour">From which hour of the day by the clock of each zone.</param>
    public async Task RunAsync(int hour, DateTimeOffset now, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            foreach (var zone in SatkerWords.Offsets.Where(z => indices.IsRoundDue(z, hour, now)))
                await RunZoneAsync(zone, now, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task RunZoneAsync(int zone, DateTimeOffset now, CancellationToken cancellation)
    {
        var (definitions, made) = (dialogs.Current, 0);
        var plan = IndexPlan.Of(definitions);
        foreach (var due in indices.ReadDue(zone, now))
        {
            cancellation.ThrowIfCancellationRequested();
            made += await TryMakeAsync(due, plan, definitions, now);
        }

        await indices.EndRoundAsync(zone, now);
        if (made > 0)
            logger.LogInformation("{Count} index readings say something new", made);
    }

    private async Task<int> TryMakeAsync(DueIndex due, IndexPlan plan, DefinitionSet definitions, DateTimeOffset now)
    {
        try
        {
            return await indices.MakeAsync(due, plan, definitions.SourceOf, now);
        }
#pragma warning disable CA1031 // One broken unit must not keep the others from their readings.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            logger.LogError("The readings of {Kind} {Code} could not be made: {Failure}", due.Kind, due.Code, Failure.Describe(exception));
            return 0;
        }
    }

    public void Dispose() => _one.Dispose();
}
