using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Site.Reports;
using KotanBot.Storage;

namespace KotanBot.Site.People;

/// <summary>Somebody in the list: <paramref name="Silent"/> says for how many weeks a volunteer sent nothing, or null.</summary>
public sealed record PersonLine(string Id, string Name, string Role, string? Lembaga, string LastReport, string? Silent);

/// <summary>A page of an office's people. Null <paramref name="Facts"/>' office is served by a nearer admin.</summary>
public sealed record PeopleModel(MembersFacts Facts, string Search, ImmutableArray<PersonLine> People, int Pages)
{
    /// <summary>Offices below without an admin, whose people are looked after here.</summary>
    public ImmutableArray<OfficeName> Below { get; init; } = [];

    public string? Done { get; init; }
}

/// <summary>One person, and what can be changed. <paramref name="Asked"/> says what a change would bring with it, before it is made.</summary>
public sealed record PersonModel(MemberFacts Member, string Name, string Role, string Lingkungan, string LastReport, PersonQuestion? Asked)
{
    public ImmutableArray<SiteChoice> Roles { get; init; } = [];

    public string? Done { get; init; }
}

/// <summary>A change that waits for its confirmation.</summary>
public sealed record PersonQuestion(string Words, string Yes, string What, string To);

/// <summary><c>/admin/people</c>: who works for an office or reports to it, as <c>/anggota</c> shows them.</summary>
public sealed class PeoplePage(OfficeStore offices, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/people";

    public const string SearchQuery = "name";

    public const string PageQuery = "page";

    private const int PageSize = 50;

    public static string PathOf(string id) => $"{Path}/{id}";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/people", List).Needs(Right.SeeMembers);
        site.MapGet("/people/{id}", Show).Needs(Right.SeeMembers);
        site.MapPost("/people/{id}", (Delegate)ChangeAsync).Needs(Right.ChangeMembers);
    }

    private IResult List(SiteVisit visit)
    {
        var search = visit.Query[SearchQuery].ToString().Trim();
        var page = int.TryParse(visit.Query[PageQuery], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is >= 1 and <= 10_000 ? asked - 1 : 0;
        var place = new MemberPlace(visit.Looking.Satker.Code, null, 0).For(search) with { Page = page };
        var facts = Read(visit, new OfficeNeed.Members(place) { PageSize = PageSize }).Members!;
        var below = visit.LooksElsewhere ? [] : Read(visit, new OfficeNeed.Members(new MemberPlace(null, null, 0), Offices: true) { PageSize = 1 }).Members!.Below;
        return visit.Page<PeopleList, PeopleModel>(new(facts, search, [.. facts.Shown.Select(m => LineOf(visit, m))], (facts.Found + PageSize - 1) / PageSize) { Below = below });
    }

    private IResult Show(SiteVisit visit, string id)
    {
        var (what, to) = (visit.Query["what"].ToString(), visit.Query["to"].ToString());
        if (Find(visit, id, what, to) is not { } member)
            return visit.NotFound();
        var question = ChangeOf(member, what, to) is { } change
            ? new PersonQuestion(new MemberChangeWords(definitions.Current, visit.Visitor.Language).Explain(member, visit.Visitor.Satker.Code, change), Say(visit, MemberChangeWords.Yes(change)), what, to)
            : null;
        var lingkungan = member.Lingkungan is { } key ? new AnswerText(definitions.Current, visit.Visitor.Language).Of(definitions.Current.StepThatSaves(ProfileField.Lingkungan), new AnswerValue.Choice(key)) : "–";
        var roles = new RoleWords(definitions.Current.Texts, visit.Visitor.Language);
        return visit.Page<PersonView, PersonModel>(new(member, member.Name ?? Say(visit, OfficeTexts.MemberNoName), roles.Of(member.Stand.Role), lingkungan, Last(visit, member.LastReport), question)
        {
            Roles = [.. MemberChangeWords.Roles.Where(r => r != member.Stand.Role).Select(r => new SiteChoice(r, roles.Of(r)))],
            Done = visit.Done is null ? null : visit.Say("Perubahan disimpan.", "The change is saved."),
        });
    }

    private async Task<IResult> ChangeAsync(SiteVisit visit, string id, HttpContext context)
    {
        var fields = await context.Request.ReadFormAsync(visit.Aborted);
        var (what, to) = (fields["what"].ToString(), fields["to"].ToString());
        if (Find(visit, id, what, to) is not { } member)
            return visit.NotFound();
        var before = new MemberStand(fields["role"].ToString(), fields["office"].ToString());
        if (member.IsAsker || member.Stand != before || ChangeOf(member, what, to) is not { } change || !await offices.DoAsync(visit.Visitor, new OfficeDeed.ChangeMember(id, before, change), visit.Now))
            return visit.Changed(visit.Link(PathOf(id)));
        // Somebody who moved or left may be nobody that this visitor looks after any more.
        return change is MemberChange.SetRole && Find(visit, id, "", "") is not null ? visit.GoTo(PathOf(id), "yes") : visit.GoTo(Path, "yes");
    }

    /// <summary>Whoever serves an office looks after its people, whichever office is looked at.</summary>
    private MemberFacts? Find(SiteVisit visit, string id, string what, string to) =>
        Read(visit, what == "move" && to.Length > 0 ? new OfficeNeed.Member(id, to) : new OfficeNeed.Member(id, MostOffices: int.MaxValue)).Member;

    private static MemberChange? ChangeOf(MemberFacts member, string what, string to) => what switch
    {
        _ when member.IsAsker => null,
        "role" when MemberChangeWords.Roles.Contains(to) && to != member.Stand.Role => new MemberChange.SetRole(to),
        "move" when member.Offices.FirstOrDefault(o => o.Code == to) is { } office => new MemberChange.Move(office.Code, office.Name),
        "remove" => new MemberChange.Remove(),
        _ => null,
    };

    /// <summary>As the visitor themself: a nearer admin's people are not shown to the offices above.</summary>
    private OfficeFacts Read(SiteVisit visit, OfficeNeed need) => offices.Read(visit.Visitor, visit.Now, need.With(definitions.Current));

    private PersonLine LineOf(SiteVisit visit, MemberLine member)
    {
        var weeks = (int)((visit.Now - (member.LastReport ?? member.Since)).TotalDays / 7);
        return new PersonLine(
            member.Id,
            member.Name ?? Say(visit, OfficeTexts.MemberNoName),
            new RoleWords(definitions.Current.Texts, visit.Visitor.Language).Of(member.Role),
            member.Lembaga,
            Last(visit, member.LastReport),
            member.Role == Access.Volunteer && weeks > 0 ? visit.Say($"diam {weeks} minggu", weeks == 1 ? "silent for a week" : $"silent for {weeks} weeks") : null);
    }

    private static string Last(SiteVisit visit, DateTimeOffset? at) => at is { } known ? SiteVisit.Day(DateOnly.FromDateTime(visit.Local(known).DateTime)) : visit.Say("belum pernah", "never");

    private string Say(SiteVisit visit, TextKey key) => definitions.Current.Texts.Say(key, visit.Visitor.Language);
}
