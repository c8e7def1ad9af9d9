using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Indices;

/// <summary>
/// What the verified reports of a lembaga would answer on its sheet. An aspect that they do not prove stays open: what was not reported is not proven, and
/// some aspects no report can show. Nothing of it counts as the index before a person of the lembaga confirms it on the sheet.
/// </summary>
public static class IndexDraft
{
    /// <param name="sent">How many reports were looked at.</param>
    public static IndexSheet Of(ItemBank bank, string lingkungan, ImmutableArray<OwnReports> reports, int sent) =>
        new(lingkungan, [.. bank.Items.Select(i => new IndexAnswer(i.Id, ReportSuggestion.For(i, reports)?.Key, null))]) { Sent = sent };

    /// <summary>The banks whose items look at reports, and the reports that they look at.</summary>
    public static ImmutableArray<ReportSource> SourcesOf(ItemBank bank) =>
        [.. bank.Items.Where(i => i.Evidence is not null).Select(i => new ReportSource(i.Evidence!.Dialog, i.Evidence.Step)).Distinct()];
}
