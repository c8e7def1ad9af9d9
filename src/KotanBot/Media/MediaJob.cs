using System.Collections.Immutable;
using System.Threading.Channels;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Media;

/// <summary>
/// Brings in the files that answers name and channels still hold, and tells people about those that cannot be had. All it
/// knows is in rows, so a restart loses nothing; a crash right after somebody was told may tell them twice.
/// </summary>
public sealed class MediaJob(AttachmentStore attachments, MediaFetcher fetcher, UploadPlaces places, TurnRunner runner, TimeProvider time, ILogger<MediaJob> logger)
    : RepeatingJob(Period, time, logger)
{
    private const int MostAtOnce = 50;

    /// <summary>Of the places for files in memory, the web's uploads keep the others.</summary>
    private const int MostBeside = UploadPlaces.Most / 2;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(10);

    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly MediaSweep _sweep = new(attachments, logger);
    private DateTimeOffset _nextSweep;
    private Task<bool>? _tick;
    private Task<bool>? _nudge;

    /// <summary>Says that a turn just named files; they are then fetched without waiting for the next round.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    /// <summary>One round.</summary>
    public Task RunOnceAsync(CancellationToken cancellation) => TryOnceAsync(cancellation);

    protected override async ValueTask<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        // Each can be awaited once at a time, so the one that was outrun is kept for the next wait.
        _tick ??= timer.WaitForNextTickAsync(cancellation).AsTask();
        _nudge ??= _nudges.Reader.ReadAsync(cancellation).AsTask();
        if (await Task.WhenAny(_tick, _nudge) == _nudge)
        {
            var nudged = _nudge;
            _nudge = null;
            return await nudged;
        }
        var tick = _tick;
        _tick = null;
        return await tick;
    }

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        await SweepAsync();
        await BringAsync(cancellation);
        await TellAsync(cancellation);
    }

    private async Task SweepAsync()
    {
        if (Time.GetUtcNow() < _nextSweep)
            return;
        await _sweep.RunAsync(Time.GetUtcNow());
        _nextSweep = Time.GetUtcNow() + BetweenSweeps;
    }

    private async Task BringAsync(CancellationToken cancellation)
    {
        var beside = new ParallelOptions { MaxDegreeOfParallelism = MostBeside, CancellationToken = cancellation };
        int left;
        do
        {
            left = 0;
            var due = attachments.ReadExpected(MostAtOnce, Time.GetUtcNow());
            await Parallel.ForEachAsync(due, beside, async (expected, stop) =>
            {
                using var place = await places.TryTakeAsync(stop);
                if (place is not null)
                    await fetcher.BringAsync(expected, stop);
                else
                    Interlocked.Increment(ref left);
            });
            if (due.Count < MostAtOnce)
                return;
        }
        while (left == 0);
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        foreach (var lost in attachments.ReadUntold(MostAtOnce).GroupBy(l => l.ConversationId))
        {
            ImmutableArray<string> ids = [.. lost.Select(l => l.Id)];
            try
            {
                await runner.FeedAsync(lost.Key, new Input.MediaLost(ids), cancellation);
            }
#pragma warning disable CA1031 // One broken conversation must not keep the others from being told.
            catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException or ObjectDisposedException))
#pragma warning restore CA1031
            {
                Logger.LogError("Conversation {Conversation} could not be told of lost files: {Failure}", lost.Key, Failure.Describe(exception));
                if (exception is TurnConflictException)
                    continue;
            }
            await attachments.MarkToldAsync(ids, Time.GetUtcNow());
        }
    }
}
