using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>What a turn of its reporter does to a report's place in the queue of its office, and who hears of it.</summary>
internal sealed class ArrivingReport(DbConnection connection, DbTransaction? transaction, KeyRing keys, SealedTurn turn)
{
    private static readonly TimeSpan NewsKeepsFor = TimeSpan.FromDays(7);

    /// <summary>It was sent and waits for the first time.</summary>
    public void Arrive(string id)
    {
        if (ReviewRows.Find(connection, transaction, id) is { SatkerCode: { } office })
            new WaitingNews(connection, transaction, keys).Tell(office, id, turn.PersonId, turn.Commit.Now);
    }

    /// <summary>Its reporter changed it: it is looked at anew, with a line in the audit when it stood elsewhere.</summary>
    public void Change(string id)
    {
        if (ReviewRows.Find(connection, transaction, id) is { } report)
            Move(report, ReviewLifecycle.OfChange(ReviewRows.Parse(report.Review)));
    }

    /// <summary>Its reporter dealt with what the office wanted corrected. Nothing happens when a change brought it back before.</summary>
    public void Return(string id)
    {
        if (ReviewRows.Find(connection, transaction, id) is { } report && ReviewRows.Parse(report.Review) == ReviewState.NeedsFix)
            Move(report, ReviewTrigger.Fix);
    }

    private void Move(ReviewRows.Row report, ReviewTrigger trigger)
    {
        if (new BackInQueue(connection, transaction, keys).Put(report, trigger, turn.PersonId, turn.Commit.Now) is { } askedBy && askedBy != turn.PersonId)
            TellWhoAsked(report.Id, askedBy);
    }

    private void TellWhoAsked(string id, string askedBy)
    {
        var content = NoticeRows.KeepPlain(connection, transaction, new Notice.ReportFixed(id), keys);
        NoticeRows.Insert(connection, transaction, askedBy, content, NoticeTime.Soon(turn.Commit.Now, PersonRows.OffsetOf(connection, transaction, askedBy), NewsKeepsFor));
    }
}
