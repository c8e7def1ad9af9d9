using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Forms;

/// <summary>What was brought and is not published yet: its issues, or what it would be and what it would change.</summary>
public sealed record FormDraftModel(FormTrial Trial, ImmutableArray<FormIssueLine> Issues)
{
    public DialogDifference? Difference { get; init; }

    /// <summary>To whom it will be offered.</summary>
    public required string Office { get; init; }

    /// <summary>The question whether it shall be published stands there.</summary>
    public bool Asks { get; init; }
}

/// <summary><c>/admin/forms/draft</c>: the session's draft, to be mended, tried and published.</summary>
public sealed class FormDraftPage(FormDesk desk, FormDrafts drafts, SatkerStore satkers)
{
    public const string Path = FormsPage.Path + "/draft";

    public const string PublishPath = Path + "/publish";

    /// <summary>Which text was seen: another window may have brought another one meanwhile.</summary>
    public const string HashField = "hash";

    public const string AskQuery = "ask";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/forms/draft", Show).Needs(Right.ManageForms);
        site.MapPost("/forms/draft/publish", (Delegate)PublishAsync).Needs(Right.ManageForms);
    }

    private IResult Show(SiteVisit visit) => drafts.Find(visit.FormToken) is { } draft ? Page(visit, draft.Trial) : visit.GoTo(FormsPage.Path, "no-draft");

    private async Task<IResult> PublishAsync(SiteVisit visit, HttpContext context)
    {
        var hash = (await context.Request.ReadFormAsync(visit.Aborted))[HashField].ToString();
        if (drafts.Find(visit.FormToken) is not { Trial: { Dialog: { } dialog, Issues.IsEmpty: true } trial } || dialog.Hash != hash)
            return visit.Changed(visit.Link(Path));
        var outcome = await desk.PublishAsync(visit.Visitor, trial, visit.Now);
        if (outcome.IsDone)
        {
            drafts.Drop(visit.FormToken);
            return visit.GoTo(FormSheetPage.PathOf(dialog.Id), "published");
        }

        if (outcome.Result == FormResult.TooMany)
            return FormWords.TooMany(visit, Path);
        // What there is now decides: the draft is looked at anew.
        drafts.Put(visit.FormToken, desk.Try(visit.Visitor, trial.SatkerCode, trial.Source));
        return outcome.Result == FormResult.Changed ? visit.Changed(visit.Link(Path)) : visit.GoTo(Path);
    }

    private IResult Page(SiteVisit visit, FormTrial trial)
    {
        var dialog = trial.Dialog;
        var model = new FormDraftModel(trial, [.. FormIssueWords.Of(visit, trial.Issues, trial.Source, FileOf(trial))])
        {
            Office = trial.IsForEverybody ? visit.Say("semua orang", "everybody") : satkers.Find(trial.SatkerCode)?.Name ?? trial.SatkerCode,
            Difference = dialog is not null && trial.Before is { } before ? DialogDifference.Between(before, (dialog, trial.Source)) : null,
            Asks = visit.Query[AskQuery].ToString() == "1" && dialog is not null && trial.Issues.IsEmpty,
        };
        return visit.Page<FormDraftView, FormDraftModel>(model, trial.Issues.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static string FileOf(FormTrial trial) => FormFit.FileOf(FormReader.ReadHead(trial.Source).Id is { Length: > 0 } id ? id : "form");
}
