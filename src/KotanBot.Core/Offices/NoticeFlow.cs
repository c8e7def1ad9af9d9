using System.Diagnostics;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Tells a person what happened elsewhere. Their open question stays as it is, and its buttons stay good; only when nothing is asked may a notice ask.</summary>
internal sealed class NoticeFlow(Turn turn, RunFlow flow)
{
    public void Tell(Notice notice)
    {
        if (notice.IsNews && turn.Facts.IsSilent)
            return; // They asked for silence after it was written.
        switch (notice)
        {
            case Notice.Announcement announcement:
                turn.Offer(turn.Text(OfficeTexts.Announcement, ("satker", announcement.Satker), ("text", announcement.Text)), []);
                break;
            case Notice.MemberJoined:
                new JoinedNews(turn).Tell();
                break;
            case Notice.Reminder reminder:
                Remind(reminder);
                break;
            case Notice.MemberMoved moved:
                turn.Offer(turn.Text(OfficeTexts.MemberMoved, ("role", turn.Text(PersonFlow.RoleText(moved.Role))), ("satker", moved.Satker)), []);
                break;
            case Notice.MemberArrived arrived:
                turn.Offer(turn.Text(OfficeTexts.MemberArrived, ("role", new InviteWords(turn).Role(arrived.Role)), ("satker", arrived.Satker)), []);
                break;
            case Notice.MemberRemoved removed:
                turn.Offer(turn.Text(OfficeTexts.MemberRemoved, ("role", new InviteWords(turn).Role(removed.Role)), ("satker", removed.Satker)), []);
                break;
            case Notice.RoleChanged changed:
                turn.Offer(turn.Text(OfficeTexts.RoleChanged, ("satker", changed.Satker), ("role", new InviteWords(turn).Role(changed.Role)), ("next", turn.Text(NextOf(changed.Role)))), []);
                break;
            case Notice.OfficeChanged moved:
                turn.Offer(turn.Text(OfficeTexts.OfficeChanged, ("from", moved.From), ("to", moved.To), ("role", new InviteWords(turn).Role(moved.Role))), []);
                break;
            case Notice.OfficeEnded ended:
                turn.Offer(turn.Text(OfficeTexts.OfficeEnded, ("satker", ended.Satker)), []);
                break;
            case Notice.LastAdminLeft left:
                turn.Offer(turn.Text(OfficeTexts.LastAdminLeft, ("satker", left.Satker)), []);
                break;
            case Notice.ConversationJoined joined:
                turn.Offer(turn.Text(EngineTexts.LinkNews, ("channel", LinkFlow.ChannelName(turn, joined.Channel))), []);
                break;
            case Notice.ReportVerified verified:
                var accepted = turn.Text(OfficeTexts.ReportVerified, ("report", ReportName.Of(turn, verified.DialogId, verified.Kind, verified.On)));
                turn.Offer(new VerifiedNews(turn).TextOf(verified, accepted), []);
                break;
            case Notice.ReportRejected rejected:
                turn.Offer(turn.Text(OfficeTexts.ReportRejected, ("report", ReportName.Of(turn, rejected.DialogId, rejected.Kind, rejected.On)), ("reason", rejected.Reason)), []);
                break;
            case Notice.FixAsked asked:
                new AskedFixFlow(turn, flow).Tell(asked);
                break;
            case Notice.ReportFixed:
                TellFixed();
                break;
            case Notice.WeeklySummary summary:
                new SummaryFlow(turn, flow).Tell(summary);
                break;
            case Notice.SummariesBelow below:
                new SummaryFlow(turn, flow).Tell(below);
                break;
            case Notice.ReportsWait wait:
                TellWaiting(wait);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Says nothing when somebody reviewed it already.</summary>
    private void TellFixed()
    {
        if (turn.Facts.Office?.Review?.Current is { } report)
            turn.Offer(turn.Text(OfficeTexts.ReportFixed, ("report", ReportName.Of(turn, ReviewQueueFlow.DialogOf(turn, report), report.DialogId, report.Answers))), [ReviewChoice()]);
    }

    /// <summary>Says nothing when none waits any more.</summary>
    private void TellWaiting(Notice.ReportsWait wait)
    {
        if (turn.Facts.Office?.Review is not { Waiting: > 0 and var waiting, Next: { } next })
            return;
        var text = wait.First ? turn.Text(OfficeTexts.FirstReport, ("satker", next.SatkerName ?? "")) : turn.Text(OfficeTexts.ReportsWait, ("count", NumberWords.Format(waiting)));
        turn.Offer(text, [ReviewChoice()]);
    }

    private PromptChoice ReviewChoice() => new("/tinjau", turn.Definitions.Commands.LineOf(CommandAction.Review).Description.In(turn.Language));

    /// <summary>Says nothing once the week is over or something was sent since it began.</summary>
    private void Remind(Notice.Reminder reminder)
    {
        var (from, to) = (new ReportWeek(reminder.Monday).BeginsAt(turn.Facts.UtcOffsetMinutes), new ReportWeek(reminder.Monday).After.BeginsAt(turn.Facts.UtcOffsetMinutes));
        if (turn.Now >= to || turn.Facts.Recent.Any(s => s.Status == "submitted" && s.ChangedAt >= from && Find(s.DialogId)?.Purpose is DialogPurpose.Report or DialogPurpose.NullReport))
            return;
        var nothing = turn.Definitions.Offered.FirstOrDefault(d => d is { Purpose: DialogPurpose.NullReport, OneTap.IsEmpty: false, Commands.IsEmpty: false });
        var report = turn.Definitions.Offered.FirstOrDefault(d => d is { Purpose: DialogPurpose.Report, Menu: DialogMenu.Main, Commands.IsEmpty: false });
        turn.Offer(turn.Text(OfficeTexts.Reminder),
        [
            .. report is null ? [] : new[] { new PromptChoice(report.Commands[0], turn.Text(OfficeTexts.ReminderReport)) },
            .. nothing is null ? [] : new[] { new PromptChoice($"{nothing.Commands[0]} {nothing.OneTap[0].Word}", turn.Text(OfficeTexts.ReminderNothing)) },
        ]);
    }

    private static TextKey NextOf(string role) => role switch
    {
        Access.Admin => OfficeTexts.RoleNextAdmin,
        Access.Officer => OfficeTexts.RoleNextOfficer,
        _ => OfficeTexts.RoleNextVolunteer,
    };

    private Dialog? Find(string id) => turn.Definitions.Find(id);
}
