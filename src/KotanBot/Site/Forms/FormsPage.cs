using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Site.Reports;
using KotanBot.Storage;

namespace KotanBot.Site.Forms;

/// <summary>A form of an office as one line; <paramref name="Unfit"/> where it does not fit what is served and is offered to nobody.</summary>
public sealed record FormLine(StoredForm Form, string Title, bool Unfit, string? LastAt, string? LastDeed, string? LastWho);

/// <summary>The forms of the office and those below it, and what can be copied to begin with.</summary>
public sealed record FormsModel(ImmutableArray<FormLine> Forms, ImmutableArray<SiteChoice> FromAbove, ImmutableArray<SiteChoice> Samples)
{
    public bool HasMore { get; init; }

    public bool HasDraft { get; init; }
}

/// <summary><c>/admin/forms</c>: what the office's people fill in beside the forms that are there for everybody.</summary>
public sealed class FormsPage(ServedDefinitions definitions, FormStore forms, FormDesk desk, FormDrafts drafts)
{
    public const string Path = SitePaths.Root + "/forms";

    public const string CheckPath = Path + "/check";

    public const string CopyPath = Path + "/copy";

    public const string IdField = "id";

    private const int MostShown = 100;

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/forms", Show).Needs(Right.ManageForms);
        site.MapPost("/forms/check", (Delegate)CheckAsync).Needs(Right.ManageForms);
        site.MapPost("/forms/copy", (Delegate)CopyAsync).Needs(Right.ManageForms);
    }

    private IResult Show(SiteVisit visit)
    {
        var stored = forms.List(visit.Looking.Scope);
        var set = definitions.OfferedAt(visit.Looking.Satker.Code);
        var mine = stored.Select(f => f.DialogId).ToHashSet();
        return visit.Page<FormList, FormsModel>(new(
            [.. stored.Take(MostShown).Select(f => LineOf(visit, f))],
            [.. set.Offered.Where(d => set.OwnerOf(d.Id) is not null && !mine.Contains(d.Id)).Select(d => Choice(visit, d))],
            [.. set.Offered.Where(d => d.Purpose != DialogPurpose.Registration).Select(d => Choice(visit, d))])
        {
            HasMore = stored.Count > MostShown,
            HasDraft = drafts.Find(visit.FormToken) is not null,
        });
    }

    /// <summary>Whatever was brought becomes the draft, also with issues, so that it can be mended there.</summary>
    private async Task<IResult> CheckAsync(SiteVisit visit, HttpContext context)
    {
        var (text, refusal) = await FormUpload.ReadAsync(await context.Request.ReadFormAsync(visit.Aborted), visit.Aborted);
        if (text is not null)
            drafts.Put(visit.FormToken, desk.Try(visit.Visitor, visit.Looking.Satker.Code, text));
        return text is not null
            ? visit.GoTo(FormDraftPage.Path)
            : visit.Page<FormRefused, ImmutableArray<FormIssueLine>>([.. FormIssueWords.Of(visit, [refusal!], "", "")], StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> CopyAsync(SiteVisit visit, HttpContext context)
    {
        var id = (await context.Request.ReadFormAsync(visit.Aborted))[IdField].ToString();
        var set = definitions.OfferedAt(visit.Looking.Satker.Code);
        if (set.FindOffered(id) is not { } dialog)
            return visit.NotFound();
        drafts.Put(visit.FormToken, desk.Try(visit.Visitor, visit.Looking.Satker.Code, set.SourceOf(dialog.Hash)));
        return visit.GoTo(FormDraftPage.Path);
    }

    private FormLine LineOf(SiteVisit visit, StoredForm form)
    {
        var last = forms.ListChanges(visit.Looking.Scope, form.DialogId) is [var newest, ..] ? newest : null;
        return new FormLine(
            form,
            definitions.Current.Find(form.DialogId)?.Title.In(visit.Visitor.Language) ?? form.DialogId,
            definitions.Unfit.Any(u => u.Form.DialogId == form.DialogId),
            last is null ? null : visit.Time(last.At),
            last is null ? null : DeedWords.Of(visit, last.Deed),
            last is null ? null : DeedWords.Of(visit, last.Actor));
    }

    private static SiteChoice Choice(SiteVisit visit, Dialog dialog) => new(dialog.Id, dialog.Title.In(visit.Visitor.Language));
}
