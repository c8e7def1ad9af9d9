using System.Collections.Immutable;
using KotanBot.Core.Offices;
using KotanBot.Site.Review;
using KotanBot.Storage;

namespace KotanBot.Site.Reports;

/// <summary>What became of a report, in words.</summary>
public sealed record HistoryLine(string At, string Deed, string Who, string? Note);

/// <summary>An answer that was changed after the report was sent.</summary>
public sealed record ChangeLine(string At, string Label, string Before, string After);

/// <summary>A report that may tell of the same event, and how far its office is with it.</summary>
public sealed record TwinLine(ReportLine Line, ImmutableArray<AnswerLine> Answers, string About);

/// <summary>One report with all that is known of it.</summary>
public sealed record ReportDetailModel(ReportLine Line, string Title, ImmutableArray<AnswerLine> Answers)
{
    public ImmutableArray<ReportPhoto> Photos { get; init; } = [];

    public ImmutableArray<HistoryLine> History { get; init; } = [];

    public ImmutableArray<ChangeLine> Changes { get; init; } = [];

    public ImmutableArray<TwinLine> Twins { get; init; } = [];

    public string? Lingkungan { get; init; }

    /// <summary>Where it waits for this visitor, the ways to decide about it.</summary>
    public ReviewForm? Form { get; init; }

    /// <summary>What was done a moment ago.</summary>
    public string? Done { get; init; }
}

/// <summary><c>/admin/reports/{id}</c>: a report's answers, photos and history, and the decision where it waits for one.</summary>
public sealed class ReportDetailPage(ReportStore reports, ReviewDesk desk, DialogShelf shelf, ServedDefinitions definitions)
{
    public static string PathOf(string id) => $"{ReportListPage.Path}/{id}";

    public void Map(RouteGroupBuilder site) => site.MapGet("/reports/{id}", (SiteVisit visit, string id) => Show(visit, id, null)).Needs(Right.ReviewReports);

    /// <summary>With a form that could not be taken as it was sent, or fresh.</summary>
    public IResult Show(SiteVisit visit, string id, ReviewForm? sent)
    {
        if (reports.Find(visit.Looking.Scope, id, [.. ReportShow.Dialogs(definitions.Current).Select(d => d.Id)], EventSteps.Of(definitions.Current)) is not { } detail)
            return visit.NotFound();
        var show = new ReportShow(visit, shelf.Knowing([detail.Report.Report]));
        var report = detail.Report.Report;
        var model = new ReportDetailModel(show.Line(detail.Report), show.Name(report), show.Answers(report))
        {
            Photos = detail.Photos,
            History = [new(visit.Time(report.SubmittedAt), visit.Say("Laporan dikirim", "The report was sent"), visit.Say("pelapor", "reporter"), null), .. detail.Deeds.Select(d => LineOf(visit, d))],
            Changes = [.. detail.Changes.Select(c => new ChangeLine(visit.Time(c.ChangedAt), show.Label(report, c.StepId), show.Words(report, c.StepId, c.Before), show.Words(report, c.StepId, c.After)))],
            Twins = [.. detail.Twins.Select(t => desk.Twin(visit, t))],
            Lingkungan = desk.LingkunganWords(visit, detail.Report.Lingkungan),
            Form = desk.FormFor(visit, id, ReviewForm.FromReport) is { } fresh ? sent ?? fresh : null,
            Done = desk.DoneWords(visit),
        };
        return visit.Page<ReportSheet, ReportDetailModel>(model, sent is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static HistoryLine LineOf(SiteVisit visit, ReportDeed deed) => new(visit.Time(deed.At), DeedWords.Of(visit, deed.Deed), DeedWords.Of(visit, deed.Actor), deed.Note);
}
