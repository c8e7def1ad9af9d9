using System.Text;

namespace KotanBot.Bench.Web;

/// <summary>Durable turns as frames on the stream, beside posts and beside a bare app, in turns.</summary>
internal sealed class TurnsRun(RunOptions options, string data)
{
    private Arm[] _arms = [];

    private int Rounds => options.Quick ? 2 : 7;

    public async Task RunAsync()
    {
        using var http = new HttpClient();
        await using var hello = await Arm.StartBareAsync();
        await using var posts = await Arm.StartGatewayAsync(options, Path.Combine(data, "posts"), http, null);
        await using var frames = await Arm.StartStreamsAsync(options, Path.Combine(data, "frames"), http);
        _arms = [hello, posts, frames];
        foreach (var arm in _arms)
            await arm.WarmUpAsync(options.WarmUp);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var arm in _arms)
                await arm.RunRoundAsync(options.Window);
            Console.Error.WriteLine($"turns: {string.Join(", ", _arms.Select(a => $"{a.Rounds[^1].Window.PerSecond:0}/s"))}");
        }
        foreach (var arm in _arms)
            await arm.FinishAsync();
    }

    public void Write(StringBuilder page)
    {
        var (hello, posts, frames) = (_arms[0], _arms[1], _arms[2]);
        page.AppendLine($"{RunOptions.Conversations} conversations at a time, {Rounds} rounds of {options.Window.TotalSeconds:0} s for each server in turns; both gateways as shipped (published). Median (lowest – highest).");
        page.AppendLine();
        page.AppendLine("| server | per second | median ms | p99 ms | its processor time, µs | client sent, bytes | client received, bytes |");
        page.AppendLine("|---|---|---|---|---|---|---|");
        Row(page, "hello from a bare ASP.NET Core app", hello);
        Row(page, "durable turn by a post (head and body; replies not fetched)", posts);
        Row(page, "**durable turn by a frame** (replies on the same stream)", frames);
        page.AppendLine();
        page.AppendLine("| ratio within a round | per second |");
        page.AppendLine("|---|---|");
        page.AppendLine($"| **turns by frames over turns by posts** | {Ratio(frames, posts)} × |");
        page.AppendLine($"| hello over turns by frames | {Ratio(hello, frames)} × |");
        page.AppendLine();
        page.AppendLine($"Every acknowledged turn was found in the databases afterwards: {posts.Acknowledged} and {frames.Acknowledged}.");
        page.AppendLine();
    }

    private static void Row(StringBuilder page, string name, Arm arm) => page.AppendLine(
        $"| {name} | {ReportText.Cell(arm.Over(r => r.Window.PerSecond), "0")} | {ReportText.Cell(arm.Over(r => r.Window.MedianMilliseconds), "0.0")} | {ReportText.Cell(arm.Over(r => r.Window.P99Milliseconds), "0")} | {ReportText.Cell(arm.Over(r => r.ProcessorMicroseconds), "0")} | {ReportText.Cell(arm.Over(r => r.Window.BytesSent), "0")} | {ReportText.Cell(arm.Over(r => r.Window.BytesReceived), "0")} |");

    private static string Ratio(Arm over, Arm under) =>
        ReportText.Cell(new Spread(over.Rounds.Zip(under.Rounds, (a, b) => a.Window.PerSecond / b.Window.PerSecond)), "0.00");
}
