using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>An invitation as a message that can be sent on as it is, with every way that leads in.</summary>
internal sealed class InvitationMessage(Turn turn, InvitationAddresses addresses)
{
    private readonly InviteWords _words = new(turn);

    public string Of(InviteDraft draft, string code)
    {
        var ways = new List<string>();
        if (addresses.Telegram is { } telegram)
            ways.Add(turn.Text(OfficeTexts.InvitationTelegram, ("link", telegram + code)));
        if (addresses.Web is { } web)
            ways.Add(turn.Text(OfficeTexts.InvitationWeb, ("link", web + code)));
        ways.Add(turn.Text(OfficeTexts.InvitationTyped, ("code", code)));
        if (addresses.Sheet is { } sheet)
            ways.Add(turn.Text(OfficeTexts.InvitationSheet, ("link", sheet + code)));
        return turn.Text(
            OfficeTexts.InvitationText,
            ("satker", draft.SatkerName!),
            ("who", _words.Who(draft.Role!, draft.HasLembaga ? draft.Lembaga : null)),
            ("count", NumberWords.Format(draft.Uses!.Value)),
            ("until", _words.Until(draft)),
            ("ways", string.Join('\n', ways)));
    }
}
