using KotanBot.Channels.DirectLine;
using KotanBot.Channels.Telegram;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// The real server with the real dialogs on a free port and a SQLite database of its own. Stopping and starting it keeps
/// the data folder, as a restart of the program does.
/// </summary>
internal sealed class CorpusHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kotanbot-corpus-");

    private RunningGateway? _running;

    public CorpusTime Time { get; } = new();

    public HttpClient Client => _running!.Client;

    /// <summary>The dialogs of the next start.</summary>
    public string Definitions { get; set; } = ShippedFiles.Dialogs;

    /// <summary>Another decision than the engine's, for the next start.</summary>
    public RunTurnFunction? RunTurn { get; set; }

    /// <summary>Telegram, from the next start on.</summary>
    public TelegramSettings? Telegram { get; set; }

    /// <summary>Address of the next start; by itself on a free port.</summary>
    public string Url { get; set; } = "http://127.0.0.1:0";

    public TurnRunner Runner => _running!.Services.GetRequiredService<TurnRunner>();

    public string DataPath => Path.Combine(_folder.FullName, "data");

    public OpenedGateway Gateway => _running!.Services.GetRequiredService<OpenedGateway>();

    public Stores Stores => Gateway.Stores;

    public string Secret => File.ReadAllText(Path.Combine(DataPath, DirectLineSecret.FileName)).Trim();

    public static async Task<CorpusHost> StartNewAsync(Action<CorpusHost>? prepare = null)
    {
        var host = new CorpusHost();
        prepare?.Invoke(host);
        await host.StartAsync();
        return host;
    }

    public async Task StartAsync() =>
        _running = await RunningGateway.StartAsync(new GatewayOptions
        {
            DataPath = DataPath,
            DefinitionsPath = Definitions,
            Urls = [Url],
            TimeProvider = Time,
            RunTurn = RunTurn,
            Telegram = Telegram,
        });

    public async Task StopAsync()
    {
        if (_running is { } running)
            await running.DisposeAsync();
        _running = null;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>What the wake job does on its timer.</summary>
    public Task WakeAsync() => _running!.Services.GetServices<IHostedService>().OfType<WakeJob>().Single().RunOnceAsync(TestContext.Current.CancellationToken);

    /// <summary>What the notice job does on its timer.</summary>
    public Task TellAsync() => _running!.Services.GetServices<IHostedService>().OfType<NoticeJob>().Single().RunOnceAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }
}
