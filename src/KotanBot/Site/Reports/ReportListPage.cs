using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Reports;

/// <summary>A choice of a form: what is sent, and what is read.</summary>
public sealed record SiteChoice(string Value, string Words);

/// <summary>The list of reports and the question that it answers.</summary>
public sealed record ReportListModel(ReportQuery Query, ImmutableArray<ReportLine> Reports)
{
    /// <summary>Why nothing was looked for.</summary>
    public string? Problem { get; init; }

    /// <summary>Leads to the next page; null after the last.</summary>
    public string? Older { get; init; }

    public bool IsFirst { get; init; } = true;

    public ImmutableArray<SiteChoice> Dialogs { get; init; } = [];

    public ImmutableArray<SiteChoice> Lingkungan { get; init; } = [];

    /// <summary>The offices that can be looked at, the visitor's own first; empty where there is one alone.</summary>
    public ImmutableArray<SiteChoice> Offices { get; init; } = [];
}

/// <summary><c>/admin/reports</c>: every report of the office and those below it, the newest first.</summary>
public sealed class ReportListPage(ReportStore reports, SatkerStore satkers, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/reports";

    private const int PageSize = 50;

    public void Map(RouteGroupBuilder site) => site.MapGet("/reports", Show).Needs(Right.ReviewReports);

    private IResult Show(SiteVisit visit)
    {
        var query = ReportQuery.Of(visit);
        var dialogs = ReportShow.Dialogs(definitions.Current);
        var model = new ReportListModel(query, [])
        {
            Dialogs = [.. dialogs.Where(d => definitions.IsSeenBy(visit.Visitor.Scope, d.Id)).Select(d => new SiteChoice(d.Id, d.Title.In(visit.Visitor.Language)))],
            Lingkungan = [.. Lingkungan().Select(o => new SiteChoice(o.Key, o.Label.In(visit.Visitor.Language)))],
            Offices = satkers.ListWithin(visit.Visitor.Scope) is { Count: > 1 } offices ? [.. offices.OrderBy(o => o.Code != visit.Visitor.Satker.Code).Select(o => new SiteChoice(o.Code, o.Name))] : [],
        };
        return query.NumberDigits is { } number ? Find(visit, model, number) : List(visit, model);
    }

    private ImmutableArray<Option> Lingkungan() => (definitions.Current.StepThatSaves(ProfileField.Lingkungan) as ChooseStep)?.Options ?? [];

    /// <summary>One report by its number is shown at once.</summary>
    private IResult Find(SiteVisit visit, ReportListModel model, string number)
    {
        var found = number.All(char.IsAsciiHexDigit) ? reports.FindNumbered(visit.Looking.Scope, [.. ReportShow.Dialogs(definitions.Current).Select(d => d.Id)], number, PageSize) : [];
        var show = new ReportShow(visit, definitions.Current);
        return found is [var one]
            ? Results.Redirect(visit.Link(ReportDetailPage.PathOf(one.Report.Id)))
            : visit.Page<ReportList, ReportListModel>(model with { Reports = [.. found.Select(show.Line)] });
    }

    private IResult List(SiteVisit visit, ReportListModel model)
    {
        if (model.Query.ToFilter(visit, [.. ReportShow.Dialogs(definitions.Current).Select(d => d.Id)], out var problem) is not { } filter)
            return visit.Page<ReportList, ReportListModel>(model with { Problem = problem }, StatusCodes.Status400BadRequest);
        var after = ReportQuery.ReadPlace(visit);
        var page = reports.List(visit.Looking.Scope, filter, after, PageSize);
        var show = new ReportShow(visit, definitions.Current);
        return visit.Page<ReportList, ReportListModel>(model with
        {
            Reports = [.. page.Reports.Select(show.Line)],
            Older = page.Next is { } next ? model.Query.Link(visit, next) : null,
            IsFirst = after is null,
        });
    }
}
