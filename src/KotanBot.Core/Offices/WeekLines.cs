using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>A week of an office in plain sentences, a line each: the week so far and the weeks that are over read the same.</summary>
internal sealed class WeekLines(DefinitionSet definitions, string language, OfficeName satker, WeekFacts week)
{
    private const int MostKinds = 4;
    private const int MostReasons = 3;
    private const int MostObstacles = 4;
    private const int MostOffices = 8;
    private const int MostBehind = 3;

    private readonly WeekSource _source = definitions.Week;
    private readonly SummaryLabels _labels = new(definitions, language);

    public string Title(DateOnly from, DateOnly to)
    {
        var days = new AnswerText(definitions, language).Days(from, to);
        return week.Offices.Length > 1
            ? Text(OfficeTexts.WeekTitleBelow, ("satker", satker.Name), ("count", Count(week.Offices.Length - 1)), ("days", days))
            : Text(OfficeTexts.WeekTitle, ("satker", satker.Name), ("days", days));
    }

    public IEnumerable<string> Reports()
    {
        if (week.Reports > 0)
        {
            yield return Text(OfficeTexts.WeekReports, ("count", Count(week.Reports)), ("kinds", Named(week.Kinds, _labels.Kind, MostKinds)));
            if (!week.Lingkungan.IsEmpty)
                yield return Text(OfficeTexts.WeekLingkungan, ("list", Named(week.Lingkungan, _labels.Lingkungan, week.Lingkungan.Length)));
            if (week.People > 0)
                yield return Text(OfficeTexts.WeekPeople, ("count", NumberWords.Format(week.People)));
            var (all, own) = (week.Funding.Sum(f => f.Count), week.Funding.Where(f => _source.OfficeMoney.Contains(f.Key)).Sum(f => f.Count));
            if (new TargetRealisation(all, all - own).Percent is { } share)
                yield return Text(OfficeTexts.WeekFunding, ("without", Count(all - own)), ("all", Count(all)), ("percent", NumberWords.Format(share)));
            if (!week.Obstacles.IsEmpty)
                yield return Text(OfficeTexts.WeekObstacles, ("list", Named(week.Obstacles, _labels.Obstacle, MostObstacles)));
        }

        if (week.NullReports > 0)
            yield return Text(OfficeTexts.WeekNull, ("count", Count(week.NullReports)), ("reasons", Reasons()));
    }

    public IEnumerable<string> People(DateOnly today)
    {
        var all = week.Offices.Sum(o => o.Silence.Volunteers);
        if (all > 0)
            yield return Text(OfficeTexts.WeekSilent, ("silent", Count(week.Offices.Sum(o => o.Silence.Silent))), ("all", Count(all)));
        if (week.Waiting > 0)
            yield return Text(OfficeTexts.WeekWaiting, ("count", Count(week.Waiting)));
        if (Behind(today) is { } behind)
            yield return Text(OfficeTexts.WeekBehind, ("list", behind));
    }

    public IEnumerable<string> Offices()
    {
        if (week.RegionsWithoutOffice > 0)
            yield return Text(OfficeTexts.WeekCoverage, ("all", Count(week.Regions)), ("without", Count(week.RegionsWithoutOffice)));
        if (week.Offices.Length < 2)
            yield break;
        yield return Text(OfficeTexts.WeekBelowTitle);
        var below = week.Below(satker.Code).OrderByDescending(o => o.Silence.Silent).ThenBy(o => o.Silence.Office.Code, StringComparer.Ordinal).ToList();
        foreach (var office in below.Take(MostOffices))
            yield return Text(
                OfficeTexts.WeekBelowLine,
                ("name", office.Silence.Office.Name),
                ("reports", Count(office.Reports)),
                ("null-reports", Count(office.NullReports)),
                ("silent", Count(office.Silence.Silent)),
                ("all", Count(office.Silence.Volunteers)));
        if (below.Skip(MostOffices).ToList() is { Count: > 0 } rest)
            yield return Text(
                OfficeTexts.WeekBelowMore,
                ("count", Count(rest.Count)),
                ("reports", Count(rest.Sum(o => o.Reports))),
                ("silent", Count(rest.Sum(o => o.Silence.Silent))),
                ("all", Count(rest.Sum(o => o.Silence.Volunteers))));
    }

    /// <summary>Why nothing was done, the most common reasons first.</summary>
    public string Reasons() => Named(week.Reasons, _labels.Reason, MostReasons);

    /// <summary>Targets of the own office with less done than the year is over on this day; null for none.</summary>
    public string? Behind(DateOnly today, int most = MostBehind)
    {
        var (day, days) = (today.DayOfYear, DateTime.IsLeapYear(today.Year) ? 366 : 365);
        List<string> behind =
        [
            .. from output in definitions.Outputs
               join figures in week.Targets on output.Id equals figures.Output
               where figures.Realisation.IsBehind(day, days)
               orderby figures.Realisation.Percent
               select $"{output.Title.In(language)} {NumberWords.Format(figures.Realisation.Done)}/{NumberWords.Format(figures.Target!.Value)}",
        ];
        return behind.Count == 0 ? null : string.Join("; ", behind.Take(most)) + (behind.Count > most ? "; …" : "");
    }

    /// <summary>"sosialisasi 5, tes urine 2": labels of options in the middle of a sentence.</summary>
    private static string Named(ImmutableArray<KeyCount> counts, Func<string, string> label, int most)
    {
        var named = counts.Take(most).Select(c => $"{label(c.Key)} {Count(c.Count)}").ToList();
        if (counts.Length > most)
            named.Add($"… {Count(counts.Skip(most).Sum(c => c.Count))}");
        return string.Join(", ", named);
    }

    private string Text(TextKey key, params ReadOnlySpan<(string Name, string Value)> values) => definitions.Texts.Say(key, language, values);

    private static string Count(int number) => NumberWords.Format(number);
}
