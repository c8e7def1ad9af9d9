namespace KotanBot.Bench;

/// <summary>
/// The whole-process run. Every server is alive the whole time and they are driven in turns, round after round, so that
/// a noisy minute of the machine falls on all of them; ratios are taken within a round.
/// </summary>
internal static class BenchRun
{
    public static async Task RunAsync(RunOptions options)
    {
        var data = Directory.CreateDirectory(Path.Combine(options.Data, $"kotanbot-bench-{Environment.ProcessId}")).FullName;
        try
        {
            using var http = new HttpClient();
            var starts = new Starts(options, data, http);
            await starts.RunAsync();
            var syncs = new List<double>();
            await using var hello = await Arm.StartBareAsync();
            await using var shipped = await Arm.StartGatewayAsync(options, Path.Combine(data, "shipped"), http, null);
            await using var grouped = await Arm.StartGatewayAsync(options, Path.Combine(data, "grouped"), http, new Storage.DatabaseOptions().MaxBatch);
            await using var single = await Arm.StartGatewayAsync(options, Path.Combine(data, "single"), http, 1);
            Arm[] arms = [hello, shipped, grouped, single];
            foreach (var arm in arms)
                await arm.WarmUpAsync(options.WarmUp);
            for (var round = 0; round < options.Rounds; round++)
            {
                syncs.AddRange(Disk.MeasureSyncs(data, options.Syncs));
                foreach (var arm in arms)
                    await arm.RunRoundAsync(options.Window);
                Console.Error.WriteLine($"round {round + 1} of {options.Rounds}: {string.Join(", ", arms.Select(a => $"{a.Rounds[^1].Window.PerSecond:0}/s"))}");
            }
            foreach (var arm in arms)
                await arm.FinishAsync();
            var text = ReportText.Write(options, new Spread(syncs), starts, hello, shipped, grouped, single);
            Console.WriteLine(text);
            if (options.Report is { } report)
                ReportText.Place(options.SlowSync ? "bench with slow syncs" : "bench", report, text);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
