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

    private OpenedGateway(GatewayOptions options, LoadedFiles files, WritableStores writable)
    {
        Options = options;
        _writable = writable;
        Served = new ServedDefinitions(files.Texts, files.Set, writable.Stores.Forms, writable.Stores.Satkers);
        Forms = new FormDesk(Served, writable.Stores);
        Dialogs = new DialogShelf(Served, writable.Stores.DialogVersions, writable.Stores.BankVersions);
    }

    public GatewayOptions Options { get; }

    public ServedDefinitions Served { get; }

    public FormDesk Forms { get; }

    /// <summary>As they are served now.</summary>
    public DefinitionSet Definitions => Served.Current;

    public DialogShelf Dialogs { get; }

    public DataFolder Folder => _writable.Folder;

    public Stores Stores => _writable.Stores;

    /// <summary>Null while another process has the data folder.</summary>
    public static async Task<OpenedGateway?> TryOpenAsync(GatewayOptions options)
    {
        var files = DefinitionFiles.LoadTexts(options.DefinitionsPath);
        if (await WritableStores.TryOpenAsync(DataFolder.Open(options.DataPath), options.DefinitionsPath, options.Database) is not { } writable)
            return null;
        OpenedGateway? gateway = null;
        try
        {
            gateway = new OpenedGateway(options, files, writable);
            await gateway.Dialogs.SaveAsync();
            return gateway;
        }
        catch
        {
            await (gateway?.DisposeAsync() ?? writable.DisposeAsync());
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
