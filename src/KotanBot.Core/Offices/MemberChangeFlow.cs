using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Another role, another office or none for somebody of <c>/anggota</c>: what is meant, one question that says what happens, and a plain word.</summary>
internal sealed class MemberChangeFlow(Turn turn, RunFlow flow)
{
    private const string YesKey = "ya-ubah";
    private const string NoKey = "tidak-jadi";
    private const string MoreKey = "lainnya";

    private readonly OfficeFlow _office = new(turn, flow);

    private readonly InviteWords _words = new(turn);

    private MemberFacts? Member => turn.Facts.Office?.Member;

    private MemberChangeWords Changes => new(turn.Definitions, turn.Language);

    private string Name => MembersFlow.NameOf(turn, Member?.Name);

    public Prompt PromptOf(OfficeQuestion.PickMemberRole _) => Member is { } member
        ? new(turn.Text(OfficeTexts.MemberRoleAsk, ("name", Name), ("role", _words.Role(member.Stand.Role)), ("satker", member.SatkerName)))
        {
            Choices = [.. RolesFor(member).Select(w => new PromptChoice(w.Key, w.Label)), No],
        }
        : Gone;

    public Prompt PromptOf(OfficeQuestion.PickMemberOffice pick) => Member is { } member
        ? new(turn.Text(OfficeTexts.MemberOfficeAsk, ("name", Name)))
        {
            Choices =
            [
                .. member.Offices.Skip(pick.Page * MemberFacts.OfficesShown).Take(MemberFacts.OfficesShown).Select(o => new PromptChoice(o.Code, o.Name)),
                .. member.AllOffices > MemberFacts.OfficesShown ? [new PromptChoice(MoreKey, turn.Text(OfficeTexts.MembersMore))] : Array.Empty<PromptChoice>(),
                No,
            ],
        }
        : Gone;

    public Prompt PromptOf(OfficeQuestion.ConfirmMember confirm) => Member is { } member && member.Stand == confirm.Before
        ? new(Changes.Explain(member, turn.Facts.Satker?.Code, confirm.Change)) { Choices = [new(YesKey, turn.Text(MemberChangeWords.Yes(confirm.Change))), No] }
        : Gone;

    public void Answer(OfficeQuestion.PickMemberRole pick, string text)
    {
        var roles = Member is { } member ? RolesFor(member) : [];
        if (IsNo(text))
            BackTo(pick.Place, pick.Id);
        else if (ChoiceReader.Read(text, [.. roles, new ChoiceWords(NoKey, No.Label)]) is ChoiceReading.One one)
            Take(pick.Place, pick.Id, one.Key, role => new MemberChange.SetRole(role));
        else
            _office.Again(EngineTexts.NotAChoice);
    }

    /// <summary>A place in the list counts only for what is shown; a name may be any within the scope.</summary>
    public void Answer(OfficeQuestion.PickMemberOffice pick, string text)
    {
        var shown = PromptOf(pick).Choices.Select(c => new ChoiceWords(c.Key, c.Label)).ToList();
        var offices = Member?.Offices ?? [];
        var key = IsNo(text) ? NoKey : FirmReader.Read(text, shown)
            ?? (ChoiceReader.Read(text, [.. offices.Select(o => _words.Office(new InvitableOffice(o.Code, o.Name, true)))]) as ChoiceReading.One)?.Key;
        if (key == MoreKey)
            _office.Open(pick with { Page = (pick.Page + 1) * MemberFacts.OfficesShown < offices.Length ? pick.Page + 1 : 0 });
        else if (key is null || text.All(char.IsAsciiDigit) && shown.All(s => s.Key != key))
            _office.Again(OfficeTexts.MemberOfficeUnknown);
        else
            Take(pick.Place, pick.Id, key, code => new MemberChange.Move(code, offices.First(o => o.Code == code).Name));
    }

    public void Answer(OfficeQuestion.ConfirmMember confirm, string text)
    {
        var isStale = Member is not { } member || member.Stand != confirm.Before || confirm.Change is MemberChange.Move move && member.Offices.All(o => o.Code != move.Satker);
        switch (FirmReader.Read(text, Words(confirm)))
        {
            case NoKey:
                BackTo(confirm.Place, confirm.Id);
                break;
            case YesKey when isStale:
                turn.Say(OfficeTexts.MemberStale);
                BackTo(confirm.Place, confirm.Id);
                break;
            case YesKey:
                Make(confirm);
                break;
            default:
                _office.Again(EngineTexts.NotAChoice);
                break;
        }
    }

    /// <summary>Nobody changes themselves: the last of an office could lock themselves out with one tap.</summary>
    public void Confirm(MemberPlace place, MemberChange change)
    {
        if (Member is not { IsAsker: false } member)
            _office.Close();
        else
            _office.Open(new OfficeQuestion.ConfirmMember(place, member.Id, member.Stand, change));
    }

    private void Take(MemberPlace place, string id, string key, Func<string, MemberChange> change)
    {
        if (key == NoKey)
            BackTo(place, id);
        else
            Confirm(place, change(key));
    }

    private void Make(OfficeQuestion.ConfirmMember confirm)
    {
        turn.Do(new Effect.Office(new OfficeDeed.ChangeMember(confirm.Id, confirm.Before, confirm.Change)));
        turn.Offer(Changes.Done(Member!, confirm.Change), [new($"{MembersFlow.Command} {confirm.Before.Satker}", turn.Text(OfficeTexts.MemberSeeList))]);
        _office.Close();
    }

    private void BackTo(MemberPlace place, string id) => _office.Open(new OfficeQuestion.MemberCard(place, id));

    private ImmutableArray<ChoiceWords> RolesFor(MemberFacts member) => [.. _words.Roles.Where(w => MemberChangeWords.Roles.Contains(w.Key) && w.Key != member.Stand.Role)];

    private ImmutableArray<ChoiceWords> Words(OfficeQuestion.ConfirmMember confirm) =>
    [
        new(YesKey, turn.Text(MemberChangeWords.Yes(confirm.Change)), ["ya", "iya", "ya ganti", "ya pindahkan", "ya keluarkan", "oke", "ok", "betul", "yes"]),
        new(NoKey, No.Label, ["tidak", "tidak jadi", "jangan", "no"]),
    ];

    private bool IsNo(string text) => text == NoKey || TextFolding.Fold(text) is "tidak" or "tidak jadi" or "jangan" or "no" || TextFolding.Fold(text) == TextFolding.Fold(No.Label);

    private Prompt Gone => new(turn.Text(OfficeTexts.MemberGone)) { Choices = [No] };

    private PromptChoice No => new(NoKey, turn.Text(OfficeTexts.MemberNo));
}
