using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Makes, uses and ends invitations inside a turn, with a line of the audit each, and lets the one who invited know.</summary>
internal sealed class InvitationWriter(DbConnection connection, DbTransaction? transaction, KeyRing keys, Actor actor)
{
    /// <summary>The name comes after the code, so the news of somebody waits for it.</summary>
    private static readonly TimeSpan NewsWaits = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan NewsKeepsFor = TimeSpan.FromDays(7);

    /// <summary>The lembaga, the invitation and the audit of both. Null when the code exists already.</summary>
    public static string? Insert(DbConnection connection, DbTransaction? transaction, string codeHash, InvitationPlan plan, string? madeBy, DateTimeOffset now)
    {
        var at = Instant.ToColumn(now);
        var lembaga = plan.Lembaga is { } planned ? LembagaRows.FindOrAdd(connection, transaction, plan.SatkerCode, planned, at) : null;
        var id = InvitationRows.Insert(connection, transaction, codeHash, plan, lembaga, madeBy, at, Instant.ToColumn(now.AddDays(plan.Days)));
        if (id is not null)
            AuditRows.Append(connection, transaction, new AuditLine("invitation-created", plan.SatkerCode, id) { ActorId = madeBy, After = plan.Role }, at);
        return id;
    }

    public void Create(OfficeDeed.Invite invite, Scope scope)
    {
        if (!OfficeRows.IsWithin(connection, transaction, scope, invite.Plan.SatkerCode))
            throw Refused();
        if (Insert(connection, transaction, InvitationRows.CodeHash(keys, invite.Code), invite.Plan, actor.PersonId, actor.Now) is null)
            throw Refused();
    }

    public void End(OfficeDeed.EndInvitation end, Scope scope)
    {
        var ended = InvitationRows.End(connection, transaction, scope, end.Id, actor.NowAt) ?? throw Refused();
        Audit("invitation-ended", ended);
    }

    /// <summary>Takes one place of the invitation for the turn's person, with the lembaga that it gives.</summary>
    public void Use(string code, string conversationId)
    {
        var used = InvitationRows.Use(connection, transaction, InvitationRows.CodeHash(keys, code), actor.NowAt) ?? throw Refused();
        PersonRows.SetPlace(connection, transaction, actor.PersonId, used.Role, used.SatkerCode);
        ConversationRows.SetSatker(connection, transaction, conversationId, used.SatkerCode);
        if (used.LembagaId is { } id && LembagaRows.FindById(connection, transaction, id) is { } lembaga)
            PersonRows.GiveLembaga(connection, transaction, actor.PersonId, id, lembaga.Lingkungan, PersonRows.LembagaKey(keys, lembaga.Name));
        Audit("invitation-used", used);
        if (used.MadeBy is { } inviter && inviter != actor.PersonId && used.Role != Access.Respondent)
            TellInviter(inviter, used);
    }

    /// <summary>
    /// One piece of news an hour and invitation: those who come before it is told are counted in it, those after it in the next.
    /// </summary>
    private void TellInviter(string inviter, InvitationRows.Row used)
    {
        var offset = PersonRows.OffsetOf(connection, transaction, inviter);
        var due = QuietHours.NextLoud(actor.Now + NewsWaits, offset);
        for (var hour = due.ToUnixTimeSeconds() / 3600; ; hour++)
        {
            var once = $"joined-{used.Id}-{hour}";
            if (NoticeRows.IsWaiting(connection, transaction, inviter, once))
                return;
            var content = NoticeRows.Keep(connection, transaction, new Notice.MemberJoined(used.Id, actor.Now), actor.PersonId, actor.Key);
            var at = Instant.ToColumn(due);
            if (NoticeRows.Insert(connection, transaction, inviter, content, new NoticeTime(at, at + (long)NewsKeepsFor.TotalMilliseconds, once)))
                return;
            NoticeRows.Discard(connection, transaction, content);
            due = QuietHours.NextLoud(DateTimeOffset.FromUnixTimeSeconds((hour + 1) * 3600) + NewsWaits, offset);
        }
    }

    private void Audit(string deed, InvitationRows.Row invitation) =>
        AuditRows.Append(connection, transaction, new AuditLine(deed, invitation.SatkerCode, invitation.Id) { ActorId = actor.PersonId, After = invitation.Role }, actor.NowAt);

    private static TurnWriter.RefusedException Refused() => new(new CommitResult.Conflict());
}
