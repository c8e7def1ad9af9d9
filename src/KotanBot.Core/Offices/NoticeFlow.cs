using System.Diagnostics;
using KotanBot.Core.Conversations;

namespace KotanBot.Core.Offices;

/// <summary>Tells a person what happened elsewhere. Their open question stays as it is, and its buttons stay good.</summary>
internal sealed class NoticeFlow(Turn turn)
{
    public void Tell(Notice notice)
    {
        switch (notice)
        {
            case Notice.Announcement announcement:
                turn.Offer(turn.Text(OfficeTexts.Announcement, ("satker", announcement.Satker), ("text", announcement.Text)), []);
                break;
            case Notice.MemberJoined:
                new JoinedNews(turn).Tell();
                break;
            default:
                throw new UnreachableException();
        }
    }
}
