using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>A weekly summary apart: its title, what to do first, and a sentence for everything that it tells but the offices below.</summary>
public sealed record SummaryParts(string Title, ImmutableArray<string> ToDo, ImmutableArray<string> Sentences);

/// <summary>A weekly summary in plain sentences: one phone screen that begins with what to do, and all details for who asks. It needs nothing but what was stored.</summary>
public sealed class SummaryText(DefinitionSet definitions, string language)
{
    private const int MostToDo = 3;
    private const int MostKawasan = 3;
    private const int MostKawasanInDetail = 12;
    private const int MostItems = 5;

    /// <summary>What to do this week, then the week in few lines.</summary>
    public string Screen(WeekSummary summary)
    {
        var toDo = ToDo(summary).Take(MostToDo).Select((line, i) => $"{Count(i + 1)}. {line}").ToList();
        string[] head = toDo.Count == 0 ? [] : [Text(OfficeTexts.SummaryToDo), .. toDo, ""];
        return string.Join('\n',
        [
            Title(summary), .. Late(summary), .. head, .. Week(summary), .. Rejected(summary), .. Silent(summary), .. Lembaga(summary), .. Indices(summary).Screen(), .. Changes(summary).Known(), .. Kawasan(summary, MostKawasan),
            .. Moved(summary),
        ]);
    }

    /// <summary>By kind, lingkungan, money and reason, with the offices below.</summary>
    public string Details(WeekSummary summary) => string.Join('\n', [Title(summary), .. Sentences(summary), .. Lines(summary).Offices()]);

    /// <summary>The same for a page, which shows the offices below as a table.</summary>
    public SummaryParts Parts(WeekSummary summary) => new(Title(summary), [.. ToDo(summary)], [.. Sentences(summary)]);

    public string Days(WeekSummary summary) => new AnswerText(definitions, language).Days(summary.Monday, LastDay(summary));

    private IEnumerable<string> Sentences(WeekSummary summary)
    {
        var lines = Lines(summary);
        string[] nothing = summary.Facts.Reports + summary.Facts.NullReports == 0 ? [Text(OfficeTexts.SummaryNothing)] : [];
        return
        [
            .. nothing, .. lines.Reports(), .. Rejected(summary), .. lines.People(LastDay(summary)), .. Lembaga(summary), .. LembagaNames(summary), .. Indices(summary).Details(), .. Changes(summary).All(), .. Unclear(summary),
            .. Kawasan(summary, MostKawasanInDetail), .. Moved(summary),
        ];
    }

    /// <summary>In the order of use: people first, then what waits, then what is behind.</summary>
    private IEnumerable<string> ToDo(WeekSummary summary)
    {
        var offices = summary.Facts.Offices;
        if (offices.Sum(o => o.Silence.SilentTwoWeeks) is > 0 and var silent)
            yield return Text(OfficeTexts.SummaryDoSilent, ("count", Count(silent)));
        if (summary.Facts.Waiting > 0)
            yield return Text(OfficeTexts.SummaryDoWaiting, ("count", Count(summary.Facts.Waiting)));
        if (Lines(summary).Behind(LastDay(summary), most: 1) is { } behind)
            yield return Text(OfficeTexts.SummaryDoBehind, ("list", behind));
        if (Indices(summary).FarBehind(LastDay(summary)) is { } respondents)
            yield return respondents;
        if (!summary.Unclear.IsEmpty)
            yield return Text(OfficeTexts.SummaryDoUnclear, ("count", Count(summary.Unclear.Length)));
        if (offices.Count(o => o.Silence is { HasAdmin: false, Volunteers: > 0 } && o.Silence.Office.Code != summary.Satker.Code) is > 0 and var without)
            yield return Text(OfficeTexts.SummaryDoAdmins, ("count", Count(without)));
    }

    private IEnumerable<string> Week(WeekSummary summary)
    {
        var week = summary.Facts;
        yield return week switch
        {
            { Reports: 0, NullReports: 0 } => Text(OfficeTexts.SummaryNothing),
            { Reports: 0 } => Text(OfficeTexts.SummaryOnlyNull, ("count", Count(week.NullReports)), ("reasons", Lines(summary).Reasons())),
            _ => Text(OfficeTexts.SummaryReports, ("reports", Count(week.Reports)), ("null-reports", Count(week.NullReports)), ("people", NumberWords.Format(week.People))),
        };
    }

    private IEnumerable<string> Silent(WeekSummary summary)
    {
        var (silent, all) = (summary.Facts.Offices.Sum(o => o.Silence.Silent), summary.Facts.Offices.Sum(o => o.Silence.Volunteers));
        if (all > 0)
            yield return silent == 0 ? Text(OfficeTexts.SummaryAllSent, ("all", Count(all))) : Text(OfficeTexts.SummarySilent, ("silent", Count(silent)), ("all", Count(all)));
    }

