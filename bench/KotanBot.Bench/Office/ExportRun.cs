using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KotanBot.Bench.Office;

/// <summary>
/// <c>kotanbot export</c> over answers with sealed texts, at a fifth and whole, by the published program in a process of its own. What it takes is that process's
/// time from start to end and the most memory that it ever held, as the kernel counts it.
/// </summary>
internal static class ExportRun
{
    private const int Answers = 250_000;
    private const int Rounds = 3;

    private static readonly string[][] Exports =
    [
        ["answers", "--format", "csv"],
        ["answers", "--shape", "wide", "--format", "csv"],
        ["answers", "--format", "xlsx"],
        ["reports", "--format", "csv"],
    ];

    public static async Task RunAsync(RunOptions options)
    {
        int[] sizes = options.Quick ? [960, 4_800] : [Answers / 5, Answers];
        var page = new StringBuilder();
        ReportText.WriteMachine(page);
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"| export | {sizes[0]:N0} answers | {sizes[1]:N0} answers | most memory | file |");
        page.AppendLine("|---|---|---|---|---|");
        var figures = new List<IReadOnlyList<(double Seconds, double MebiBytes, long Bytes)>>();
        foreach (var size in sizes)
        {
            var data = Directory.CreateDirectory(Path.Combine(options.Data, $"kotanbot-export-{Environment.ProcessId}")).FullName;
            try
            {
                await ExportFill.RunAsync(Path.Combine(data, "data"), size);
                figures.Add([.. await MeasureAsync(options.Server, data)]);
            }
            finally
            {
                Directory.Delete(data, recursive: true);
            }
        }

        foreach (var (i, export) in Exports.Select((e, i) => (i, e)))
        {
            var (part, whole) = (figures[0][i], figures[1][i]);
            page.AppendLine(CultureInfo.InvariantCulture, $"| `export {string.Join(' ', export)}` | {part.Seconds:0.0} s | {whole.Seconds:0.0} s | {part.MebiBytes:0} and {whole.MebiBytes:0} MiB | {whole.Bytes / 1048576.0:0.0} MiB |");
        }

        Console.WriteLine(page);
        if (options.Report is { } report)
            ReportText.Place("bench export", report, page.ToString());
    }

    /// <summary>The fastest of some rounds: what else the machine does only ever makes it slower.</summary>
    private static async Task<List<(double, double, long)>> MeasureAsync(string server, string data)
    {
        var measured = new List<(double, double, long)>();
        foreach (var export in Exports)
        {
            var (file, best) = (Path.Combine(data, "out"), (Seconds: double.MaxValue, MebiBytes: 0.0));
            for (var round = 0; round < Rounds; round++)
            {
                var (seconds, memory) = await RunOnceAsync(server, ["export", .. export, "--out", file, "--force", "--data", Path.Combine(data, "data")]);
                best = (Math.Min(best.Seconds, seconds), Math.Max(best.MebiBytes, memory));
            }

            measured.Add((best.Seconds, best.MebiBytes, new FileInfo(file).Length));
        }

        return measured;
    }

    private static async Task<(double Seconds, double MebiBytes)> RunOnceAsync(string server, string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", server, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var most = 0.0;
        while (!process.HasExited)
        {
            most = Math.Max(most, MostMemory(process.Id));
            await Task.Delay(10);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, most) : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    /// <summary>VmHWM only ever grows, so that the last look before the end tells it.</summary>
    private static double MostMemory(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
