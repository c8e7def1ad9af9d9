using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Summaries;

/// <summary>The workbook of a weekly summary.</summary>
public sealed class SummaryTableFile(SummaryStore summaries, ServedDefinitions definitions) : IFileMaker
{
    public string Kind => SummaryAttachments.Table;

    public async Task<MadeFile?> TryMakeAsync(PromptAttachment attachment, string language, CancellationToken cancellation)
    {
        if (SummaryAttachments.Read(attachment) is not var (satker, week) || summaries.Find(Scope.Server, satker, week) is not { } summary)
            return null;
        using var stream = new MemoryStream();
        await new SummaryBook(definitions.Current, language).WriteAsync(summary.Content, stream, cancellation);
        return new MadeFile(MadeFile.Workbook, stream.ToArray());
    }
}
