using System.Globalization;

namespace KotanBot.Storage;

/// <summary>
/// An exclusive lock of the operating system on a file, so that the kernel drops it even after <c>kill -9</c>. The
/// holder's id stands in a file beside it: nobody else can open the locked one, not even to read.
/// </summary>
internal static class FolderLock
{
    /// <summary>EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows, as .NET reports them.</summary>
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    public static IDisposable? TryTake(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (HeldByAnother.Contains(e.HResult))
        {
            return null;
        }
        File.WriteAllText(HolderPath(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return file;
    }

    public static int? Holder(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(HolderPath(path)), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string HolderPath(string path) => Path.ChangeExtension(path, ".pid");
}
