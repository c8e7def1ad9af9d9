namespace KotanBot.Media;

/// <summary>A channel's side of fetching files. The world's failures come back as results; only a cancellation is thrown.</summary>
public interface IMediaSource
{
    string Channel { get; }

    /// <param name="fileRef">The channel's own name of the file.</param>
    /// <param name="mostBytes">A longer file is not read to its end.</param>
    /// <param name="cancellation">Stops the transfer.</param>
    Task<MediaFetch> FetchAsync(string fileRef, int mostBytes, CancellationToken cancellation);
}
