using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>
/// Tells the weekly summary when it is made, and shows one again with its details: <c>/ringkas lalu</c>, or a week such as <c>/ringkas 2026-W48</c>, each with
/// the code of an office below; <c>gambar</c> behind it gives its picture, <c>excel</c> its numbers as a workbook.
/// </summary>
internal sealed class SummaryFlow(Turn turn, RunFlow flow)
{
    private const int MostLines = 8;

    private static readonly ImmutableHashSet<string> LastWords = ["lalu", "minggu-lalu", "last"];

    private static readonly ImmutableHashSet<string> TableWords = ["excel", "xlsx", "tabel", "table"];

    private static readonly ImmutableHashSet<string> ChartWords = ["gambar", "grafik", "picture", "chart"];

    private SummaryFacts Facts => turn.Facts.Office?.Summary ?? throw new InvalidOperationException("the summary was not read");

    private SummaryText Words => new(turn.Definitions, turn.Language);

    /// <summary>Null when the words after the command ask for no summary but for the week so far.</summary>
    public static OfficeNeed.Summary? NeedOf(string payload)
    {
        var words = PayloadWords.Of(payload);
        var week = words.Select(ReportWeek.Parse).FirstOrDefault(w => w is not null);
        return week is null && !words.Any(w => LastWords.Contains(w.ToLowerInvariant())) && !AsksFor(TableWords, payload) && !AsksFor(ChartWords, payload) ? null : new OfficeNeed.Summary(PayloadWords.OfficeIn(words), week?.Monday);
    }

    public void Show(string payload)
    {
        if (Facts.Found is not [var summary])
            turn.Say(Facts.IsForAdmins ? OfficeTexts.SummaryForAdmins : OfficeTexts.SummaryNone);
        else if (AsksFor(ChartWords, payload) && ChartOf(summary) is { } chart)
            turn.Offer(turn.Text(OfficeTexts.SummaryChart, ("satker", summary.Satker.Name), ("days", Days(summary.Week))), [], chart);
        else if (AsksFor(TableWords, payload))
            turn.Offer(turn.Text(OfficeTexts.SummaryTable, ("satker", summary.Satker.Name), ("days", Days(summary.Week))), [], SummaryAttachments.TableOf(summary, turn.Text(OfficeTexts.SummaryTableLabel)));
        else
            turn.Offer(Words.Details(summary), [.. Next(summary).Skip(1), .. Files(summary)]);
        flow.Repeat();
    }

    /// <summary>Says nothing to whoever does not see the office any more.</summary>
    public void Tell(Notice.WeeklySummary _)
    {
        if (Facts.Found is [var summary])
            turn.Offer(Words.Screen(summary), [.. Next(summary)], ChartOf(summary));
    }

    /// <summary>Offices that got an admin since are left to them.</summary>
    public void Tell(Notice.SummariesBelow below)
    {
        if (Facts.Found is [var only])
            turn.Offer(turn.Text(OfficeTexts.SummaryNoAdmin, ("satker", only.Satker.Name)) + "\n\n" + Words.Screen(only), [.. Next(only)], ChartOf(only));
        else if (Facts.Found.Length > 1)
            TellMany(new ReportWeek(below.Monday));
    }

    private void TellMany(ReportWeek week)
    {
        var shown = Facts.Found.OrderByDescending(Silent).ThenBy(s => s.Satker.Code, StringComparer.Ordinal).Take(MostLines).ToList();
        var lines = shown.Select(s => turn.Text(
            OfficeTexts.SummaryBelowLine,
            ("name", s.Satker.Name),
            ("reports", Count(s.Facts.Reports)),
            ("null-reports", Count(s.Facts.NullReports)),
            ("silent", Count(Silent(s))),
            ("all", Count(s.Facts.Offices.Sum(o => o.Silence.Volunteers))))).Prepend(turn.Text(OfficeTexts.SummaryBelow, ("count", Count(Facts.Found.Length)), ("days", Days(week)))).ToList();
        if (Facts.Found.Length > shown.Count)
            lines.Add(turn.Text(OfficeTexts.SummaryBelowMore, ("count", Count(Facts.Found.Length - shown.Count))));
        turn.Offer(string.Join('\n', lines), [.. shown.Select(s => new PromptChoice(Command(s), s.Satker.Name))]);
    }

    /// <summary>The details first, then where to do what stands on top.</summary>
    private IEnumerable<PromptChoice> Next(WeekSummary summary)
    {
        yield return new PromptChoice(Command(summary), turn.Text(OfficeTexts.SummaryDetails));
        if (Silent(summary) > 0)
            yield return new PromptChoice(summary.Satker.Code == turn.Facts.Satker?.Code ? "/belum" : $"/belum {summary.Satker.Code}", turn.Text(OfficeTexts.WeekSeeOverdue));
        if (summary.Facts.Waiting > 0)
            yield return new PromptChoice("/tinjau", turn.Text(OfficeTexts.SummaryReview));
        if (!summary.Facts.Targets.IsEmpty)
            yield return new PromptChoice("/target", turn.Text(OfficeTexts.WeekSeeTargets));
    }

    /// <summary>The picture came with the summary; only who asks gets it again, for it costs data.</summary>
    private IEnumerable<PromptChoice> Files(WeekSummary summary)
    {
        if (ChartOf(summary) is not null)
            yield return new PromptChoice(Command(summary) + " gambar", turn.Text(OfficeTexts.SummaryChartButton));
        yield return new PromptChoice(Command(summary) + " excel", turn.Text(OfficeTexts.SummaryTableButton));
    }

    /// <summary>None of a week in which there is nothing to see.</summary>
    private PromptAttachment? ChartOf(WeekSummary summary) =>
        summary.Facts is { Reports: 0, NullReports: 0 } week && !week.Targets.Any(t => t.Target > 0) ? null : SummaryAttachments.ChartOf(summary, turn.Text(OfficeTexts.SummaryChartLabel));

    private string Days(ReportWeek week) => new AnswerText(turn.Definitions, turn.Language).Days(week.Monday, week.Monday.AddDays(6));

    private static bool AsksFor(ImmutableHashSet<string> words, string payload) => PayloadWords.Of(payload).Any(w => words.Contains(w.ToLowerInvariant()));

    /// <summary>By the name of its week, so that an old button does not show a newer one.</summary>
    private static string Command(WeekSummary summary) => $"/ringkas {summary.Satker.Code} {summary.Week.Name}";

    private static int Silent(WeekSummary summary) => summary.Facts.Offices.Sum(o => o.Silence.Silent);

    private static string Count(int number) => NumberWords.Format(number);
}
