using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>This week so far in plain sentences (<c>/ringkas</c>), short enough for one phone screen.</summary>
internal sealed class WeekFlow(Turn turn, RunFlow flow)
{
    private const int MostKinds = 4;
    private const int MostReasons = 3;
    private const int MostOffices = 8;
    private const int MostBehind = 3;

    private readonly WeekFacts _week = turn.Facts.Office?.Week ?? throw new InvalidOperationException("the week was not read");
    private readonly WeekSource _source = turn.Definitions.Week;

    public void Start()
    {
        var lines = new List<string> { Title() };
        if (_week.Reports + _week.NullReports == 0)
            lines.Add(turn.Text(OfficeTexts.WeekNothing));
        AddReports(lines);
        AddPeople(lines);
        AddOffices(lines);
        turn.Offer(string.Join('\n', lines), Choices());
        flow.Repeat();
    }

    private string Title()
    {
        var days = new AnswerText(turn.Definitions, turn.Language).Days(ReportWeek.Of(turn.Today).Monday, turn.Today);
        return _week.Offices.Length > 1
            ? turn.Text(OfficeTexts.WeekTitleBelow, ("satker", turn.Facts.Satker!.Name), ("count", Count(_week.Offices.Length - 1)), ("days", days))
            : turn.Text(OfficeTexts.WeekTitle, ("satker", turn.Facts.Satker!.Name), ("days", days));
    }

    private void AddReports(List<string> lines)
    {
        if (_week.Reports > 0)
        {
            lines.Add(turn.Text(OfficeTexts.WeekReports, ("count", Count(_week.Reports)), ("kinds", Named(_week.Kinds, StepOf(_source.Report, _source.Kind), MostKinds))));
            if (!_week.Lingkungan.IsEmpty)
                lines.Add(turn.Text(OfficeTexts.WeekLingkungan, ("list", Named(_week.Lingkungan, turn.Definitions.StepThatSaves(ProfileField.Lingkungan), _week.Lingkungan.Length))));
            if (_week.People > 0)
                lines.Add(turn.Text(OfficeTexts.WeekPeople, ("count", NumberWords.Format(_week.People))));
            var (all, own) = (_week.Funding.Sum(f => f.Count), _week.Funding.Where(f => _source.OfficeMoney.Contains(f.Key)).Sum(f => f.Count));
            if (new TargetRealisation(all, all - own).Percent is { } share)
                lines.Add(turn.Text(OfficeTexts.WeekFunding, ("without", Count(all - own)), ("all", Count(all)), ("percent", NumberWords.Format(share))));
        }

        if (_week.NullReports > 0)
            lines.Add(turn.Text(OfficeTexts.WeekNull, ("count", Count(_week.NullReports)), ("reasons", Named(_week.Reasons, StepOf(_source.NullReport, _source.Reason), MostReasons))));
    }

    private void AddPeople(List<string> lines)
    {
        var all = _week.Offices.Sum(o => o.Silence.Volunteers);
        if (all > 0)
            lines.Add(turn.Text(OfficeTexts.WeekSilent, ("silent", Count(_week.Offices.Sum(o => o.Silence.Silent))), ("all", Count(all))));
        if (_week.Waiting > 0)
            lines.Add(turn.Text(OfficeTexts.WeekWaiting, ("count", Count(_week.Waiting))));
        var behind = Behind();
        if (behind.Count > 0)
            lines.Add(turn.Text(OfficeTexts.WeekBehind, ("list", string.Join("; ", behind.Take(MostBehind)) + (behind.Count > MostBehind ? "; …" : ""))));
    }

    private void AddOffices(List<string> lines)
    {
        if (_week.RegionsWithoutOffice > 0)
            lines.Add(turn.Text(OfficeTexts.WeekCoverage, ("all", Count(_week.Regions)), ("without", Count(_week.RegionsWithoutOffice))));
        if (_week.Offices.Length < 2)
            return;
        lines.Add(turn.Text(OfficeTexts.WeekBelowTitle));
        var below = Children().OrderByDescending(o => o.Silence.Silent).ThenBy(o => o.Silence.Office.Code, StringComparer.Ordinal).ToList();
        lines.AddRange(below.Take(MostOffices).Select(o => turn.Text(
            OfficeTexts.WeekBelowLine,
            ("name", o.Silence.Office.Name),
            ("reports", Count(o.Reports)),
            ("null-reports", Count(o.NullReports)),
            ("silent", Count(o.Silence.Silent)),
            ("all", Count(o.Silence.Volunteers)))));
        if (below.Skip(MostOffices).ToList() is { Count: > 0 } rest)
            lines.Add(turn.Text(
                OfficeTexts.WeekBelowMore,
                ("count", Count(rest.Count)),
                ("reports", Count(rest.Sum(o => o.Reports))),
                ("silent", Count(rest.Sum(o => o.Silence.Silent))),
                ("all", Count(rest.Sum(o => o.Silence.Volunteers)))));
    }

    /// <summary>The offices right below, each with all below it.</summary>
    private IEnumerable<OfficeWeek> Children()
    {
        var own = turn.Facts.Satker!.Code;
        var byParent = _week.Offices.ToLookup(o => o.Silence.Parent);
        return byParent[own].Select(Whole);

        OfficeWeek Whole(OfficeWeek office) => byParent[office.Silence.Office.Code].Select(Whole).Aggregate(office, (sum, o) => new OfficeWeek(
            sum.Silence with { Volunteers = sum.Silence.Volunteers + o.Silence.Volunteers, Silent = sum.Silence.Silent + o.Silence.Silent },
            sum.Reports + o.Reports,
            sum.NullReports + o.NullReports));
    }

    /// <summary>Targets of the own office with less done than the year is over.</summary>
    private List<string> Behind()
    {
        var (day, days) = (turn.Today.DayOfYear, DateTime.IsLeapYear(turn.Today.Year) ? 366 : 365);
        return
        [
            .. from output in turn.Definitions.Outputs
               join figures in _week.Targets on output.Id equals figures.Output
               where figures.Realisation.IsBehind(day, days)
               orderby figures.Realisation.Percent
               select $"{output.Title.In(turn.Language)} {NumberWords.Format(figures.Realisation.Done)}/{NumberWords.Format(figures.Target!.Value)}",
        ];
    }

    private ImmutableArray<PromptChoice> Choices() =>
    [
        new("/belum", turn.Text(OfficeTexts.WeekSeeOverdue)),
        new("/target", turn.Text(OfficeTexts.WeekSeeTargets)),
    ];

    /// <summary>"sosialisasi 5, tes urine 2": labels of options in the middle of a sentence.</summary>
    private string Named(ImmutableArray<KeyCount> counts, Step? step, int most)
    {
        var answers = new AnswerText(turn.Definitions, turn.Language);
        var named = counts.Take(most).Select(c => $"{Label(c.Key)} {Count(c.Count)}").ToList();
        if (counts.Length > most)
            named.Add($"… {Count(counts.Skip(most).Sum(c => c.Count))}");
        return string.Join(", ", named);

        string Label(string key) => key.Length == 0 ? turn.Text(OfficeTexts.WeekNoLingkungan) : answers.Of(step, new AnswerValue.Choice(key));
    }

    private Step? StepOf(string dialog, string step) => turn.Definitions.Find(dialog)?.FindStep(step);

    private static string Count(int number) => NumberWords.Format(number);
}
