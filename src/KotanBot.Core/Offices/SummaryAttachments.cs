using KotanBot.Core.Conversations;

namespace KotanBot.Core.Offices;

/// <summary>What goes with a weekly summary: its chart as a picture and its numbers as a workbook.</summary>
public static class SummaryAttachments
{
    public const string Chart = "summary-chart";

    public const string Table = "summary-table";

    internal static PromptAttachment ChartOf(WeekSummary summary, string label) => Of(Chart, summary, label, "png", isPicture: true);

    internal static PromptAttachment TableOf(WeekSummary summary, string label) => Of(Table, summary, label, "xlsx", isPicture: false);

    /// <summary>Office and week of such an attachment; null for others.</summary>
    public static (string Satker, ReportWeek Week)? Read(PromptAttachment attachment) =>
        attachment.Parts is [Chart or Table, var satker, var week] && ReportWeek.Parse(week) is { } read ? (satker, read) : null;

    private static PromptAttachment Of(string kind, WeekSummary summary, string label, string ending, bool isPicture) =>
        new($"{kind}|{summary.Satker.Code}|{summary.Week.Name}", label, $"ringkasan-{summary.Satker.Code}-{summary.Week.Name}.{ending}", isPicture);
}
