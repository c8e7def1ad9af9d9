using System.Collections.Immutable;
using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Carries out an office's decision about a report: its new state, a line in the audit, and a word to its reporter.</summary>
internal sealed class ReviewWriter(DbConnection connection, DbTransaction? transaction, Actor actor, Scope scope)
{
    private static readonly TimeSpan NewsKeepsFor = TimeSpan.FromDays(30);

    public void Write(OfficeDeed.Review review)
    {
        var report = ReviewRows.FindWaiting(connection, transaction, scope, actor.PersonId, review.Id) ?? throw new TurnWriter.RefusedException(new CommitResult.Conflict());
        if (review is { Trigger: ReviewTrigger.Verify, Sets: not null } && !scope.Allows(Right.ManageKawasan))
            throw new TurnWriter.RefusedException(new CommitResult.Conflict());
        var before = ReviewRows.Parse(report.Review);
        var after = ReviewLifecycle.After(before, review.Trigger, underCentre: false);
        if (!ReviewRows.Move(connection, transaction, review.Id, before, after))
            throw new TurnWriter.RefusedException(new CommitResult.Conflict());
        if (review.Trigger == ReviewTrigger.AskFix)
            FixRows.Ask(connection, transaction, review.Id, review.StepId, actor.PersonId, actor.NowAt);
        Audit(review, report, before, after);
        if (review is { Trigger: ReviewTrigger.Verify, Sets: { } setting } && new StatusFromReport(connection, transaction, actor, scope).Set(review.Id, setting) is { } set)
            AuditRows.Append(connection, transaction, new AuditLine("set-entry-status", report.SatkerCode, set.Entry) { ActorId = actor.PersonId, Before = set.Before, After = set.After }, actor.NowAt);
        if (report.PersonId is { } reporter && reporter != actor.PersonId)
            Tell(review, report, reporter);
    }

    private void Audit(OfficeDeed.Review review, ReviewRows.Row report, ReviewState before, ReviewState after)
    {
        var id = NewId.Create();
        AuditRows.Append(connection, transaction, new AuditLine(ReviewRows.DeedOf(review.Trigger, report.PersonId == actor.PersonId), report.SatkerCode, review.Id)
        {
            ActorId = actor.PersonId,
            Before = ReviewRows.Name(before),
            After = ReviewRows.Name(after),
            NoteCipher = review.Reason is { } reason ? actor.Key.Seal(reason, AuditRows.NotePlace(id)) : null,
        }, actor.NowAt, id);
    }

    private void Tell(OfficeDeed.Review review, ReviewRows.Row report, string reporter)
    {
        var offset = PersonRows.OffsetOf(connection, transaction, reporter);
        Notice notice = review.Trigger switch
        {
            ReviewTrigger.AskFix => new Notice.FixAsked(review.Id, review.Reason),
            ReviewTrigger.Reject => new Notice.ReportRejected(report.DialogId, review.Kind, review.On, review.Reason ?? ""),
            _ => new Notice.ReportVerified(report.DialogId, review.Kind, review.On, Nth(report, reporter, offset))
            {
                Gains = Gains(review, reporter, offset),
                OfLembaga = EvidenceRows.HasLembaga(connection, transaction, reporter),
            },
        };
        var content = NoticeRows.Keep(connection, transaction, notice, actor.PersonId, actor.Key);
        NoticeRows.Insert(connection, transaction, reporter, content, NoticeTime.Soon(actor.Now, offset, NewsKeepsFor));
    }

    private int? Nth(ReviewRows.Row report, string reporter, int offsetMinutes)
    {
        var local = actor.Now.ToOffset(TimeSpan.FromMinutes(offsetMinutes));
        var from = new DateTimeOffset(local.Year, local.Month, 1, 0, 0, 0, local.Offset);
        var (fromAt, toAt) = (Instant.ToColumn(from), Instant.ToColumn(from.AddMonths(1)));
        return report.SubmittedAt >= fromAt && report.SubmittedAt < toAt ? ReviewRows.CountVerified(connection, transaction, reporter, fromAt, toAt) : null;
    }

    private ImmutableArray<ReportGain> Gains(OfficeDeed.Review review, string reporter, int offsetMinutes)
    {
        var local = actor.Now.ToOffset(TimeSpan.FromMinutes(offsetMinutes));
        var year = new DateTimeOffset(local.Year, 1, 1, 0, 0, 0, local.Offset);
        var question = new EvidenceQuestion(review.Id, reporter, review.Evidence, Instant.ToColumn(year), Instant.ToColumn(year.AddYears(1)));
        return EvidenceRows.ReadGains(connection, transaction, question);
    }
}
