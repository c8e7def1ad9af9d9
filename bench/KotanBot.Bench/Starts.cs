namespace KotanBot.Bench;

/// <summary>Cold starts and idle memory, gateway and bare app in turns.</summary>
internal sealed class Starts(RunOptions options, string data, HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public List<double> GatewayMilliseconds { get; } = [];

    public List<double> FirstEverMilliseconds { get; } = [];

    public List<double> BareMilliseconds { get; } = [];

    public List<double> GatewayIdleBytes { get; } = [];

    public List<double> BareIdleBytes { get; } = [];

    public async Task RunAsync()
    {
        for (var round = 0; round < options.Starts; round++)
        {
            var idles = round < options.IdleRounds;
            await StartAsync(Server.StartBareAsync, BareApp.Path, BareMilliseconds, idles ? BareIdleBytes : null);
            var fresh = Path.Combine(data, $"first-{round}");
            await StartAsync(() => Server.StartShippedAsync(options.Server, fresh), "/health/live", FirstEverMilliseconds, null);
            await StartAsync(() => Server.StartShippedAsync(options.Server, fresh), "/health/live", GatewayMilliseconds, idles ? GatewayIdleBytes : null);
        }
    }

    private async Task StartAsync(Func<Task<Server>> start, string path, List<double> milliseconds, List<double>? idleBytes)
    {
        await using var server = await start();
        using var source = new CancellationTokenSource(Patience);
        using var answer = await http.GetAsync(new Uri(server.Address, path), source.Token);
        milliseconds.Add(server.Age.TotalMilliseconds);
        answer.EnsureSuccessStatusCode();
        if (idleBytes is null)
            return;
        await Task.Delay(options.Idle, source.Token);
        idleBytes.Add(server.ReadMemoryBytes());
    }
}
