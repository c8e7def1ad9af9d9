using KotanBot.Offices;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>The stores of a data folder that this process alone may write, seeded. Closing drains the writer, then gives the lock back.</summary>
public sealed class WritableStores : IAsyncDisposable
{
    private readonly IDisposable _lock;

    private WritableStores(DataFolder folder, Stores stores, IDisposable held)
    {
        Folder = folder;
        Stores = stores;
        _lock = held;
    }

    public DataFolder Folder { get; }

    public Stores Stores { get; }

    /// <summary>Null while another process has the folder.</summary>
    public static async Task<WritableStores?> TryOpenAsync(DataFolder folder, string definitionsPath, DatabaseOptions? options = null)
    {
        if (folder.TryLockForWriting() is not { } held)
            return null;
        Stores? stores = null;
        try
        {
            stores = await Stores.OpenAsync(folder, options);
            await Seeds.EnsureAsync(stores.Database, DefinitionFiles.ReadRegions(definitionsPath), ShippedOffices.Find(definitionsPath, stores.Regions));
            return new WritableStores(folder, stores, held);
        }
        catch
        {
            if (stores is not null)
                await stores.DisposeAsync();
            held.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stores.DisposeAsync();
        _lock.Dispose();
    }
}
