using KotanBot.Channels.DirectLine;
using KotanBot.Channels.Telegram;
using KotanBot.Storage;
using Microsoft.AspNetCore.Builder;
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

    private WebApplication? _app;

    public CorpusTime Time { get; } = new();

    public HttpClient Client { get; private set; } = new();

    /// <summary>The dialogs of the next start.</summary>
    public string Definitions { get; set; } = ShippedFiles.Dialogs;

    /// <summary>Another decision than the engine's, for the next start.</summary>
    public RunTurnFunction? RunTurn { get; set; }

    /// <summary>Telegram, from the next start on.</summary>
    public TelegramSettings? Telegram { get; set; }

    /// <summary>Address of the next start; by itself on a free port.</summary>
    public string Url { get; set; } = "http://127.0.0.1:0";

    public TurnRunner Runner => _app!.Services.GetRequiredService<TurnRunner>();

    public string DataPath => Path.Combine(_folder.FullName, "data");

    public OpenedGateway Gateway => _app!.Services.GetRequiredService<OpenedGateway>();

    public Stores Stores => Gateway.Stores;

    public string Secret => File.ReadAllText(Path.Combine(DataPath, DirectLineSecret.FileName)).Trim();

    public static async Task<CorpusHost> StartNewAsync(Action<CorpusHost>? prepare = null)
    {
        var host = new CorpusHost();
        prepare?.Invoke(host);
        await host.StartAsync();
        return host;
    }

    public async Task StartAsync()
    {
        _app = await GatewayHost.BuildAsync(new GatewayOptions { DataPath = DataPath, DefinitionsPath = Definitions, Urls = [Url], TimeProvider = Time, RunTurn = RunTurn, Telegram = Telegram });
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal))) };
    }

    public async Task StopAsync()
    {
        Client.Dispose();
        if (_app is null)
            return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>What the wake job does on its timer.</summary>
    public Task WakeAsync() => _app!.Services.GetServices<IHostedService>().OfType<WakeJob>().Single().RunOnceAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }
}
