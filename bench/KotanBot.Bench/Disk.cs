using System.Security.Cryptography;

namespace KotanBot.Bench;

/// <summary>How long the disk under a folder takes to make 4 KiB durable.</summary>
internal static class Disk
{
    private const int Block = 4096;

    /// <summary>Milliseconds of each append and fsync.</summary>
    public static double[] MeasureSyncs(string folder, int count)
    {
        var path = Path.Combine(folder, "fsync.probe");
        var block = RandomNumberGenerator.GetBytes(Block);
        var took = new double[count];
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            for (var i = 0; i < count; i++)
            {
                var clock = Stopwatch64.Start();
                file.Write(block);
                file.Flush(flushToDisk: true);
                took[i] = clock.Elapsed.TotalMilliseconds;
            }
        }
        File.Delete(path);
        return took;
    }
}
