using System.Globalization;
using Microsoft.Data.Sqlite;

namespace KotanBot.Storage.Sqlite;

/// <summary>Opens connections with their pragmas, which stand here and nowhere else.</summary>
internal static class SqliteConnections
{
    /// <summary>
    /// The order matters. Waiting for locks comes first, because switching to WAL needs a lock. Then the journal mode, because it
    /// decides what <c>synchronous</c> means: FULL in WAL syncs at every commit. Checkpoints are off everywhere: the writer runs
    /// them itself between batches, so that nobody's commit waits for one and no two connections reset the log at once.
    /// <c>secure_delete</c> overwrites what an erasure deletes.
    /// </summary>
    public static ReusingConnection OpenWriter(string path, TimeSpan lockTimeout)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate, lockTimeout);
        try
        {
            connection.Run("pragma journal_mode = wal");
            connection.Run("pragma synchronous = full");
            connection.Run("pragma wal_autocheckpoint = 0");
            connection.Run("pragma secure_delete = on");
            connection.Run("pragma temp_store = memory");
            connection.Run("pragma cache_size = -16384");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static ReusingConnection OpenReader(string path, TimeSpan lockTimeout)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly, lockTimeout);
        try
        {
            connection.Run("pragma query_only = on");
            connection.Run("pragma wal_autocheckpoint = 0");
            connection.Run("pragma temp_store = memory");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The provider's own retry loop (the command time-out) is kept as short as SQLite's.</summary>
    private static ReusingConnection Open(string path, SqliteOpenMode mode, TimeSpan lockTimeout)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(lockTimeout.TotalSeconds));
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = seconds };
        var connection = new ReusingConnection(new SqliteConnection(builder.ConnectionString));
        try
        {
            connection.Open();
            connection.Run($"pragma busy_timeout = {((int)lockTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
