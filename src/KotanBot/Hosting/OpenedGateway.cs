using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Definitions read, data folder locked, stores open and seeded: all that a process needs before it serves anybody.
/// The definitions come first, so that a broken dialog leaves the data untouched.
/// </summary>
public sealed class OpenedGateway : IAsyncDisposable
{
    private readonly WritableStores _writable;

    private OpenedGateway(GatewayOptions options, DefinitionSet definitions, WritableStores writable)
    {
        Options = options;
        Definitions = definitions;
        _writable = writable;
        Dialogs = new DialogShelf(definitions, writable.Stores.DialogVersions, writable.Stores.BankVersions);
    }

    public GatewayOptions Options { get; }

    public DefinitionSet Definitions { get; }

    public DialogShelf Dialogs { get; }

    public DataFolder Folder => _writable.Folder;

    public Stores Stores => _writable.Stores;

    /// <summary>Null while another process has the data folder.</summary>
    public static async Task<OpenedGateway?> TryOpenAsync(GatewayOptions options)
    {
        var definitions = DefinitionFiles.Load(options.DefinitionsPath);
        if (await WritableStores.TryOpenAsync(DataFolder.Open(options.DataPath), options.DefinitionsPath, options.Database) is not { } writable)
            return null;
        var gateway = new OpenedGateway(options, definitions, writable);
        try
        {
            await gateway.Dialogs.SaveAsync();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public MessageSender CreateSender(IEnumerable<IChannel> channels, ILoggerFactory logging) =>
        new(Stores.Messages, [new LogOnlyChannel(LogOnlyChannel.Terminal), new LogOnlyChannel(LogOnlyChannel.Demo), .. channels], Options.TimeProvider, logging.CreateLogger<MessageSender>());

    /// <summary>The clock is a parameter, because demo transcripts are played at the time they tell.</summary>
    public TurnRunner CreateRunner(MessageSender sender, ILoggerFactory logging, TimeProvider? time = null) =>
        new(Dialogs, Stores.Turns, Stores.Facts, sender, time ?? Options.TimeProvider, logging.CreateLogger<TurnRunner>(), Options.RunTurn);

    public ValueTask DisposeAsync() => _writable.DisposeAsync();
}
