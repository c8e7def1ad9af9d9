using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using KotanBot.Bench;

// Each mode in a method of its own: the bare app must not load what only the others need.
switch (args)
{
    case ["bare"]:
        await BareAsync();
        return 0;
    case ["serve", var data, var maxBatch]:
        await ServeAsync(data, int.Parse(maxBatch));
        return 0;
    case ["run", .. var rest] when RunOptions.TryRead(rest) is { } options:
        await RunAsync(options);
        return 0;
    case ["micro", .. var rest]:
        Micro(rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: KotanBot.Bench run --server KotanBot.dll --data DIR [--report FILE] [--quick] [--slow-sync] | micro [BenchmarkDotNet options] | bare | serve DIR MAXBATCH");
        return 2;
}

[MethodImpl(MethodImplOptions.NoInlining)]
static Task BareAsync() => BareApp.RunAsync();

[MethodImpl(MethodImplOptions.NoInlining)]
static Task ServeAsync(string data, int maxBatch) => HostedGateway.RunAsync(data, maxBatch);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task RunAsync(RunOptions options) => BenchRun.RunAsync(options);

[MethodImpl(MethodImplOptions.NoInlining)]
static void Micro(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(BenchRun).Assembly).Run(args);
