using System.Globalization;

namespace KotanBot.Storage;

/// <summary>An exclusive lock of the operating system on a file, so that the kernel drops it even after <c>kill -9</c>.</summary>
internal static class FolderLock
{
    public static IDisposable? TryTake(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (IsHeld(path))
        {
            return null;
        }
        using (var writer = new StreamWriter(file, leaveOpen: true))
        {
            file.SetLength(0);
            writer.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        file.Flush();
        return file;
    }

    public static int? Holder(string path)
    {
        if (!File.Exists(path))
            return null;
        using var reader = new StreamReader(OpenBesideHolder(path));
        return int.TryParse(reader.ReadToEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    /// <summary>A plain reader gets in where an exclusive one does not exactly when somebody holds the lock.</summary>
    private static bool IsHeld(string path)
    {
        try
        {
            OpenBesideHolder(path).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream OpenBesideHolder(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
