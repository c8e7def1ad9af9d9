using System.Globalization;

namespace KotanBot.Storage;

/// <summary>An exclusive lock of the operating system on a file, so that the kernel drops it even after <c>kill -9</c>.</summary>
internal static class FolderLock
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    /// <summary>Null while another holds it. The holder's process id goes to <paramref name="holderPath"/>, since nobody else can open the lock file.</summary>
    public static IDisposable? TryTake(string path, string holderPath)
    {
        try
        {
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holderPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch (IOException e) when (e.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows)
        {
            return null;
        }
    }

    public static int? Holder(string holderPath) =>
        File.Exists(holderPath) && int.TryParse(File.ReadAllText(holderPath), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
