using System.Data.Common;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Whether the database answers and takes a real write. However often it is asked, it looks once in <see cref="Fresh"/>, so that
/// asking costs nothing.
/// </summary>
public sealed class Readiness(Database database, WriteCheck check, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WriterPatience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _looking = new(1);
    private string? _fault;
    private long? _lookedAt;

    /// <summary>Null when all is well. Names no path, for everybody may ask.</summary>
    public async Task<string?> FindFaultAsync()
    {
        await _looking.WaitAsync();
        try
        {
            if (_lookedAt is not { } at || time.GetElapsedTime(at) >= Fresh)
            {
                _fault = await LookAsync();
                _lookedAt = time.GetTimestamp();
            }
            return _fault;
        }
        finally
        {
            _looking.Release();
        }
    }

    public void Dispose() => _looking.Dispose();

    private async Task<string?> LookAsync()
    {
        try
        {
            database.Read(Ask);
        }
        catch (Exception exception) when (exception is DbException or StorageUnavailableException or ObjectDisposedException)
        {
            return "the database does not answer";
        }
        try
        {
            await check.RunAsync(time.GetUtcNow()).WaitAsync(WriterPatience);
            return null;
        }
        catch (TimeoutException)
        {
            return "the writer takes no work";
        }
        catch (Exception exception) when (exception is DbException or StorageUnavailableException or ObjectDisposedException)
        {
            return "the database cannot be written; the log or the disk tells why";
        }
    }

    private static long Ask(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select 1";
        return (long)command.ExecuteScalar()!;
    }
}
