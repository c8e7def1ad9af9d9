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
            using var process = Process.Start(Command(_path)) ?? throw new InvalidOperationException("nothing was started");
            try
            {
                return await RunAsync(process, picture, limit.Token);
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill();
            }
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && exception is IOException or InvalidOperationException or OperationCanceledException or System.ComponentModel.Win32Exception)
        {
            _logger.LogInformation("A preview could not be made: {Failure}", exception.GetType().Name);
            return null;
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> RunAsync(Process process, ReadOnlyMemory<byte> picture, CancellationToken cancellation)
    {
        // Both read to their ends while we write, or a full pipe would stop the program and us.
        using var output = new MemoryStream();
        var read = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(picture, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It knew enough, or refused, before the end; its exit code tells which.
        }
        await Task.WhenAll(read, errors);
        await process.WaitForExitAsync(cancellation);
        var made = output.ToArray();
        if (process.ExitCode != 0 || made.Length > MediaLimits.MostThumbnailBytes || FileKind.Of(made) != "image/jpeg")
            return null;
        // A null array would turn into an empty memory, which is a preview of nothing.
        return PhotoCleaner.Clean("image/jpeg", made, keepsPlace: false) is { } cleaned ? cleaned.AsMemory() : default(ReadOnlyMemory<byte>?);
    }

    private static ProcessStartInfo Command(string path)
    {
        var edge = MediaLimits.ThumbnailEdge;
        string[] arguments = ["stdin", "--size", $"{edge}x{edge}>", "-o", ".jpg[Q=70,strip,optimize-coding]"];
        // util-linux is on every Debian; elsewhere the size in the header must do.
        var start = FindTool("prlimit") is { } limiter ? new ProcessStartInfo(limiter, [$"--as={MostMemory}", "--core=0", path, .. arguments]) : new ProcessStartInfo(path, arguments);
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        // What strangers send is read there, so it gets nothing of ours: the bot's token stands in the environment.
        var search = start.Environment.TryGetValue("PATH", out var own) ? own : null;
        start.Environment.Clear();
        start.Environment["PATH"] = search;
        // Only libvips's well-tested readers, and one core: a live answer matters more.
        start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        start.Environment["VIPS_CONCURRENCY"] = "1";
        // Not into a file beside our sealed ones: what does not fit the memory is not made.
        start.Environment["VIPS_DISC_THRESHOLD"] = $"{MostMemory}";
        return start;
    }

    public static string? Find() => FindTool(Program);

    private static string? FindTool(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
