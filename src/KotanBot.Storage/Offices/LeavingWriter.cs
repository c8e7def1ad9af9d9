using System.Data.Common;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>
/// What an office is owed when a turn takes somebody from it: a line of the audit, word to its admins, and when its last admin
/// went, word to those who serve it from now on. Nobody is named, because an erasure could not reach what others were told.
/// </summary>
internal sealed class LeavingWriter(DbConnection connection, DbTransaction? transaction, KeyRing keys, Actor actor)
{
    private static readonly TimeSpan NewsKeepsFor = TimeSpan.FromDays(30);

    /// <summary>Whether a turn with this effect may take its person from an office.</summary>
    public static bool MayLeave(Effect effect) => effect is Effect.UseInvitation or Effect.ErasePerson;

    /// <summary>After the person's row has changed or is gone; <paramref name="before"/> is how it was.</summary>
    public void Write(string personId, PersonRows.Row? before)
    {
        if (before is not { SatkerCode: { } office, SatkerName: { } name })
            return;
        var after = PersonRows.Find(connection, personId, transaction);
        if (after is not null && after.SatkerCode != office)
        {
            Audit(after.SatkerCode is null ? "person-removed" : "person-moved", office, personId, after.SatkerCode);
            Tell(personId, office, after.SatkerCode is null ? new Notice.MemberRemoved(name, before.Role!) : new Notice.MemberMoved(name, before.Role!));
        }

        if (before.Role == Access.Admin && (after?.Role != Access.Admin || after.SatkerCode != office))
            HandOver(personId, office, name);
    }

    /// <summary>An office that did not ask for somebody hears that they come.</summary>
    public void TellArrival(string personId, string office, Notice.MemberArrived news) => Tell(personId, office, news);

    private void HandOver(string personId, string office, string name)
    {
        var serving = ServingAdmins.Find(connection, office, transaction);
        if (serving?.SatkerCode == office)
            return;
        Audit("last-admin-left", office, null, serving?.SatkerCode);
        Tell(personId, office, new Notice.LastAdminLeft(name));
    }

    /// <summary>Each reader's is sealed with their own key, so that it outlives the person who left. Neither they nor whoever did it hear it.</summary>
    private void Tell(string personId, string office, Notice notice)
    {
        foreach (var reader in ServingAdmins.Find(connection, office, transaction)?.PersonIds ?? [])
        {
            if (reader == actor.PersonId || reader == personId || keys.Find(connection, reader, transaction) is not { } key)
                continue;
            var content = NoticeRows.Keep(connection, transaction, notice, reader, key);
            NoticeRows.Insert(connection, transaction, reader, content, NoticeTime.Soon(actor.Now, PersonRows.OffsetOf(connection, transaction, reader), NewsKeepsFor));
        }
    }

    private void Audit(string deed, string office, string? subject, string? after) =>
        AuditRows.Append(connection, transaction, new AuditLine(deed, office, subject) { ActorId = actor.AuditId, Before = office, After = after }, actor.NowAt);
}
