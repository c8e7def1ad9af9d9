using KotanBot.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KotanBot.Tests.Host;

/// <summary>systemd starts a server again that ended with a fault, and leaves alone one that was stopped.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public async Task A_job_that_broke_is_told_and_a_stop_is_none()
    {
        Assert.Equal(KotanCommand.Broken, await RunAsync<BrokenJob>(stop: false));
        Assert.Equal(KotanCommand.Done, await RunAsync<GoodJob>(stop: true));
    }

    private static async Task<int> RunAsync<T>(bool stop)
        where T : class, IHostedService
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService<T>();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        if (stop)
            host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await host.WaitForShutdownAsync(TestContext.Current.CancellationToken);
        return ServeCommand.ExitCodeOf(host.Services);
    }

    private sealed class BrokenJob : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        }
    }

    private sealed class GoodJob : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);
    }
}
