using KotanBot.Storage;

namespace KotanBot.Media;

/// <summary>
/// Makes kept files follow what people take back: files that no answer names any more go, and where a report tells no point on
/// the map any more, its photos lose theirs.
/// </summary>
public sealed class MediaSweep(AttachmentStore attachments, ILogger logger)
{
    /// <summary>Throws only when the store fails.</summary>
    public async Task RunAsync(DateTimeOffset now)
    {
        await attachments.DeleteForgottenAsync(now);
        foreach (var id in attachments.ReadPlacesTakenBack())
            await ForgetPlaceAsync(id);
    }

    private async Task ForgetPlaceAsync(string id)
    {
        try
        {
            if (attachments.Open(id) is not { } kept)
                return;
            if (PhotoCleaner.Clean(kept.ContentType, kept.Bytes.Span, keepsPlace: false) is { } cleaned)
                await attachments.ForgetPlaceAsync(id, cleaned);
            else
                logger.LogWarning("File {Id} is not well formed, so its place cannot be taken out", id);
        }
#pragma warning disable CA1031 // One damaged file must not keep the others from being cleaned, nor new ones from being fetched.
        catch (Exception exception) when (exception is not (StorageUnavailableException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            logger.LogError("The place in file {Id} could not be taken out: {Failure}", id, Failure.Describe(exception));
        }
    }
}
