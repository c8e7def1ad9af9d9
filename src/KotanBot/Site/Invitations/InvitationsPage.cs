using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Pages;
using KotanBot.Site.Reports;
using KotanBot.Storage;

namespace KotanBot.Site.Invitations;

/// <summary>An invitation that can still be used.</summary>
public sealed record InvitationLine(string Id, string Who, string Office, int Used, int Uses, string Until);

/// <summary>What was typed to make one.</summary>
public sealed record InvitationFields(string Role, string Uses, string Days, string Lembaga, string Lingkungan)
{
    public static readonly InvitationFields Usual = new(Access.Volunteer, "10", "30", "", "");
}

/// <summary>The open invitations, and the form for another.</summary>
public sealed record InvitationsModel(ImmutableArray<InvitationLine> Open, InvitationFields Fields, ImmutableArray<SiteChoice> Roles, ImmutableArray<SiteChoice> Lingkungan, ImmutableArray<string> Lembagas)
{
    public string? Problem { get; init; }

    /// <summary>The one that shall end, before it is said that it shall.</summary>
    public InvitationLine? Ending { get; init; }
}

/// <summary>An invitation a moment after it was made: nowhere else does its code stand.</summary>
public sealed record MadeInvitationModel(string Code, string Role, string Office, int Uses, string Until, string Web, string Sheet, string? Telegram, string Qr);

