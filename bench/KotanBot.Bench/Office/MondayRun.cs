using System.Diagnostics;
using System.Text;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Bench.Office;

/// <summary>
/// A whole Monday morning: the weekly summary of every office, one transaction each, and the messages to their admins. The week is over and the next one has
/// begun, so that a person's last report alone does not tell who was silent.
/// </summary>
internal static class MondayRun
{
    public static async Task WriteAsync(StringBuilder page, OfficeNetwork network)
    {
        // Monday seven o'clock in WIB, the last of the three zones; the reports go on until the Wednesday after it.
        var monday = ReportWeek.Of(network.Now, 420).BeginsAt(420).AddHours(7);
        var plan = new SummaryPlan(7, network.Definitions.Week, network.Definitions.Outputs);
        var (whole, took) = (Stopwatch.StartNew(), new List<(double Ms, string Satker)>());
        var due = network.Stores.Summaries.ReadDue(plan, monday);
        var looked = whole.Elapsed.TotalMilliseconds;
        foreach (var summary in due)
        {
            var clock = Stopwatch.StartNew();
            if (!await network.Stores.Summaries.MakeAsync(summary, plan, monday))
                throw new InvalidOperationException($"{summary.Satker.Code} had a summary already");
            took.Add((clock.Elapsed.TotalMilliseconds, summary.Satker.Code));
        }

        var made = whole.Elapsed.TotalSeconds;
        whole.Restart();
        if (network.Stores.Summaries.ReadDue(plan, monday).Count > 0)
            throw new InvalidOperationException("a summary would be made twice");
        var again = whole.Elapsed.TotalMilliseconds;
        whole.Restart();
        var waiting = network.Stores.Notices.ReadDue(monday, 10_000).Where(n => n.Input.What is Notice.WeeklySummary).ToList();
        foreach (var notice in waiting)
            await network.Runner.FeedAsync(notice.ConversationId, notice.Input, CancellationToken.None);
        var told = whole.Elapsed.TotalSeconds;
        var spread = new Spread([.. took.Select(t => t.Ms)]);
        var slowest = took.MaxBy(t => t.Ms);
        page.AppendLine();
        page.AppendLine($"On Monday the weekly summaries of {due.Count} offices are made in {made:0.0} s: {looked:0} ms to see which are due, then {spread.Median:0} ms (median) and {spread.Percentile(0.95):0} ms (95th percentile) each, {slowest.Ms:0} ms for {slowest.Satker}. To see that nothing is left takes {again:0} ms. {waiting.Count} admins hear of it in {told:0.0} s, one after the other.");
    }
}
