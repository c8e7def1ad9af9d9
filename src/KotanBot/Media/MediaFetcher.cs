using System.Diagnostics;
using KotanBot.Storage;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace KotanBot.Media;

/// <summary>
/// Brings one expected file in: fetched, recognised, cleaned, made small, stored; or put off; or given up. A hiccup is tried
/// again at once; what lasts longer waits in the file's row, where a restart finds it.
/// </summary>
public sealed class MediaFetcher
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    private readonly AttachmentStore _attachments;
    private readonly Dictionary<string, IMediaSource> _sources;
    private readonly VipsThumbnail _thumbnails;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<MediaFetch> _hiccups;

    public MediaFetcher(AttachmentStore attachments, IEnumerable<IMediaSource> sources, VipsThumbnail thumbnails, TimeProvider time, ILogger<MediaFetcher> logger)
    {
        _attachments = attachments;
        _sources = sources.ToDictionary(s => s.Channel, StringComparer.Ordinal);
        _thumbnails = thumbnails;
        _time = time;
        _logger = logger;
        _hiccups = new ResiliencePipelineBuilder<MediaFetch> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<MediaFetch>
            {
                ShouldHandle = again => ValueTask.FromResult(again.Outcome.Result is MediaFetch.RetryAfter { Wait.Ticks: 0 }),
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddTimeout(MostTime)
            .Build();
    }

    /// <summary>Throws only when the store fails or everything ends.</summary>
    public async Task BringAsync(ExpectedAttachment expected, CancellationToken cancellation)
    {
        try
        {
            if (_attachments.FindExpected(expected.Id) is { } file)
                await TakeAsync(expected, file, await FetchAsync(expected, file, cancellation), cancellation);
        }
#pragma warning disable CA1031 // One broken file must not keep all others waiting.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            _logger.LogError("File {Id} could not be brought in: {Failure}", expected.Id, Failure.Describe(exception));
            await PutOffAsync(expected, TimeSpan.Zero);
        }
    }

    private async Task<MediaFetch> FetchAsync(ExpectedAttachment expected, ExpectedFile file, CancellationToken cancellation)
    {
        // The channel may be off for now, with its token taken away.
        if (!_sources.TryGetValue(expected.Channel, out var source))
            return new MediaFetch.RetryAfter(TimeSpan.Zero);
        try
        {
            return await _hiccups.ExecuteAsync(async stop => await source.FetchAsync(file.FileRef, MediaLimits.MostFileBytes, stop), cancellation);
        }
        catch (TimeoutRejectedException)
        {
            return new MediaFetch.RetryAfter(TimeSpan.Zero);
        }
    }

    private Task TakeAsync(ExpectedAttachment expected, ExpectedFile file, MediaFetch fetch, CancellationToken cancellation) => fetch switch
    {
        MediaFetch.Got got => KeepAsync(expected, file, got.Bytes, cancellation),
        MediaFetch.TooBig => LoseAsync(expected, "too-big"),
        MediaFetch.Gone gone => LoseAsync(expected, gone.Reason),
        MediaFetch.RetryAfter later => PutOffAsync(expected, later.Wait),
        _ => throw new UnreachableException(),
    };

    private async Task KeepAsync(ExpectedAttachment expected, ExpectedFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (FileKind.Of(bytes.Span) is not { } kind)
        {
            await LoseAsync(expected, "unknown-kind");
            return;
        }
        // Both ways final here: a point told later brings nothing back, and one taken back is the sweep's to follow.
        var keepsPlace = _attachments.PlaceIsShared(expected.Id);
        if (PhotoCleaner.Clean(kind, bytes.Span, keepsPlace) is not { } cleaned)
        {
            await LoseAsync(expected, "unreadable");
            return;
        }
        if (_attachments.KeptBytes(expected.PersonId) - expected.Size + cleaned.Length > MediaLimits.MostKeptBytes)
        {
            await LoseAsync(expected, "full");
            return;
        }
        var thumbnail = await MakeThumbnailAsync(expected, file, kind, cleaned, cancellation);
        await _attachments.ArriveAsync(expected.Id, kind, cleaned, thumbnail, _time.GetUtcNow(), keepsPlace);
    }

    /// <summary>The channel's own preview costs us nothing to make; without any, the file is kept all the same.</summary>
    private async Task<ReadOnlyMemory<byte>?> MakeThumbnailAsync(ExpectedAttachment expected, ExpectedFile file, string kind, byte[] cleaned, CancellationToken cancellation)
    {
        if (file.ThumbRef is { } small
            && await FetchPreviewAsync(_sources[expected.Channel], small, cancellation) is MediaFetch.Got got
            && FileKind.Of(got.Bytes.Span) == "image/jpeg"
            && PhotoCleaner.Clean("image/jpeg", got.Bytes.Span, keepsPlace: false) is { } preview)
            return preview;
        return await _thumbnails.TryMakeAsync(kind, cleaned, VipsThumbnail.MostTime, cancellation);
    }

    private async Task<MediaFetch> FetchPreviewAsync(IMediaSource source, string fileRef, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MostTime);
        try
        {
            return await source.FetchAsync(fileRef, MediaLimits.MostThumbnailBytes, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new MediaFetch.RetryAfter(TimeSpan.Zero);
        }
    }

    private async Task PutOffAsync(ExpectedAttachment expected, TimeSpan told)
    {
#pragma warning disable CA5394 // Jitter needs no secrecy.
        var next = MediaBackOff.Next(expected.ExpectedAt, expected.Tries, told, _time.GetUtcNow(), Random.Shared.NextDouble());
#pragma warning restore CA5394
        if (next is { } until)
            await _attachments.PutOffAsync(expected.Id, until);
        else
            await LoseAsync(expected, "late");
    }

    private Task LoseAsync(ExpectedAttachment expected, string reason)
    {
        _logger.LogWarning("File {Id} is given up after {Tries} tries: {Reason}", expected.Id, expected.Tries + 1, reason);
        return _attachments.LoseAsync(expected.Id, reason);
    }
}
