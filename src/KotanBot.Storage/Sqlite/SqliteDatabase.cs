using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace KotanBot.Storage.Sqlite;

/// <summary>SQLite in one file: one writer, any number of read-only connections beside it.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string _path;
    private readonly TimeSpan _lockTimeout;
    private readonly SqliteWriter? _writer;
    private readonly ConcurrentBag<ReusingConnection> _readers = [];
    private volatile bool _closed;

    private SqliteDatabase(string path, TimeSpan lockTimeout, SqliteWriter? writer)
    {
        _path = path;
        _lockTimeout = lockTimeout;
        _writer = writer;
    }

    public override bool IsReadOnly => _writer is null;

    public static SqliteDatabase OpenForWriting(DataFolder folder, DatabaseOptions options, IReadOnlyList<MigrationText> migrations)
    {
        var path = folder.DatabasePath;
        RefuseWriteProtected(path);
        return Explained(path, () =>
        {
            var connection = SqliteConnections.OpenWriter(path, options.LockTimeout);
            try
            {
                Protect(path);
                connection.Run("begin immediate");
                Migrator.Run(connection, null, path, migrations);
                connection.Run(AuditGuard.Sql);
                connection.Run("commit");
                return new SqliteDatabase(path, options.LockTimeout, new SqliteWriter(connection, path, options));
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    public static SqliteDatabase OpenForReading(DataFolder folder, DatabaseOptions options, IReadOnlyList<MigrationText> migrations)
    {
        var path = folder.DatabasePath;
        if (!File.Exists(path))
            throw new StorageUnavailableException($"There is no database at {path} yet; start the server once.");
        return Explained(path, () =>
        {
            var database = new SqliteDatabase(path, options.LockTimeout, null);
            database.Read(c =>
            {
                Migrator.Require(c, path, migrations);
                return true;
            });
            return database;
        });
    }

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, T> work, CancellationToken cancellationToken = default) =>
        (_writer ?? throw new InvalidOperationException("the database was opened for reading only")).WriteAsync(work, cancellationToken);

    public override T Read<T>(Func<DbConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        ReusingConnection? connection = null;
        try
        {
            if (!_readers.TryTake(out connection))
                connection = SqliteConnections.OpenReader(_path, _lockTimeout);
            return work(connection);
        }
        catch (SqliteException e) when (SqliteFailure.IsOfTheWorldWhileReading(e))
        {
            throw SqliteFailure.Explain(_path, e);
        }
        finally
        {
            if (_closed)
                connection?.Dispose();
            else if (connection is not null)
                _readers.Add(connection);
        }
    }

    internal override void ScrubAfterCommit() => _writer!.ScrubAfterCommit();

    /// <summary>Readers close first, so that the writer's last checkpoint can empty the log.</summary>
    public override async ValueTask DisposeAsync()
    {
        _closed = true;
        while (_readers.TryTake(out var reader))
            await reader.DisposeAsync();
        if (_writer is not null)
            await _writer.DisposeAsync();
    }

    /// <summary>The administrator ignores permission bits; a file marked read-only is respected all the same.</summary>
    private static void RefuseWriteProtected(string path)
    {
        if (File.Exists(path) && new FileInfo(path).IsReadOnly)
            throw new StorageUnavailableException($"The database {path} is read-only; KotanBot must be able to write it and its folder.");
    }

    private static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static SqliteDatabase Explained(string path, Func<SqliteDatabase> open)
    {
        try
        {
            return open();
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Explain(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"Cannot use the database {path}: {e.Message}", e);
        }
    }
}
