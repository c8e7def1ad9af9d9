using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Puts a report back into the queue of its office: its state, a line in the audit, nothing wanted corrected any more, and word to those who review.</summary>
internal sealed class BackInQueue(DbConnection connection, DbTransaction? transaction, KeyRing keys)
{
    /// <param name="actorId">Null when the program did it by itself.</param>
    /// <returns>Who had wanted something corrected, if anybody. Nothing happens to a report that stands in the queue.</returns>
    public string? Put(ReviewRows.Row report, ReviewTrigger trigger, string? actorId, DateTimeOffset now)
    {
        var before = ReviewRows.Parse(report.Review);
        var after = ReviewLifecycle.After(before, trigger, underCentre: false);
        if (before == after || !ReviewRows.Move(connection, transaction, report.Id, before, after))
            return null;
        var line = new AuditLine(ReviewRows.DeedOf(trigger, own: false), report.SatkerCode, report.Id) { ActorId = actorId, Before = ReviewRows.Name(before), After = ReviewRows.Name(after) };
        AuditRows.Append(connection, transaction, line, Instant.ToColumn(now));
        if (report.SatkerCode is { } office)
            new WaitingNews(connection, transaction, keys).Tell(office, report.Id, report.PersonId, now);
        return FixRows.Settle(connection, transaction, report.Id);
    }
}
