using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Offices;
using KotanBot.Site.Reports;
using KotanBot.Storage;

namespace KotanBot.Site.Forms;

/// <summary>A version of a form; <paramref name="OldBasis"/> where the dialog that it replaced ships in another version now.</summary>
public sealed record FormVersionLine(long Number, string Hash, string At, bool InForce, bool OldBasis);

/// <summary>One form with all its versions and what became of it.</summary>
public sealed record FormSheetModel(StoredForm Form, string Title, ImmutableArray<FormVersionLine> Versions, ImmutableArray<HistoryLine> Changes)
{
    /// <summary>Why it is offered to nobody, though it is in force; empty where it is served.</summary>
    public ImmutableArray<FormIssueLine> Unfit { get; init; } = [];

    /// <summary>Why the deed was not done.</summary>
    public ImmutableArray<FormIssueLine> Issues { get; init; } = [];

    /// <summary>Without it a dialog that ships is offered again.</summary>
    public bool Replaces { get; init; }
}

/// <summary><c>/admin/forms/{id}</c>: the versions of a form, to go back to one, to begin a new one from, or to withdraw it.</summary>
public sealed class FormSheetPage(ServedDefinitions definitions, FormStore forms, DialogVersionStore texts, FormDesk desk, FormDrafts drafts)
{
    public const string ChangesField = "changes";

    public static string PathOf(string id) => $"{FormsPage.Path}/{id}";

    public static string TextPathOf(string id, long number) => string.Create(CultureInfo.InvariantCulture, $"{PathOf(id)}/versions/{number}");

    public static string EditPathOf(string id, long number) => TextPathOf(id, number) + "/edit";

    public static string RollBackPathOf(string id, long number) => TextPathOf(id, number) + "/roll-back";

    public static string WithdrawPathOf(string id) => PathOf(id) + "/withdraw";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/forms/{id}", (SiteVisit visit, string id) => forms.Find(visit.Looking.Scope, id) is { } form ? Show(visit, form, []) : visit.NotFound()).Needs(Right.ManageForms);
        site.MapGet("/forms/{id}/versions/{number:long}", ShowText).Needs(Right.ManageForms);
        site.MapPost("/forms/{id}/versions/{number:long}/edit", Edit).Needs(Right.ManageForms);
        site.MapPost("/forms/{id}/versions/{number:long}/roll-back", RollBackAsync).Needs(Right.ManageForms);
        site.MapPost("/forms/{id}/withdraw", WithdrawAsync).Needs(Right.ManageForms);
    }

    private IResult Show(SiteVisit visit, StoredForm form, ImmutableArray<FormIssueLine> issues)
    {
        var shipped = definitions.Shipped.Find(form.DialogId);
        var unfit = definitions.Unfit.FirstOrDefault(u => u.Form.DialogId == form.DialogId);
        var model = new FormSheetModel(
            form,
            definitions.Current.Find(form.DialogId)?.Title.In(visit.Visitor.Language) ?? form.DialogId,
            [.. forms.ListVersions(visit.Looking.Scope, form.DialogId).Select(v => new FormVersionLine(v.Number, v.Hash, visit.Time(v.PublishedAt), v.Number == form.Number, v.Replaces is not null && shipped is not null && v.Replaces != shipped.Hash))],
            [.. forms.ListChanges(visit.Looking.Scope, form.DialogId).Select(c => new HistoryLine(visit.Time(c.At), DeedWords.Of(visit, c.Deed), DeedWords.Of(visit, c.Actor), FormWords.Change(visit, c)))])
        {
            Unfit = unfit is null ? [] : [.. FormIssueWords.Of(visit, unfit.Issues, unfit.Form.Source, FormFit.FileOf(form.DialogId))],
            Issues = issues,
            Replaces = shipped is not null,
        };
        return visit.Page<FormSheet, FormSheetModel>(model, issues.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    /// <summary>As it was published, to be kept or changed elsewhere.</summary>
    private IResult ShowText(SiteVisit visit, string id, long number) =>
        TextOf(visit, id, number) is { } text ? Results.Text(text, "text/plain; charset=utf-8") : visit.NotFound();

    private IResult Edit(SiteVisit visit, string id, long number)
    {
        if (TextOf(visit, id, number) is not { } text)
            return visit.NotFound();
        drafts.Put(visit.FormToken, desk.Try(visit.Visitor, visit.Looking.Satker.Code, text));
        return visit.GoTo(FormDraftPage.Path);
    }

    private async Task<IResult> RollBackAsync(SiteVisit visit, string id, long number, HttpContext context)
    {
        var version = forms.ListVersions(visit.Looking.Scope, id).FirstOrDefault(v => v.Number == number);
        if (version is null || await SeenAsync(visit, id, context) is not { } seen)
            return version is null ? visit.NotFound() : visit.Changed(visit.Link(PathOf(id)));
        return After(visit, seen, await desk.RollBackAsync(visit.Visitor, seen, version, visit.Now), TextOf(visit, id, number)!, "rolled-back");
    }

    private async Task<IResult> WithdrawAsync(SiteVisit visit, string id, HttpContext context)
    {
        if (forms.Find(visit.Looking.Scope, id) is null)
            return visit.NotFound();
        return await SeenAsync(visit, id, context) is { } seen
            ? After(visit, seen, await desk.WithdrawAsync(visit.Visitor, seen, visit.Now), "", "withdrawn")
            : visit.Changed(visit.Link(PathOf(id)));
    }

    private IResult After(SiteVisit visit, StoredForm seen, FormOutcome outcome, string text, string done)
    {
        if (outcome.IsDone)
            return visit.GoTo(PathOf(seen.DialogId), done);
        if (outcome.Result == FormResult.TooMany)
            return FormWords.TooMany(visit, PathOf(seen.DialogId));
        return outcome.Issues.IsEmpty
            ? visit.Changed(visit.Link(PathOf(seen.DialogId)))
            : Show(visit, seen, [.. FormIssueWords.Of(visit, outcome.Issues, text, FormFit.FileOf(seen.DialogId))]);
    }

    /// <summary>The form, if it is still as the page showed it.</summary>
    private async Task<StoredForm?> SeenAsync(SiteVisit visit, string id, HttpContext context)
    {
        var changes = (await context.Request.ReadFormAsync(visit.Aborted))[ChangesField].ToString();
        return forms.Find(visit.Looking.Scope, id) is { } form && form.Changes.ToString(CultureInfo.InvariantCulture) == changes ? form : null;
    }

    private string? TextOf(SiteVisit visit, string id, long number) =>
        forms.ListVersions(visit.Looking.Scope, id).FirstOrDefault(v => v.Number == number) is { } version ? texts.Find(id, version.Hash) : null;
}
