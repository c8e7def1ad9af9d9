using KotanBot.Channels.DirectLine;
using KotanBot.Storage;

namespace KotanBot.Bench;

/// <summary>
/// The real gateway inside a process of the bench, for what a process only knows of itself (allocations) and for what
/// the product has no switch for (the size of a batch). Each line on standard input is answered with the bytes allocated so far.
/// </summary>
internal static class HostedGateway
{
    public static async Task RunAsync(string data, int maxBatch)
    {
        await using var app = await GatewayHost.BuildAsync(new GatewayOptions
        {
            DataPath = data,
            Urls = ["http://127.0.0.1:0"],
            Limits = DirectLineLimitSettings.Lifted,
            Database = new DatabaseOptions { MaxBatch = maxBatch },
        });
        await app.StartAsync();
        Console.WriteLine($"gateway {app.Urls.First(u => !u.StartsWith("http://unix:", StringComparison.Ordinal))}");
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine($"= {GC.GetTotalAllocatedBytes(precise: true)}");
        await app.StopAsync();
    }
}
