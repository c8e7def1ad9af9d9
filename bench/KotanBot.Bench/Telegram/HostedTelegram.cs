using KotanBot.Channels.DirectLine;
using KotanBot.Channels.Telegram;
using KotanBot.Storage;

namespace KotanBot.Bench.Telegram;

/// <summary>
/// The real gateway with Telegram inside a process of the bench, for what the product has no switch for: the limits of sending lifted,
/// a clock that is some days behind, and all reminders at once. Settings come from the environment as in the product.
/// </summary>
internal static class HostedTelegram
{
    public static async Task RunAsync(string data, bool lifted, int daysAgo)
    {
        var settings = TelegramSettings.FromEnvironment() ?? throw new InvalidOperationException("there is no token");
        await using var app = await GatewayHost.BuildAsync(new GatewayOptions
        {
            DataPath = data,
            Urls = ["http://127.0.0.1:0"],
            Limits = DirectLineLimitSettings.Lifted,
            TimeProvider = daysAgo == 0 ? TimeProvider.System : new EarlierTime(TimeSpan.FromDays(daysAgo)),
            Telegram = lifted ? settings with { Limits = new TelegramLimits { Overall = 1_000_000, ChatRest = TimeSpan.Zero } } : settings,
        });
        await app.StartAsync();
        Console.WriteLine($"gateway {app.Urls.First(u => !u.StartsWith("http://unix:", StringComparison.Ordinal))}");
        while (await Console.In.ReadLineAsync() is { } question)
            Console.WriteLine($"= {(string.Equals(question, "wake", StringComparison.Ordinal) ? await WakeAllAsync(app.Services) : app.Services.GetRequiredService<TelegramWebhook>().Secret)}");
        await app.StopAsync();
    }

    /// <summary>Round after round of the product's own job without the pause between two rounds.</summary>
    private static async Task<string> WakeAllAsync(IServiceProvider services)
    {
        var wakes = services.GetRequiredService<WakeStore>();
        var job = services.GetServices<IHostedService>().OfType<WakeJob>().Single();
        var clock = Stopwatch64.Start();
        while (wakes.ReadDue(DateTimeOffset.UtcNow, 1).Count > 0)
            await job.RunOnceAsync(CancellationToken.None);
        return $"{clock.Elapsed.TotalSeconds:0.0}";
    }

    private sealed class EarlierTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - by;
    }
}
