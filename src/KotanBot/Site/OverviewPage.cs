using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site;

/// <summary>What the overview shows: the week so far, in the same facts as <c>/ringkas</c>.</summary>
public sealed record OverviewModel(WeekFacts Week, ReportWeek Of);

/// <summary><c>/admin</c>: how the office's week goes and what waits.</summary>
public sealed class OverviewPage(OfficeStore offices, DefinitionSet definitions)
{
    public void Map(RouteGroupBuilder site) => site.MapGet("/", Show).Needs(Right.SeeWeek);

    private IResult Show(SiteVisit visit)
    {
        var week = offices.Read(visit.Looking, visit.Now, new OfficeNeed.Week().With(definitions)).Week!;
        return visit.Page<Overview, OverviewModel>(new OverviewModel(week, ReportWeek.Of(visit.Now, visit.Looking.Facts.UtcOffsetMinutes)));
    }
}
