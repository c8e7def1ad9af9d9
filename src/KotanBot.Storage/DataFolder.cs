namespace KotanBot.Storage;

/// <summary>The one folder that holds everything: database, key file, media, lock and socket. Only its owner can enter it.</summary>
public sealed class DataFolder
{
    private DataFolder(string path) => Path = path;

    public string Path { get; }

    public string DatabasePath => System.IO.Path.Combine(Path, "kotanbot.db");

    public string KeyPath => System.IO.Path.Combine(Path, "kotanbot.key");

    public string MediaPath => System.IO.Path.Combine(Path, "media");

    public string SocketPath => System.IO.Path.Combine(Path, "kotanbot.sock");

    public string LockPath => System.IO.Path.Combine(Path, "kotanbot.lock");

    /// <summary>Creates folder and key file when they are missing. Refuses when a database exists whose key file is gone.</summary>
    public static DataFolder Open(string path) => new(System.IO.Path.GetFullPath(path));

    /// <summary>The right to write here, until disposed or the process ends; null while another process has it.</summary>
    public IDisposable? TryLockForWriting() => throw new NotSupportedException(Path);

    /// <summary>Process id in the lock file, or null.</summary>
    public int? LockHolder() => throw new NotSupportedException(Path);
}
