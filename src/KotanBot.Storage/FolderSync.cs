using System.Runtime.InteropServices;
using System.Text;

namespace KotanBot.Storage;

/// <summary>
/// Makes a new name in a folder durable. A file's own sync covers its content only; after a loss of power its name may be
/// missing. .NET cannot open folders, so this asks the C library; where there is none (Windows), the file system keeps names by itself.
/// </summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>A file system that cannot do it is no reason to fail: everything else was written.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open([.. Encoding.UTF8.GetBytes(folder), 0], ReadOnly);
        if (handle < 0)
            return;
        _ = Sync(handle);
        _ = Close(handle);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
