using System.Collections.Immutable;
using KotanBot.Core.Conversations;

namespace KotanBot.Core.Offices;

/// <summary>This week so far in plain sentences (<c>/ringkas</c>), short enough for one phone screen.</summary>
internal sealed class WeekFlow(Turn turn, RunFlow flow)
{
    private readonly WeekFacts _week = turn.Facts.Office?.Week ?? throw new InvalidOperationException("the week was not read");

    public void Start()
    {
        var satker = turn.Facts.Satker!;
        var lines = new WeekLines(turn.Definitions, turn.Language, new OfficeName(satker.Code, satker.Name), _week);
        string[] nothing = _week.Reports + _week.NullReports == 0 ? [turn.Text(OfficeTexts.WeekNothing)] : [];
        turn.Offer(string.Join('\n', [lines.Title(ReportWeek.Of(turn.Today).Monday, turn.Today), .. nothing, .. lines.Reports(), .. lines.People(turn.Today), .. lines.Offices()]), Choices());
        flow.Repeat();
    }

    private ImmutableArray<PromptChoice> Choices() =>
    [
        new("/belum", turn.Text(OfficeTexts.WeekSeeOverdue)),
        new("/target", turn.Text(OfficeTexts.WeekSeeTargets)),
    ];
}
