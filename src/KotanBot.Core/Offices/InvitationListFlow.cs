using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>The invitations that can still be used (<c>/undang daftar</c>), and the ending of one, with a plain word.</summary>
internal sealed class InvitationListFlow(Turn turn, RunFlow flow)
{
    /// <summary>What the button that leads here says.</summary>
    public const string Command = "/undang daftar";

    private const int MostShown = 7;
    private const string MoreKey = "lainnya";
    private const string DoneKey = "selesai";
    private const string EndKey = "tutup-undangan";
    private const string KeepKey = "biarkan";

    private readonly OfficeFlow _office = new(turn, flow);

    private readonly InviteWords _words = new(turn);

    private InvitingFacts Known => turn.Facts.Office?.Inviting ?? throw new InvalidOperationException("the open invitations were not read");

    public static bool IsMeant(string payload) => TextFolding.Fold(payload) is "daftar" or "list" or "tutup";

    public void Start()
    {
        if (Known.Open.IsEmpty)
        {
            turn.Say(OfficeTexts.InvitationsNone);
            _office.Close();
            return;
        }

        _office.Open(new OfficeQuestion.OpenInvitations());
    }

    public Prompt PromptOf(OfficeQuestion.OpenInvitations list)
    {
        var page = Page(list);
        var lines = page.Select((i, place) => $"{place + 1}) {Line(i)}");
        return new(turn.Text(OfficeTexts.InvitationsOpen, ("lines", string.Join('\n', lines))))
        {
            Choices =
            [
                .. page.Select((i, place) => new PromptChoice(i.Id, turn.Text(OfficeTexts.InvitationEndOne, ("number", $"{place + 1}")))),
                .. Known.Open.Length > MostShown ? [new PromptChoice(MoreKey, turn.Text(OfficeTexts.InviteMore))] : Array.Empty<PromptChoice>(),
                new(DoneKey, turn.Text(OfficeTexts.InvitationsDone)),
            ],
        };
    }

    public Prompt PromptOf(OfficeQuestion.EndInvitation end) =>
        new(turn.Text(OfficeTexts.InvitationConfirmEnd, ("line", Known.Open.FirstOrDefault(i => i.Id == end.Id) is { } open ? Line(open) : "")))
        {
            Choices = [new(EndKey, turn.Text(OfficeTexts.InvitationEnd)), new(KeepKey, turn.Text(OfficeTexts.InvitationKeep))],
        };

    public void Answer(OfficeQuestion.OpenInvitations list, string text)
    {
        var words = PromptOf(list).Choices.Select(c => new ChoiceWords(c.Key, c.Label, c.Key == DoneKey ? ["sudah", "cukup", "tidak", "done"] : [])).ToList();
        switch ((ChoiceReader.Read(text, words) as ChoiceReading.One)?.Key)
        {
            case DoneKey:
                turn.Say(OfficeTexts.InvitationsLeft);
                _office.Close();
                break;
            case MoreKey:
                _office.Open(new OfficeQuestion.OpenInvitations((list.Page + 1) * MostShown < Known.Open.Length ? list.Page + 1 : 0));
                break;
            case { } id:
                _office.Open(new OfficeQuestion.EndInvitation(id));
                break;
            default:
                _office.Again(EngineTexts.NotAChoice);
                break;
        }
    }

    public void Answer(OfficeQuestion.EndInvitation end, string text)
    {
        if (Known.Open.All(i => i.Id != end.Id))
        {
            turn.Say(OfficeTexts.InvitationGone);
            _office.Close();
            return;
        }

        var words = PromptOf(end).Choices.Select(c => new ChoiceWords(c.Key, c.Label, c.Key == EndKey ? ["tutup", "ya", "iya", "ya tutup", "oke", "ok", "yes"] : ["tidak", "tidak jadi", "jangan", "batal", "no"])).ToList();
        switch (FirmReader.Read(text, words))
        {
            case EndKey:
                turn.Do(new Effect.Office(new OfficeDeed.EndInvitation(end.Id)));
                turn.Say(OfficeTexts.InvitationEnded);
                _office.Close();
                break;
            case KeepKey:
                turn.Say(OfficeTexts.InvitationKept);
                _office.Close();
                break;
            default:
                _office.Again(EngineTexts.NotAChoice);
                break;
        }
    }

    /// <summary>The first page where the asked one became empty.</summary>
    private List<OpenInvitation> Page(OfficeQuestion.OpenInvitations list) =>
        Known.Open.Skip(list.Page * MostShown).Take(MostShown).ToList() is { Count: > 0 } page ? page : [.. Known.Open.Take(MostShown)];

    private string Line(OpenInvitation invitation) => turn.Text(
        OfficeTexts.InvitationLine,
        ("who", _words.Who(invitation.Role, invitation.Lembaga)),
        ("satker", invitation.SatkerName),
        ("used", NumberWords.Format(invitation.Used)),
        ("uses", NumberWords.Format(invitation.Uses)),
        ("until", _words.Moment(invitation.ExpiresAt)));
}
