using KotanBot.Channels.DirectLine;
using Microsoft.AspNetCore.Builder;

namespace KotanBot.Tests.Host;

/// <summary>The real gateway inside the test's process, started, with a client of its public side. Disposing it is a clean stop.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningGateway(WebApplication app)
    {
        _app = app;
        Url = app.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal));
        Client = new HttpClient { BaseAddress = new Uri(Url) };
    }

    public string Url { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="options">The data folder and whatever the test wants otherwise.</param>
    /// <param name="prepare">Done before anything is served.</param>
    public static async Task<RunningGateway> StartAsync(GatewayOptions options, Action<IServiceProvider>? prepare = null)
    {
        // Tests hurry; those about the limits say so.
        var app = await GatewayHost.BuildAsync(options with { Limits = options.Limits ?? DirectLineLimitSettings.Lifted });
        prepare?.Invoke(app.Services);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningGateway(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
