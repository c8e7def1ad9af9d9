using KotanBot.Charts;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Summaries;

/// <summary>The picture that goes with a weekly summary.</summary>
public sealed class SummaryChartFile(SummaryStore summaries, ServedDefinitions definitions, PngPicture pictures) : IFileMaker
{
    public string Kind => SummaryAttachments.Chart;

    public async Task<MadeFile?> TryMakeAsync(PromptAttachment attachment, string language, CancellationToken cancellation)
    {
        // Who may see the summary was decided when it was told; it never changes.
        if (SummaryAttachments.Read(attachment) is not var (satker, week) || summaries.Find(Scope.Server, satker, week) is not { } summary)
            return null;
        var chart = new SummaryChart(definitions.Current, language).Draw(summary.Content, summaries.Find(Scope.Server, satker, week.Before)?.Content);
        return await pictures.TryMakeAsync(chart.ToPicture(), cancellation) is { } png ? new MadeFile(MadeFile.Png, png) : null;
    }
}
