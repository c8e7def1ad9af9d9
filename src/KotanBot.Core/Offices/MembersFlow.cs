using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>The people of an office (<c>/anggota</c>): a list to page through and to search by name, and a card of each.</summary>
internal sealed class MembersFlow(Turn turn, RunFlow flow)
{
    public const string Command = "/anggota";

    private const string OfficesWord = "kantor";
    private const string RoleKey = "ganti-peran";
    private const string MoveKey = "pindahkan";
    private const string RemoveKey = "keluarkan";
    private const string BackKey = "ke-daftar";
    private const int MostOffices = 8;
    private const int LongestLabel = 60;

    private readonly OfficeFlow _office = new(turn, flow);

    private readonly InviteWords _words = new(turn);

    private MembersFacts Facts => turn.Facts.Office?.Members ?? throw new InvalidOperationException("the people of the office were not read");

    public static OfficeNeed.Members NeedOf(string payload) => AsksForOffices(payload) ? new(new MemberPlace(null, null, 0), Offices: true) : new(MemberPlace.In(payload));

    public void Start(string payload)
    {
        var place = MemberPlace.In(payload);
        if (AsksForOffices(payload))
            ShowOffices(place.Page);
        else if (Facts.Satker is null)
            Refuse(turn.Text(OfficeTexts.TargetNoOffice, ("satker", place.Satker ?? "")));
        else if (!Facts.IsServed)
            Refuse(turn.Text(OfficeTexts.MembersServedElsewhere, ("satker", Facts.Satker.Name)));
        else
            Show(place);
    }

    public Prompt PromptOf(OfficeQuestion.PickMember pick) => new(TextOf(pick.Place))
    {
        Choices =
        [
            .. pick.Shown.Select(id => new PromptChoice(id, Facts.Shown.FirstOrDefault(m => m.Id == id) is { } member ? LabelOf(member) : "–")),
            .. pick.Keys.Skip(pick.Shown.Length).Select(key => new PromptChoice(key, turn.Text(key switch
            {
                OfficeQuestion.PickMember.MoreKey => OfficeTexts.MembersMore,
                OfficeQuestion.PickMember.AllKey => OfficeTexts.MembersAll,
                _ => OfficeTexts.MembersDone,
            }))),
        ],
    };

    public Prompt PromptOf(OfficeQuestion.MemberCard _) => turn.Facts.Office?.Member is { } member
        ? new(CardOf(member)) { Choices = [.. WaysOf(member).Append(new PromptChoice(BackKey, turn.Text(OfficeTexts.MemberBack)))] }
        : new(turn.Text(OfficeTexts.MemberGone)) { Choices = [new(BackKey, turn.Text(OfficeTexts.MemberBack))] };

    public void Answer(OfficeQuestion.PickMember pick, string text)
    {
        switch (pick.Read(text))
        {
            case OfficeQuestion.PickMember.DoneKey:
                turn.Say(OfficeTexts.MembersLeft);
                _office.Close();
                break;
            case OfficeQuestion.PickMember.MoreKey:
                Show(pick.Place);
                break;
            case OfficeQuestion.PickMember.AllKey:
                Show(pick.Place.For(null));
                break;
            case { } id when turn.Facts.Office?.Member is not null:
                _office.Open(new OfficeQuestion.MemberCard(pick.Place, id));
                break;
            case { }:
                turn.Say(OfficeTexts.MemberGone);
                Show(pick.Place);
                break;
            case null when OfficeQuestion.PickMember.IsNumber(text):
                _office.Again(EngineTexts.NotAChoice);
                break;
            case null:
                Show(pick.Place.For(text));
                break;
        }
    }

    public void Answer(OfficeQuestion.MemberCard card, string text)
    {
        var changes = new MemberChangeFlow(turn, flow);
        switch (FirmReader.Read(text, [.. PromptOf(card).Choices.Select(c => new ChoiceWords(c.Key, c.Label, []))]))
        {
            case RoleKey: _office.Open(new OfficeQuestion.PickMemberRole(card.Place, card.Id)); break;
            case MoveKey: _office.Open(new OfficeQuestion.PickMemberOffice(card.Place, card.Id)); break;
            case RemoveKey: changes.Confirm(card.Place, new MemberChange.Remove()); break;
            case BackKey: Show(card.Place); break;
            default: _office.Again(EngineTexts.NotAChoice); break;
        }
    }

    /// <summary>Begins anew where the office went to a nearer admin meanwhile.</summary>
    private void Show(MemberPlace place)
    {
        if (Facts is { Satker: { } satker, IsServed: true })
            _office.Open(new OfficeQuestion.PickMember(place with { Satker = satker.Code, Page = Facts.Page }, [.. Facts.Shown.Select(m => m.Id)], Facts.HasMore));
        else
            _office.Close();
    }

