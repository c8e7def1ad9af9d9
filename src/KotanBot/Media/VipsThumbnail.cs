using System.Diagnostics;

namespace KotanBot.Media;

/// <summary>
/// Makes small JPEGs with Debian's <c>vipsthumbnail</c>, through pipes, so that no picture stands unsealed on a disk. Where
/// the program is missing there are no such previews, and nothing else changes.
/// </summary>
public sealed class VipsThumbnail
{
    public const string Program = "vipsthumbnail";

    /// <summary>Where nobody waits for it.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>Of one upload, for all its files, while its sender waits and holds one of the <see cref="UploadPlaces"/>.</summary>
    public static readonly TimeSpan MostTimeOfUpload = TimeSpan.FromSeconds(5);

    /// <summary>Address space in bytes; measured: half of it is enough for the largest that <see cref="PictureSize"/> lets through.</summary>
    private const long MostMemory = 1_000_000_000;

    private readonly string? _path;
    private readonly ILogger _logger;

    /// <param name="path">Where the program is (<see cref="Find"/>), or null.</param>
    /// <param name="logger">Is told once when the program is missing.</param>
    public VipsThumbnail(string? path, ILogger logger)
    {
        _path = path;
        _logger = logger;
        if (path is null)
            logger.LogInformation("{Program} is not installed; photos that come without a preview get none (Debian: libvips-tools)", Program);
    }

    /// <summary>Null when it cannot be done: the file is no picture or a huge one, the program is missing, refuses it, or takes too long.</summary>
    public async Task<ReadOnlyMemory<byte>?> TryMakeAsync(string contentType, ReadOnlyMemory<byte> picture, TimeSpan mostTime, CancellationToken cancellation)
    {
        // Readers of PDF are not among those that may read what strangers send.
        if (_path is null || mostTime <= TimeSpan.Zero || !contentType.StartsWith("image/", StringComparison.Ordinal) || PictureSize.Read(picture.Span) is not { IsBearable: true })
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(mostTime);
        try
        {
            var made = await PipedProgram.RunAsync(Command(_path), picture, limit.Token);
            if (made is null || made.Length > MediaLimits.MostThumbnailBytes || FileKind.Of(made) != "image/jpeg")
                return null;
            // A null array would turn into an empty memory, which is a preview of nothing.
            return PhotoCleaner.Clean("image/jpeg", made, keepsPlace: false) is { } cleaned ? cleaned.AsMemory() : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && exception is IOException or InvalidOperationException or OperationCanceledException or System.ComponentModel.Win32Exception)
        {
            _logger.LogInformation("A preview could not be made: {Failure}", exception.GetType().Name);
            return null;
        }
    }

    private static ProcessStartInfo Command(string path)
    {
        var edge = MediaLimits.ThumbnailEdge;
        string[] arguments = ["stdin", "--size", $"{edge}x{edge}>", "-o", ".jpg[Q=70,strip,optimize-coding]"];
        var start = PipedProgram.Command(path, MostMemory, arguments);
        // Only libvips's well-tested readers, and one core: a live answer matters more.
        start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        start.Environment["VIPS_CONCURRENCY"] = "1";
        // Not into a file beside our sealed ones: what does not fit the memory is not made.
        start.Environment["VIPS_DISC_THRESHOLD"] = $"{MostMemory}";
        return start;
    }

    public static string? Find() => PipedProgram.Find(Program);
}
