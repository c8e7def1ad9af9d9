using System.Diagnostics;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Bench.Office;

/// <summary>
/// A whole Monday morning: the weekly summary of every office, one transaction each, and the messages to their admins. The week is over and the next one has
/// begun, so that a person's last report alone does not tell who was silent.
/// </summary>
internal static class YearMonday
{
    public static async Task RunAsync(string data)
    {
        await using var network = await OfficeNetwork.OpenAsync(data, OfficeNetwork.Monday);
        var whole = Stopwatch.StartNew();
        await MakeAsync(network);
        await TellAsync(network);
        YearFigures.Say("**Monday, all of it**", whole.Elapsed.TotalSeconds, "s");
        YearFigures.SayMemory("**Monday: most memory**");
    }

    private static async Task MakeAsync(OfficeNetwork network)
    {
        var plan = new SummaryPlan(7, network.Definitions.Week, network.Definitions.Outputs);
        var clock = Stopwatch.StartNew();
        var due = network.Stores.Summaries.ReadDue(plan, network.Now);
        foreach (var summary in due)
        {
            if (!await network.Stores.Summaries.MakeAsync(summary, plan, network.Now))
                throw new InvalidOperationException($"{summary.Satker.Code} had a summary already");
        }

        YearFigures.Say($"Monday: {due.Count} summaries made", clock.Elapsed.TotalSeconds, "s");
        if (network.Stores.Summaries.ReadDue(plan, network.Now).Count > 0)
            throw new InvalidOperationException("a summary would be made twice");
    }

    private static async Task TellAsync(OfficeNetwork network)
    {
        var clock = Stopwatch.StartNew();
        var waiting = network.Stores.Notices.ReadDue(network.Now, 10_000).Where(n => n.Input.What is Notice.WeeklySummary).ToList();
        foreach (var notice in waiting)
            await network.Runner.FeedAsync(notice.ConversationId, notice.Input, CancellationToken.None);
        YearFigures.Say($"Monday: {waiting.Count} admins told", clock.Elapsed.TotalSeconds, "s");
    }
}