    private string TextOf(MemberPlace place)
    {
        var satker = Facts.Satker?.Name ?? "";
        var lines = new List<string>();
        if (place.Search is not { } search)
        {
            lines.Add(turn.Text(OfficeTexts.MembersTitle, ("satker", satker), ("admins", Count(Facts.Counts.Admins)), ("officers", Count(Facts.Counts.Officers)), ("volunteers", Count(Facts.Counts.Volunteers))));
            if (Facts.Counts.Respondents > 0)
                lines.Add(turn.Text(OfficeTexts.MembersRespondents, ("count", Count(Facts.Counts.Respondents))));
            if (Facts.ServedBelow > 0)
                lines.Add(turn.Text(OfficeTexts.MembersServedBelow, ("count", Count(Facts.ServedBelow))));
        }
        else
        {
            lines.Add(turn.Text(Facts.Found == 0 ? OfficeTexts.MembersNoneFound : OfficeTexts.MembersFound, [("satker", satker), ("search", search), .. Facts.Found == 0 ? [] : new[] { ("count", Count(Facts.Found)) }]));
        }

        if (Facts.HasMore)
            lines.Add(turn.Text(OfficeTexts.MembersPage, ("page", Count(Facts.Page + 1)), ("pages", Count((Facts.Found + MembersFacts.PageSize - 1) / MembersFacts.PageSize))));
        if (Facts.LeftOut > 0)
            lines.Add(turn.Text(OfficeTexts.MembersLeftOut, ("count", Count(Facts.LeftOut))));
        if (Facts.Found > 0)
            lines.Add(turn.Text(OfficeTexts.MembersPick));
        else if (place.Search is null)
            lines.Add(turn.Text(OfficeTexts.MembersNobody));
        return string.Join('\n', lines);
    }

    /// <summary>People of one name are told apart by where they come from.</summary>
    private string LabelOf(MemberLine member)
    {
        var what = member.Role == Access.Volunteer ? member.Lembaga ?? _words.Role(member.Role) : _words.Role(member.Role);
        var label = turn.Text(OfficeTexts.MemberLine, ("name", NameOf(turn, member.Name)), ("what", what));
        return label.Length <= LongestLabel ? label : label[..(LongestLabel - 1)].TrimEnd() + "…";
    }

    public static string NameOf(Turn turn, string? name) => name ?? turn.Text(OfficeTexts.MemberNoName);

    private string CardOf(MemberFacts member)
    {
        var words = new AnswerText(turn.Definitions, turn.Language);
        var lines = new List<string>
        {
            turn.Text(
                OfficeTexts.MemberCard,
                ("name", NameOf(turn, member.Name)),
                ("role", _words.Role(member.Stand.Role)),
                ("satker", member.SatkerName),
                ("lembaga", member.Lembaga ?? "–"),
                ("lingkungan", member.Lingkungan is { } key ? words.Of(turn.Definitions.StepThatSaves(ProfileField.Lingkungan), new AnswerValue.Choice(key)) : "–"),
                ("since", words.Day(Local(member.Since))),
                ("last", member.LastReport is { } at ? words.Day(Local(at)) : turn.Text(OfficeTexts.OverdueNever))),
        };
        if (!member.IsReachable)
            lines.Add(turn.Text(OfficeTexts.MemberUnreachable));
        if (member.SilentSince is { } since)
            lines.Add(turn.Text(OfficeTexts.MemberSilent, ("since", words.Day(Local(since)))));
        if (member.IsAsker)
            lines.Add(turn.Text(OfficeTexts.MemberSelf));
        return string.Join('\n', lines);
    }

    private IEnumerable<PromptChoice> WaysOf(MemberFacts member)
    {
        if (member.IsAsker)
            yield break;
        yield return new(RoleKey, turn.Text(OfficeTexts.MemberSetRole));
        if (member.AllOffices > 0)
            yield return new(MoveKey, turn.Text(OfficeTexts.MemberMove));
        yield return new(RemoveKey, turn.Text(OfficeTexts.MemberRemove));
    }

    private void ShowOffices(int page)
    {
        if (Facts.Below.IsEmpty)
        {
            Refuse(turn.Text(OfficeTexts.MembersBelowNone));
            return;
        }

        var shown = Facts.Below.Skip(page * MostOffices).Take(MostOffices);
        turn.Offer(turn.Text(OfficeTexts.MembersBelow, ("satker", Facts.Satker?.Name ?? "")),
        [
            .. shown.Select(o => new PromptChoice($"{Command} {o.Code}", o.Name)),
            .. (page + 1) * MostOffices < Facts.Below.Length ? new[] { new PromptChoice($"{Command} {OfficesWord} {(page + 2).ToString(CultureInfo.InvariantCulture)}", turn.Text(OfficeTexts.MembersMore)) } : [],
        ]);
        flow.Repeat();
    }

    private void Refuse(string text)
    {
        turn.Say(text);
        flow.Repeat();
    }

    private static bool AsksForOffices(string payload) => PayloadWords.Of(payload) is [var word, ..] && word.Equals(OfficesWord, StringComparison.OrdinalIgnoreCase);

    private DateOnly Local(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromMinutes(turn.Facts.UtcOffsetMinutes)).DateTime);

    private static string Count(int number) => NumberWords.Format(number);
}
