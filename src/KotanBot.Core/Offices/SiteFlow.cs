using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Gives the way into the admin site (<c>/situs</c>): a link that is good once and for a few minutes, because chats are forwarded and looked at by others.</summary>
internal sealed class SiteFlow(Turn turn, RunFlow flow)
{
    private static readonly TimeSpan KeepsFor = TimeSpan.FromMinutes(15);

    private SiteFacts Facts => turn.Facts.Office?.Site ?? throw new InvalidOperationException("the site's address was not read");

    public void Offer()
    {
        if (Facts.Address is { } address)
        {
            var code = InvitationCode.DeriveLong(turn.Conversation.Seed, turn.Conversation.Id, turn.Number);
            turn.Do(new Effect.Office(new OfficeDeed.OpenSite(code, turn.Now + KeepsFor)));
            turn.Say(OfficeTexts.SiteLink, ("link", address + code), ("minutes", NumberWords.Format((int)KeepsFor.TotalMinutes)));
        }
        else
        {
            turn.Say(OfficeTexts.SiteNone);
        }

        flow.Repeat();
    }
}
