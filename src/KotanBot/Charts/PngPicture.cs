using System.ComponentModel;
using System.Text;
using KotanBot.Media;

namespace KotanBot.Charts;

/// <summary>
/// Makes PNG pictures of charts with Debian's <c>rsvg-convert</c>, through pipes. Where the program is missing there are no pictures, the text goes alone, and the
/// log said so once.
/// </summary>
public sealed class PngPicture : IDisposable
{
    public const string Program = "rsvg-convert";

    /// <summary>Killed after that.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    /// <summary>Two cores serve everything.</summary>
    private const int MostAtOnce = 2;

    /// <summary>Address space in bytes; measured: a fifth of it is enough for the longest chart.</summary>
    private const long MostMemory = 1_000_000_000;

    /// <summary>Sharp enough for the screens of phones, small enough for their data.</summary>
    private const string Zoom = "2";

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    private readonly string? _path;
    private readonly ILogger _logger;
    private readonly TimeSpan _mostTime;
    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <param name="path">Where the program is (<see cref="Find"/>), or null.</param>
    /// <param name="logger">Is told once when the program is missing.</param>
    public PngPicture(string? path, ILogger logger, TimeSpan? mostTime = null)
    {
        (_path, _logger, _mostTime) = (path, logger, mostTime ?? MostTime);
        if (path is null)
            logger.LogWarning("{Program} is not installed; summaries go without their picture (Debian: librsvg2-bin, and a font such as fonts-dejavu-core)", Program);
    }

    public static string? Find() => PipedProgram.Find(Program);

    /// <summary>Null when it cannot be done: the program is missing, refuses, or takes too long.</summary>
    /// <param name="svg">As of <see cref="Chart.ToPicture"/>.</param>
    public async Task<byte[]?> TryMakeAsync(string svg, CancellationToken cancellation)
    {
        if (_path is null)
            return null;
        await _places.WaitAsync(cancellation);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(_mostTime);
            var png = await PipedProgram.RunAsync(PipedProgram.Command(_path, MostMemory, ["--format", "png", "--zoom", Zoom]), Encoding.UTF8.GetBytes(svg), limit.Token);
            if (png is not null && png.AsSpan().StartsWith(Signature))
                return SmallPng.TryWrite(png) ?? png;
            _logger.LogWarning("{Program} made no picture of a chart", Program);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && exception is IOException or InvalidDataException or InvalidOperationException or OperationCanceledException or Win32Exception)
        {
            _logger.LogWarning("A picture of a chart could not be made: {Failure}", exception.GetType().Name);
        }
        finally
        {
            _places.Release();
        }
        return null;
    }

    public void Dispose() => _places.Dispose();
}
