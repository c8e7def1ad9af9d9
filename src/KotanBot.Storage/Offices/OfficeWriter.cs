using System.Data.Common;
using System.Diagnostics;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Carries out what was decided for an office, in chat or at the site, inside the caller's savepoint and within the scope that the actor has now.</summary>
internal sealed class OfficeWriter(DbConnection connection, DbTransaction? transaction, KeyRing keys, Actor actor)
{
    /// <summary>So long is news of an office worth telling to somebody who could not be reached.</summary>
    private static readonly TimeSpan NewsKeepsFor = TimeSpan.FromDays(7);

    private readonly InvitationWriter _invitations = new(connection, transaction, keys, actor);

    private readonly OfficeStand? _stand = actor.Stand ?? OfficeStand.Of(PersonRows.Find(connection, actor.PersonId, transaction));

    /// <summary>Other people whose role, office or wishes changed.</summary>
    public List<string> Touched { get; } = [];

    public void Write(OfficeDeed deed)
    {
        switch (deed)
        {
            case OfficeDeed.Broadcast broadcast: Broadcast(broadcast); break;
            case OfficeDeed.AddEntry add: AddEntry(add); break;
            case OfficeDeed.SetEntryStatus set: SetStatus(set); break;
            case OfficeDeed.Invite invite: _invitations.Create(invite, Require(Right.Invite)); break;
            case OfficeDeed.EndInvitation end: _invitations.End(end, Require(Right.Invite)); break;
            case OfficeDeed.ChangeMember change: ChangeMember(change); break;
            case OfficeDeed.SetTarget set: SetTarget(set); break;
            case OfficeDeed.Remind remind: Remind(remind); break;
            case OfficeDeed.Review review: new ReviewWriter(connection, transaction, actor, Require(Right.ReviewReports)).Write(review); break;
            case OfficeDeed.TellApart apart: TellApart(apart); break;
            case OfficeDeed.Forward forward: Forward(forward); break;
            case OfficeDeed.OpenSite open: OpenSite(open); break;
            default: throw new UnreachableException();
        }
    }

    /// <summary>The scope as the database has it now. A turn that was decided with a right that is gone meanwhile is decided anew.</summary>
    private Scope Require(Right right)
    {
        var scope = Scope.Of(_stand?.Role, _stand?.SatkerCode);
        return scope.Allows(right) ? scope : throw new TurnWriter.RefusedException(new CommitResult.Conflict());
    }

    private void Broadcast(OfficeDeed.Broadcast broadcast)
    {
        var scope = Require(Right.Broadcast);
        var notice = new Notice.Announcement(_stand!.SatkerName, broadcast.Text);
        var content = NoticeRows.Keep(connection, transaction, notice, actor.PersonId, actor.Key);
        var due = Instant.ToColumn(broadcast.DueAt);
        var readers = AudienceRows.Tell(connection, transaction, scope, actor.PersonId, content, due, due + (long)NewsKeepsFor.TotalMilliseconds);
        Audit("broadcast", content, after: $"{readers}");
    }

    private void AddEntry(OfficeDeed.AddEntry add)
    {
        Require(Right.AddEntries);
        RegisterRows.Add(connection, transaction, add, _stand!.SatkerCode, actor.NowAt);
        IndexMarkRows.TouchEntry(connection, transaction, add.Id);
        Audit("add-entry", add.Id);
    }

    private void SetStatus(OfficeDeed.SetEntryStatus set)
    {
        var (next, before) = RegisterRows.FindLast(connection, transaction, Require(Right.ManageKawasan), set.Id) ?? throw new TurnWriter.RefusedException(new CommitResult.Conflict());
        var line = new RegisterRows.Line(set.Id, next, set.Status, set.On)
        {
            SetBy = actor.PersonId,
            IndexValue = set.IndexValue,
            ReasonCipher = set.Reason is { } words ? actor.Key.Seal(words, RegisterRows.ReasonPlace(set.Id, next)) : null,
        };
        RegisterRows.Append(connection, transaction, line, actor.NowAt);
        IndexMarkRows.TouchEntry(connection, transaction, set.Id);
        Audit("set-entry-status", set.Id, before, set.Status);
    }

    private void ChangeMember(OfficeDeed.ChangeMember change)
    {
        new MemberWriter(connection, transaction, keys, actor, Require(Right.ChangeMembers)).Write(change);
        Touched.Add(change.PersonId);
    }

    private void SetTarget(OfficeDeed.SetTarget set)
    {
        RequireOffice(Right.SetTargets, set.Satker);
        TargetWriter.Save(connection, transaction, new TargetFigure(set.Satker, set.Year, set.Output, set.Done, set.Amount), actor.PersonId, actor.NowAt);
    }

    private void Remind(OfficeDeed.Remind remind)
    {
        RequireOffice(Right.SeeOverdue, remind.Satker);
        var round = ReminderRound.ByHand(remind.Satker, remind.Week, actor.Now, actor.UtcOffsetMinutes, remind.DueAt);
        var reminded = ReminderRows.Tell(connection, transaction, round, keys);
        Audit("remind", remind.Satker, after: $"{reminded}");
    }

    /// <summary>One line for the batch, with the office that gets it and how many; which reports they are, their state tells.</summary>
    private void Forward(OfficeDeed.Forward forward)
    {
        var to = ForwardRows.Forward(connection, transaction, Require(Right.ReviewReports), forward.Count) ?? throw new TurnWriter.RefusedException(new CommitResult.Conflict());
        Audit("forward-reports", to, after: $"{forward.Count}");
    }

    private void OpenSite(OfficeDeed.OpenSite open)
    {
        Require(Right.OpenSite);
        SiteLinkRows.Insert(connection, transaction, SiteLinkRows.Hash(keys, open.Code), new SiteLinkRows.Holder(actor.PersonId, _stand!.SatkerCode), Instant.ToColumn(open.ExpiresAt));
        Audit("site-link-created", null);
    }

    private void TellApart(OfficeDeed.TellApart apart)
    {
        var scope = Require(Right.ReviewReports);
        if (ReviewRows.FindWaiting(connection, transaction, scope, actor.PersonId, apart.Id) is null || !DuplicateRows.IsWithin(connection, transaction, scope, apart.OtherId))
            throw new TurnWriter.RefusedException(new CommitResult.Conflict());
        DuplicateRows.TellApart(connection, transaction, apart, actor.NowAt);
        Audit("tell-reports-apart", apart.Id);
        Audit("tell-reports-apart", apart.OtherId);
    }

    private void RequireOffice(Right right, string satker)
    {
        if (!OfficeRows.IsWithin(connection, transaction, Require(right), satker))
            throw new TurnWriter.RefusedException(new CommitResult.Conflict());
    }

    private void Audit(string deed, string? subject, string? before = null, string? after = null) =>
        AuditRows.Append(connection, transaction, new AuditLine(deed, _stand!.SatkerCode, subject) { ActorId = actor.PersonId, Before = before, After = after }, actor.NowAt);
}
