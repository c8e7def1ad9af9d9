using System.Diagnostics;
using KotanBot.Charts;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using KotanBot.Summaries;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Bench.Office;

/// <summary>
/// A whole Monday morning: the readings of every index, the weekly summary of every office, one transaction each, the messages to their admins, and for each office the
/// picture and the workbook that go with them. The week is over and the next one has
/// begun, so that a person's last report alone does not tell who was silent.
/// </summary>
internal static class YearMonday
{
    public static async Task RunAsync(string data)
    {
        await using var network = await OfficeNetwork.OpenAsync(data, OfficeNetwork.Monday);
        var whole = Stopwatch.StartNew();
        await ReadIndicesAsync(network);
        var made = await MakeAsync(network);
        await TellAsync(network);
        await DrawAsync(network, made);
        YearFigures.Say("**Monday, all of it**", whole.Elapsed.TotalSeconds, "s");
        YearFigures.SayMemory("**Monday: most memory**");
    }

    private static async Task ReadIndicesAsync(OfficeNetwork network)
    {
        var clock = Stopwatch.StartNew();
        using var round = new IndexRound(network.Stores.Indices, network.Dialogs, NullLogger<IndexRound>.Instance);
        await round.RunAsync(2, network.Now, CancellationToken.None);
        YearFigures.Say("Monday: indices of every office and kab/kota", clock.Elapsed.TotalSeconds, "s");
    }

    private static async Task<IReadOnlyList<DueSummary>> MakeAsync(OfficeNetwork network)
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
        return due;
    }

    private static async Task TellAsync(OfficeNetwork network)
    {
        var clock = Stopwatch.StartNew();
        var waiting = network.Stores.Notices.ReadDue(network.Now, 10_000).Where(n => n.Input.What is Notice.WeeklySummary).ToList();
        foreach (var notice in waiting)
            await network.Runner.FeedAsync(notice.ConversationId, notice.Input, CancellationToken.None);
        YearFigures.Say($"Monday: {waiting.Count} admins told", clock.Elapsed.TotalSeconds, "s");
    }

    private static async Task DrawAsync(OfficeNetwork network, IReadOnlyList<DueSummary> made)
    {
        using var pictures = new PngPicture(PngPicture.Find(), NullLogger<PngPicture>.Instance);
        IFileMaker[] makers =
        [
            new SummaryChartFile(network.Stores.Summaries, network.Served, pictures),
            new SummaryTableFile(network.Stores.Summaries, network.Served),
        ];
        foreach (var maker in makers)
        {
            var (clock, bytes) = (Stopwatch.StartNew(), 0L);
            foreach (var summary in made)
            {
                var attachment = new PromptAttachment($"{maker.Kind}|{summary.Satker.Code}|{summary.Week.Name}", "", "", IsPicture: false);
                var file = await maker.TryMakeAsync(attachment, Languages.Indonesian, CancellationToken.None) ?? throw new InvalidOperationException($"no {maker.Kind} of {summary.Satker.Code}");
                bytes += file.Bytes.Length;
            }

            YearFigures.Say($"Monday: {made.Count} × {maker.Kind}", clock.Elapsed.TotalSeconds, "s");
            YearFigures.Say($"Monday: a {maker.Kind}, on average", bytes / (double)made.Count / 1024, "KiB");
        }
    }
}
