using System.Data.Common;
using System.Diagnostics;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>
/// Gives somebody of a served office another role, another office or none: their row, a line in the audit, a word to them, and to the offices what they are owed.
/// </summary>
internal sealed class MemberWriter(DbConnection connection, DbTransaction? transaction, KeyRing keys, Actor actor, Scope scope)
{
    private static readonly TimeSpan NewsKeepsFor = TimeSpan.FromDays(30);

    private readonly LeavingWriter _leaving = new(connection, transaction, keys, actor);

    public void Write(OfficeDeed.ChangeMember deed)
    {
        var card = MemberRows.Find(connection, scope, deed.PersonId, transaction);
        if (card is null || deed.PersonId == actor.PersonId || new MemberStand(card.Role, card.SatkerCode) != deed.Before || PersonRows.Find(connection, deed.PersonId, transaction) is not { } before)
            throw Refused();
        switch (deed.Change)
        {
            case MemberChange.SetRole set:
                SetRole(deed, card, set.Role);
                break;
            case MemberChange.Move move:
                Move(deed, card, before, move.Satker);
                break;
            case MemberChange.Remove:
                PersonRows.SetPlace(connection, transaction, deed.PersonId, Access.Respondent, null);
                ConversationRows.SetSatkerOfPerson(connection, transaction, deed.PersonId, null);
                Tell(deed.PersonId, new Notice.OfficeEnded(card.SatkerName));
                break;
            default:
                throw new UnreachableException();
        }

        _leaving.Write(deed.PersonId, before);
    }

    private void SetRole(OfficeDeed.ChangeMember deed, MemberRows.Card card, string role)
    {
        if (role is not (Access.Admin or Access.Officer or Access.Volunteer))
            throw Refused();
        PersonRows.SetRole(connection, transaction, deed.PersonId, role);
        AuditRows.Append(connection, transaction, new AuditLine("role-changed", card.SatkerCode, deed.PersonId) { ActorId = actor.PersonId, Before = card.Role, After = role }, actor.NowAt);
        Tell(deed.PersonId, new Notice.RoleChanged(card.SatkerName, role));
    }

    /// <summary>The lembaga goes along as its name; where the new office knows one of that name, the person belongs to it.</summary>
    private void Move(OfficeDeed.ChangeMember deed, MemberRows.Card card, PersonRows.Row before, string satker)
    {
        if (satker == card.SatkerCode || !OfficeRows.IsWithin(connection, transaction, scope, satker) || SatkerRows.Find(connection, satker, transaction) is not { } office || keys.Find(connection, deed.PersonId, transaction) is not { } key)
            throw Refused();
        PersonRows.SetPlace(connection, transaction, deed.PersonId, card.Role, satker);
        ConversationRows.SetSatkerOfPerson(connection, transaction, deed.PersonId, satker);
        if (PersonWords.Lembaga(deed.PersonId, before.LembagaName, before.LembagaCipher, key) is { } lembaga)
            PersonRows.SetLembaga(connection, transaction, deed.PersonId, LembagaWords.Of(deed.PersonId, lembaga, key, keys));
        Tell(deed.PersonId, new Notice.OfficeChanged(card.SatkerName, office.Name, card.Role));
        _leaving.TellArrival(deed.PersonId, satker, new Notice.MemberArrived(office.Name, card.Role));
    }

    /// <summary>Sealed with the reader's own key, so that it stays theirs and goes with them.</summary>
    private void Tell(string personId, Notice notice)
    {
        if (keys.Find(connection, personId, transaction) is not { } key)
            return;
        var content = NoticeRows.Keep(connection, transaction, notice, personId, key);
        NoticeRows.Insert(connection, transaction, personId, content, NoticeTime.Soon(actor.Now, PersonRows.OffsetOf(connection, transaction, personId), NewsKeepsFor));
    }

    private static TurnWriter.RefusedException Refused() => new(new CommitResult.Conflict());
}
