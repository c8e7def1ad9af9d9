using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Site.Forms;

/// <summary>The talk as far as it went.</summary>
public sealed record FormTalkModel(Dialog Dialog, FormTalk? Talk, ImmutableArray<string> Roles);

/// <summary><c>/admin/forms/draft/talk</c>: the draft walked as a chat, by the engine that people will meet. Nothing of it is stored.</summary>
public sealed class FormTalkPage(FormDrafts drafts, ServedDefinitions definitions)
{
    public const string Path = FormDraftPage.Path + "/talk";

    public const string RoleField = "as";

    public const string TextField = "text";

    public const string PressField = "press";

    public const string TurnField = "turn";

    public const string OrdinalField = "ordinal";

    public const string PhotoKey = "photo:";

    public const string PlaceKey = "place:";

    private const double SampleLatitude = -2.75;

    private const double SampleLongitude = 107.65;

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/forms/draft/talk", Show).Needs(Right.ManageForms);
        site.MapPost("/forms/draft/talk", (Delegate)SayAsync).Needs(Right.ManageForms);
    }

    private IResult Show(SiteVisit visit)
    {
        if (Find(visit) is not { Trial.Dialog: { } dialog } draft)
            return visit.GoTo(FormsPage.Path, "no-draft");
        return visit.Page<FormTalkView, FormTalkModel>(new(dialog, draft.Talk, RolesOf(dialog)));
    }

    private async Task<IResult> SayAsync(SiteVisit visit, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(visit.Aborted);
        if (Find(visit) is not { Trial: { Dialog: { } dialog } trial } draft)
            return visit.GoTo(FormsPage.Path, "no-draft");
        if (form[RoleField].ToString() is { Length: > 0 } role && RolesOf(dialog).Contains(role))
            draft.Talk = new FormTalk(definitions.OfferedAt(trial.SatkerCode).Trying(dialog, trial.Source), dialog, FactsOf(visit, role), visit.Visitor.Language, visit.Now);
        else if (draft.Talk is { } talk)
            Take(visit, talk, form);
        return visit.GoTo(Path + "#last");
    }

    private FormDraft? Find(SiteVisit visit) => drafts.Find(visit.FormToken) is { Trial.Issues.IsEmpty: true } draft ? draft : null;

    private static void Take(SiteVisit visit, FormTalk talk, IFormCollection form)
    {
        var key = form[PressField].ToString();
        if (key == PhotoKey)
            talk.SendPhoto(visit.Say("(foto contoh)", "(a sample photo)"), visit.Now);
        else if (key == PlaceKey)
            talk.SendPlace(SampleLatitude, SampleLongitude, visit.Say("(lokasi contoh)", "(a sample location)"), visit.Now);
        else if (key.Length > 0)
            talk.Press(Number(form[TurnField]), Number(form[OrdinalField]), key, visit.Now);
        else
            talk.Say(form[TextField].ToString(), visit.Now);
    }

    private static ImmutableArray<string> RolesOf(Dialog dialog) => dialog.Roles.IsEmpty ? [Access.Volunteer] : dialog.Roles;

    /// <summary>Somebody of this office, made up.</summary>
    private static Facts FactsOf(SiteVisit visit, string role) => new()
    {
        Role = role,
        Name = visit.Say("Contoh", "Sample"),
        Lembaga = visit.Say("Lembaga Contoh", "Sample Institution"),
        Lingkungan = LingkunganKeys.All[0],
        Satker = visit.Looking.Satker,
        UtcOffsetMinutes = visit.Looking.Facts.UtcOffsetMinutes,
    };

    private static long Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
