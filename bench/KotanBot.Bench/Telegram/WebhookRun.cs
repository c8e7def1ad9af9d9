using System.Text;
using KotanBot.Fakes;

namespace KotanBot.Bench.Telegram;

/// <summary>
/// Updates through the webhook, each durable before its 200, beside an endpoint that only reads and parses the same bodies. Once every
/// reply goes out at once, and once they wait for Telegram's limits, as they would at such a rate.
/// </summary>
internal sealed class WebhookRun(RunOptions options, string data)
{
    private WebhookArm[] _arms = [];

    private int Rounds => options.Quick ? 2 : 5;

    public async Task RunAsync()
    {
        await using var sendingFake = await FakeTelegram.StartAsync();
        await using var waitingFake = await FakeTelegram.StartAsync();
        await using var bare = await WebhookArm.StartBareAsync(options);
        await using var sending = await WebhookArm.StartAsync(options, sendingFake, Path.Combine(data, "sending"), lifted: true);
        await using var waiting = await WebhookArm.StartAsync(options, waitingFake, Path.Combine(data, "waiting"), lifted: false);
        _arms = [bare, sending, waiting];
        foreach (var arm in _arms)
            await arm.WarmUpAsync();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var arm in _arms)
                await arm.RunRoundAsync();
            Console.Error.WriteLine($"webhook: {string.Join(", ", _arms.Select(a => $"{a.Rounds[^1].Window.PerSecond:0}/s"))}, {sending.Rounds[^1].Replies:0} replies/s");
        }
        foreach (var arm in _arms)
            await arm.FinishAsync();
    }

    public void Write(StringBuilder page)
    {
        var (bare, sending, waiting) = (_arms[0], _arms[1], _arms[2]);
        page.AppendLine($"{WebhookArm.Connections} connections of Telegram, {WebhookArm.Connections * Seat.People} people who type reports; {Rounds} rounds of {options.Window.TotalSeconds:0} s for each server in turns. Median (lowest – highest).");
        page.AppendLine();
        page.AppendLine("| server | updates per second | median ms | p99 ms | its processor time for an update, µs | replies per second at the Bot API server |");
        page.AppendLine("|---|---|---|---|---|---|");
        Row(page, "bare ASP.NET Core endpoint: reads, parses, 200", bare, "");
        Row(page, "webhook, replies go at once (limits lifted)", sending, sending.Over(r => r.Replies, "0"));
        Row(page, "webhook, replies wait for Telegram's limits", waiting, waiting.Over(r => r.Replies, "0"));
        page.AppendLine();
        page.AppendLine("| ratio within a round | updates per second |");
        page.AppendLine("|---|---|");
        page.AppendLine($"| bare over webhook, replies go at once | {Ratio(bare, sending)} × |");
        page.AppendLine($"| bare over webhook, replies wait | {Ratio(bare, waiting)} × |");
        page.AppendLine();
        page.AppendLine($"Every acknowledged update was found in the databases afterwards: {sending.Acknowledged} and {waiting.Acknowledged}.");
        page.AppendLine();
    }

    private static void Row(StringBuilder page, string name, WebhookArm arm, string replies) => page.AppendLine(
        $"| {name} | {arm.Over(r => r.Window.PerSecond, "0")} | {arm.Over(r => r.Window.MedianMilliseconds, "0.0")} | {arm.Over(r => r.Window.P99Milliseconds, "0")} | {arm.Over(r => r.ProcessorMicroseconds, "0")} | {replies} |");

    private static string Ratio(WebhookArm over, WebhookArm under) =>
        ReportText.Cell(new Spread(over.Rounds.Zip(under.Rounds, (a, b) => a.Window.PerSecond / b.Window.PerSecond)), "0.0");
}
