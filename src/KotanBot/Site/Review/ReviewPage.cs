using System.Collections.Immutable;
using KotanBot.Core.Offices;
using KotanBot.Site.Reports;
using KotanBot.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace KotanBot.Site.Review;

/// <summary>The report that is judged now.</summary>
public sealed record ReviewCard(ReportLine Line, string Name, ImmutableArray<AnswerLine> Answers, ImmutableArray<ReportPhoto> Photos, ImmutableArray<TwinLine> Twins, ReviewForm Form);

/// <summary>How many wait, and one of them; null when none is left after those that were passed over.</summary>
public sealed record ReviewModel(int Waiting, ReviewCard? Card)
{
    public string? Done { get; init; }
}

/// <summary><c>/admin/review</c>: the reports that wait, the oldest first and one at a time, as <c>/tinjau</c> shows them.</summary>
public sealed class ReviewPage(OfficeStore offices, ReportStore reports, ReviewDesk desk, ReportDetailPage detailPage, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/review";

    public const string AfterQuery = "after";

    public static string PathOf(string id) => $"{Path}/{id}";

    /// <summary>What waits after this report.</summary>
    public static string PathAfter(string id) => QueryHelpers.AddQueryString(Path, AfterQuery, id);

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/review", ShowNext).Needs(Right.ReviewReports);
        site.MapGet("/review/{id}", ShowOne).Needs(Right.ReviewReports);
        site.MapPost("/review/{id}", (Delegate)DecideAsync).Needs(Right.ReviewReports);
    }

    private IResult ShowNext(SiteVisit visit)
    {
        var facts = desk.Read(visit, visit.Query[AfterQuery] is [{ Length: > 0 } after] ? after : null);
        return Show(visit, facts.Waiting, facts.Next is { } next ? desk.FormFor(visit, next, ReviewForm.FromQueue) : null);
    }

    /// <summary>One that waits no more is shown with what became of it.</summary>
    private IResult ShowOne(SiteVisit visit, string id)
    {
        var facts = desk.Read(visit, id);
        if (facts.Current is { } current)
            return Show(visit, facts.Waiting, desk.FormFor(visit, current, ReviewForm.FromQueue));
        return Find(visit, id) is null ? visit.NotFound() : Results.Redirect(visit.Link(ReportDetailPage.PathOf(id)));
    }

    private IResult Show(SiteVisit visit, int waiting, ReviewForm? form)
    {
        var card = form is not null && Find(visit, form.Id) is { } detail ? CardOf(visit, detail, form) : null;
        return visit.Page<ReviewQueue, ReviewModel>(new(waiting, card) { Done = desk.DoneWords(visit) }, form?.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private ReviewCard CardOf(SiteVisit visit, ReportDetail detail, ReviewForm form)
    {
        var show = new ReportShow(visit, definitions.Current);
        var report = detail.Report.Report;
        return new ReviewCard(show.Line(detail.Report), show.Name(report), show.Answers(report), detail.Photos, [.. detail.Twins.Select(t => desk.Twin(visit, t))], form);
    }

    private ReportDetail? Find(SiteVisit visit, string id) => reports.Find(visit.Visitor.Scope, id, [.. ReportShow.Dialogs(definitions.Current).Select(d => d.Id)], EventSteps.Of(definitions.Current));

    private async Task<IResult> DecideAsync(SiteVisit visit, string id, HttpContext context)
    {
        var fields = await context.Request.ReadFormAsync(visit.Aborted);
        var facts = desk.Read(visit, id);
        if (facts.Current is not { } report)
            return Find(visit, id) is null ? visit.NotFound() : visit.Changed(visit.Link(ReportDetailPage.PathOf(id)));
        var sent = desk.FormFor(visit, report, fields[ReviewForm.FromField] == ReviewForm.FromReport ? ReviewForm.FromReport : ReviewForm.FromQueue) with
        {
            Reason = fields[ReviewForm.ReasonField].ToString().Trim(),
            Step = fields[ReviewForm.StepField].ToString(),
            Note = fields[ReviewForm.NoteField].ToString().Trim(),
        };
        var what = fields[ReviewForm.DoField].ToString();
        if (ReviewDecision.ProblemOf(visit, sent, what) is { } problem)
        {
            sent = sent with { Problem = problem, ProblemOf = what };
            return sent.From == ReviewForm.FromReport ? detailPage.Show(visit, id, sent) : Show(visit, facts.Waiting, sent);
        }

        if (ReviewDecision.Of(definitions.Current, report, sent, what, fields[ReviewForm.TwinField]) is not var (deed, said) || !await offices.DoAsync(visit.Visitor, deed, visit.Now))
            return visit.Changed(visit.Link(ReportDetailPage.PathOf(id)));
        return visit.GoTo(sent.From == ReviewForm.FromReport ? ReportDetailPage.PathOf(id) : deed is OfficeDeed.TellApart ? PathOf(id) : PathAfter(id), said.Id);
    }
}
