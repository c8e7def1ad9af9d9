using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Tells an admin who joined with their invitation, and what comes next.</summary>
internal sealed class JoinedNews(Turn turn)
{
    /// <summary>Nobody is named when there is nobody any more, or the office is no longer the reader's.</summary>
    public void Tell()
    {
        if (turn.Facts.Office?.Joined is not { } joined)
            return;
        var role = new InviteWords(turn).Role(joined.Role);
        var who = (joined.Name, joined.Lembaga) switch
        {
            (null, _) => turn.Text(OfficeTexts.MemberUnnamed),
            ({ } name, null) => name,
            ({ } name, { } lembaga) => turn.Text(OfficeTexts.MemberNamed, ("name", name), ("lembaga", lembaga)),
        };
        if (joined.Others > 0)
            who = turn.Text(OfficeTexts.MembersAnd, ("who", who), ("count", NumberWords.Format(joined.Others)));
        var next = joined.Role switch
        {
            Access.Admin => OfficeTexts.MemberInvites,
            Access.Officer => OfficeTexts.MemberReviews,
            _ => OfficeTexts.MemberReports,
        };
        turn.Offer(turn.Text(OfficeTexts.MemberJoined, ("who", who), ("role", role), ("satker", joined.Satker)) + " " + turn.Text(next), []);
    }
}
