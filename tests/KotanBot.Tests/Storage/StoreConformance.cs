using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>
/// What every database engine must do the same. One abstract class a behaviour, one sealed subclass an engine; each test has a
/// data folder of its own.
/// </summary>
public abstract class StoreConformance : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly string _path = Path.Combine(Path.GetTempPath(), "kotanbot-" + Guid.NewGuid().ToString("n"));

    protected DataFolder Folder { get; private set; } = null!;

    protected Stores Stores { get; private set; } = null!;

    protected abstract Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null);

    public async ValueTask InitializeAsync()
    {
        Folder = DataFolder.Open(_path);
        Stores = await OpenAsync(Folder);
        await Seeds.EnsureAsync(Stores.Database, null);
    }

    public async ValueTask DisposeAsync()
    {
        await Stores.DisposeAsync();
        Directory.Delete(_path, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task ReopenAsync()
    {
        await Stores.DisposeAsync();
        Stores = await OpenAsync(Folder);
    }

    protected Chat NewChat(string address = "chat-1") => new(Stores, address) { Now = Now };
}