    private IEnumerable<string> Rejected(WeekSummary summary)
    {
        if (summary.Facts.Rejected > 0)
            yield return Text(OfficeTexts.SummaryRejected, ("count", Count(summary.Facts.Rejected)));
    }

    private IEnumerable<string> Lembaga(WeekSummary summary)
    {
        if (summary.Facts is { Lembaga: > 0 } week)
            yield return Text(OfficeTexts.SummaryLembaga, ("silent", Count(week.SilentLembaga)), ("all", Count(week.Lembaga)));
    }

    private IEnumerable<string> LembagaNames(WeekSummary summary)
    {
        if (!summary.Facts.SilentLembagaNames.IsEmpty)
            yield return Text(OfficeTexts.SummaryLembagaNames, ("list", string.Join("; ", summary.Facts.SilentLembagaNames)));
    }

    private IEnumerable<string> Kawasan(WeekSummary summary, int most)
    {
        var moves = summary.Kawasan.Take(most).Select(k => k.Before is { } before
            ? Text(OfficeTexts.SummaryKawasanMove, ("name", k.Name), ("before", LabelOf(before)), ("after", LabelOf(k.After)), ("verdict", Text(OfficeTexts.OfVerdict(Recovery.Judge(definitions.StatusRegister, before, k.After)))))
            : Text(OfficeTexts.SummaryKawasanFirst, ("name", k.Name), ("after", LabelOf(k.After)))).ToList();
        if (moves.Count > 0)
            yield return Text(OfficeTexts.SummaryKawasan, ("list", string.Join("; ", moves) + (summary.Kawasan.Length > most ? $"; … {Count(summary.Kawasan.Length - most)}" : "")));
    }

    private string LabelOf(string status) => definitions.StatusRegister.LabelOf(status, language);

    private IEnumerable<string> Unclear(WeekSummary summary)
    {
        var items = summary.Unclear.Take(MostItems).Select(i => Text(
            OfficeTexts.SummaryUnclearItem,
            ("item", definitions.FindBank(i.Bank)?.FindItem(i.Item)?.Label.In(language) ?? i.Item),
            ("unclear", Count(i.Unclear)),
            ("asked", Count(i.Asked)))).ToList();
        if (items.Count > 0)
            yield return Text(OfficeTexts.SummaryUnclear, ("list", string.Join("; ", items)));
    }

    private IEnumerable<string> Moved(WeekSummary summary)
    {
        if (summary.Moved is { } moved)
            yield return Text(OfficeTexts.SummaryMoved, ("list", string.Join(", ", Moves(moved))));
    }

    private IEnumerable<string> Moves(SummaryMove moved)
    {
        if (moved.Reports > 0)
            yield return Text(OfficeTexts.SummaryMovedReports, ("count", Count(moved.Reports)));
        if (moved.Reports < 0)
            yield return Text(OfficeTexts.SummaryMovedLess, ("count", Count(-moved.Reports)));
        if (moved.NullReports != 0)
            yield return Text(OfficeTexts.SummaryMovedNull, ("count", Signed(moved.NullReports)));
        if (moved.Verified != 0)
            yield return Text(OfficeTexts.SummaryMovedVerified, ("count", Signed(moved.Verified)));
        if (moved.Rejected != 0)
            yield return Text(OfficeTexts.SummaryMovedRejected, ("count", Signed(moved.Rejected)));
        if (moved.People != 0)
            yield return Text(OfficeTexts.SummaryMovedPeople, ("change", (moved.People > 0 ? "+" : "−") + NumberWords.Format(Math.Abs(moved.People))));
    }

    private string Title(WeekSummary summary)
    {
        var days = Days(summary);
        return summary.Facts.Offices.Length > 1
            ? Text(OfficeTexts.SummaryTitleBelow, ("satker", summary.Satker.Name), ("count", Count(summary.Facts.Offices.Length - 1)), ("days", days))
            : Text(OfficeTexts.SummaryTitle, ("satker", summary.Satker.Name), ("days", days));
    }

    private IEnumerable<string> Late(WeekSummary summary)
    {
        if (summary.IsLate)
            yield return Text(OfficeTexts.SummaryLate);
    }

    private IndexLines Indices(WeekSummary summary) => new(definitions, language, summary);

    private ChangeLines Changes(WeekSummary summary) => new(definitions, language, summary.Changes);

    private WeekLines Lines(WeekSummary summary) => new(definitions, language, summary.Satker, summary.Facts);

    private static DateOnly LastDay(WeekSummary summary) => summary.Monday.AddDays(6);

    private string Text(TextKey key, params ReadOnlySpan<(string Name, string Value)> values) => definitions.Texts.Say(key, language, values);

    private static string Count(int number) => NumberWords.Format(number);

    private static string Signed(int number) => number < 0 ? "−" + Count(-number) : Count(number);
}