/// <summary><c>/admin/invitations</c>: what can still be used, another one, and the end of one, as <c>/undang</c> does it.</summary>
public sealed class InvitationsPage(OfficeStore offices, InvitationStore invitations, InvitationLinks links, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/invitations";

    public const string EndQuery = "end";

    public const string MadePath = Path + "/made";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/invitations", (SiteVisit visit) => Show(visit, InvitationFields.Usual, null)).Needs(Right.Invite);
        site.MapGet("/invitations/made", ShowMade).Needs(Right.Invite);
        site.MapPost("/invitations", (Delegate)MakeAsync).Needs(Right.Invite);
        site.MapPost("/invitations/{id}/end", (Delegate)EndAsync).Needs(Right.Invite);
    }

    private IResult Show(SiteVisit visit, InvitationFields fields, string? problem)
    {
        var inviting = Read(visit);
        var roles = new RoleWords(definitions.Current.Texts, visit.Visitor.Language);
        var open = inviting.Open.Where(i => !visit.LooksElsewhere || i.SatkerCode == visit.Looking.Satker.Code)
            .Select(i => new InvitationLine(i.Id, i.Lembaga is { } lembaga ? $"{roles.Of(i.Role)}, {lembaga}" : roles.Of(i.Role), i.SatkerName, i.Used, i.Uses, visit.Time(i.ExpiresAt))).ToImmutableArray();
        var lingkungan = (definitions.Current.StepThatSaves(ProfileField.Lingkungan) as ChooseStep)?.Options ?? [];
        return visit.Page<InvitationList, InvitationsModel>(
            new(open, fields, [.. Access.Roles.Select(r => new SiteChoice(r, roles.Of(r)))], [.. lingkungan.Select(o => new SiteChoice(o.Key, o.Label.In(visit.Visitor.Language)))], [.. inviting.Lembagas.Select(l => l.Name)]) { Problem = problem, Ending = open.FirstOrDefault(i => i.Id == visit.Query[EndQuery]) },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> MakeAsync(SiteVisit visit, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(visit.Aborted);
        var fields = new InvitationFields(form["role"].ToString(), form["uses"].ToString().Trim(), form["days"].ToString().Trim(), form["lembaga"].ToString().Trim(), form["lingkungan"].ToString());
        if (PlanOf(visit, fields, out var problem) is not { } plan)
            return Show(visit, fields, problem);
        var code = $"{Draw()}-{Draw()}";
        return await offices.DoAsync(visit.Visitor, new OfficeDeed.Invite(code, plan), visit.Now) ? visit.GoTo($"{MadePath}?k={code}") : visit.Changed(visit.Link(Path));
    }

    private async Task<IResult> EndAsync(SiteVisit visit, string id)
    {
        if (Read(visit).Open.All(i => i.Id != id))
            return visit.NotFound();
        return await offices.DoAsync(visit.Visitor, new OfficeDeed.EndInvitation(id), visit.Now) ? visit.GoTo(Path, "ended") : visit.Changed(visit.Link(Path));
    }

    /// <summary>Whoever has the code may use it, so whoever has the code and the office may see it.</summary>
    private IResult ShowMade(SiteVisit visit, HttpContext context)
    {
        var code = InvitationStore.Shown(visit.Query["k"].ToString());
        if (invitations.Find(code) is not { } made || Read(visit, made.SatkerCode).Offices is not [var office])
            return visit.NotFound();
        var web = links.Web(code, context.Request);
        return visit.Page<InvitationMade, MadeInvitationModel>(new(
            code,
            new RoleWords(definitions.Current.Texts, visit.Visitor.Language).Of(made.Role),
            office.Name,
            made.Uses,
            visit.Time(made.ExpiresAt),
            web.AbsoluteUri,
            $"{InvitationPage.Path}?k={code}",
            links.Telegram(code)?.AbsoluteUri,
            QrPicture.Draw(web.AbsoluteUri, visit.Say("Kode QR ke halaman obrolan", "QR code to the chat page"))));
    }

    private InvitationPlan? PlanOf(SiteVisit visit, InvitationFields fields, out string? problem)
    {
        var known = Read(visit).Lembagas.FirstOrDefault(l => Core.Language.TextFolding.Fold(l.Name) == Core.Language.TextFolding.Fold(fields.Lembaga));
        var lingkungan = known?.Lingkungan ?? fields.Lingkungan;
        var asksLembaga = fields.Role == Access.Volunteer && fields.Lembaga.Length > 0;
        var (people, length) = (0, 0);
        problem = !Access.Roles.Contains(fields.Role) ? visit.Say("Pilih perannya dulu.", "Please choose a role.")
            : !Within(fields.Uses, InvitationPlan.MostUses, out people) ? visit.Say("Untuk berapa orang? Tulis angka 1 sampai 1.000.", "For how many people? Write a number from 1 to 1,000.")
            : !Within(fields.Days, InvitationPlan.MostDays, out length) ? visit.Say("Berapa hari berlaku? Tulis angka 1 sampai 365.", "Good for how many days? Write a number from 1 to 365.")
            : asksLembaga && (fields.Lembaga.Length > PlannedLembaga.LongestName || Core.Language.TextFolding.Fold(fields.Lembaga).Length < 3) ? visit.Say("Nama lembaganya terlalu pendek atau terlalu panjang.", "The institution's name is too short or too long.")
            : asksLembaga && !LingkunganKeys.All.Contains(lingkungan) ? visit.Say("Lembaga ini masih baru: pilih lingkungannya.", "This institution is new: please choose its lingkungan.")
            : null;
        if (problem is not null)
            return null;
        return new InvitationPlan(visit.Looking.Satker.Code, fields.Role, people, length)
        {
            Lembaga = asksLembaga ? new PlannedLembaga(known?.Name ?? fields.Lembaga.ReplaceLineEndings(" "), lingkungan) : null,
        };
    }

    private static bool Within(string text, int most, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;

    /// <summary>With the lembaga of the office that is looked at, and the invitations of all.</summary>
    private InvitingFacts Read(SiteVisit visit, string? office = null) => offices.Read(visit.Visitor, visit.Now, new OfficeNeed.Inviting(office ?? visit.Looking.Satker.Code)).Inviting!;

    private static string Draw() => RandomNumberGenerator.GetString(InvitationCode.Alphabet, InvitationCode.GroupLength);
}
