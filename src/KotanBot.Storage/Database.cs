using System.Data.Common;
using KotanBot.Storage.Sqlite;

namespace KotanBot.Storage;

/// <summary>
/// The database behind the stores. All writes go through one queue; each commits whole or not at all, and its task
/// completes only when the write is durable.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    private protected Database()
    {
    }

    /// <summary>Opens for writing and brings the schema up to date. The caller holds <see cref="DataFolder.TryLockForWriting"/>.</summary>
    public static Task<Database> OpenAsync(DataFolder folder, DatabaseOptions? options = null) =>
        Task.Run<Database>(() => SqliteDatabase.OpenForWriting(folder, options ?? new DatabaseOptions(), MigrationText.ReadAll()));

    /// <summary>Opens beside a running writer. Writing throws.</summary>
    public static Database OpenReadOnly(DataFolder folder) =>
        SqliteDatabase.OpenForReading(folder, new DatabaseOptions(), MigrationText.ReadAll());

    public abstract bool IsReadOnly { get; }

    /// <summary>
    /// Runs <paramref name="work"/> on the writer in its own savepoint. What it throws undoes only its own work and surfaces here.
    /// It must not block or await: everybody's writes wait behind it.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, T> work, CancellationToken cancellationToken = default);

    /// <summary>Runs on a read-only connection of its own.</summary>
    public abstract T Read<T>(Func<DbConnection, T> work);

    public abstract ValueTask DisposeAsync();

    /// <summary>Called inside a write that erases: once it is durable, no file of the database may keep an older copy.</summary>
    internal abstract void ScrubAfterCommit();
}
