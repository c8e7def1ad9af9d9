using System.Security.Cryptography;

namespace KotanBot.Storage;

/// <summary>The one folder that holds everything: database, key file, media, lock and socket. Only its owner can enter it.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private DataFolder(string path) => Path = path;

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, "kotanbot.db");

    public string KeyPath => System.IO.Path.Combine(Path, "kotanbot.key");

    public string MediaPath => System.IO.Path.Combine(Path, "media");

    public string SocketPath => System.IO.Path.Combine(Path, "kotanbot.sock");

    public string LockPath => System.IO.Path.Combine(Path, "kotanbot.lock");

    /// <summary>Creates folder and key file when they are missing. Refuses when a database exists whose key file is gone.</summary>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        Guard(folder.Path, folder.Prepare);
        return folder;
    }

    private string HolderPath => System.IO.Path.Combine(Path, "kotanbot.pid");

    /// <summary>The right to write here, until disposed or the process ends; null while another process has it.</summary>
    public IDisposable? TryLockForWriting() => Guard(LockPath, () => FolderLock.TryTake(LockPath, HolderPath));

    /// <summary>Who took the lock last; after a null from <see cref="TryLockForWriting"/> that is its holder.</summary>
    public int? LockHolder() => Guard(HolderPath, () => FolderLock.Holder(HolderPath));

    internal byte[] ReadKey()
    {
        var key = Guard(KeyPath, () => File.ReadAllBytes(KeyPath));
        if (key.Length != PersonKey.Length)
            throw new StorageUnavailableException($"The key file {KeyPath} has {key.Length} bytes instead of {PersonKey.Length}; restore it from a backup.");
        return key;
    }

    private bool Prepare()
    {
        Create(Path);
        Create(MediaPath);
        if (File.Exists(KeyPath))
            return true;
        if (File.Exists(DatabasePath) && new FileInfo(DatabasePath).Length > 0)
            throw new StorageUnavailableException($"The key file {KeyPath} is missing, and without it the database beside it cannot be read; restore it from a backup.");
        WriteKey();
        return true;
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else if (!Directory.Exists(path))
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>A crash must not leave half a key: it is written beside and moved into place, and never replaces another.</summary>
    private void WriteKey()
    {
        var draft = $"{KeyPath}.{NewId.Create()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(PersonKey.Length));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(draft, KeyPath, overwrite: false);
            FolderSync.Flush(Path);
        }
        catch (IOException) when (File.Exists(KeyPath))
        {
            // Another process started at the same moment; its key is the folder's key.
            File.Delete(draft);
        }
    }

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"Cannot use {path}: {e.Message}", e);
        }
    }
}
