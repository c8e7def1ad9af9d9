using System.Collections.Immutable;
using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>The work of an office at the admin site: the same reading and the same deeds as in chat, each within the scope that the visitor has now.</summary>
public sealed class OfficeStore(Database database, KeyRing keys, TurnStore turns)
{
    public OfficeFacts Read(SiteVisitor visitor, DateTimeOffset now, params ImmutableArray<OfficeNeed> needs) =>
        database.Read(c => new OfficeReader(keys).Read(c, new Asker(visitor.ActorId, visitor.Facts, now), needs));

    /// <summary>False when it lies outside the scope, or things changed since the visitor saw them.</summary>
    public async Task<bool> DoAsync(SiteVisitor visitor, OfficeDeed deed, DateTimeOffset now)
    {
        try
        {
            turns.ForgetPeople(await database.WriteAsync((c, t) =>
            {
                var writer = new OfficeWriter(c, t, keys, ActorOf(c, t, visitor, now));
                writer.Write(deed);
                return writer.Touched;
            }));
            return true;
        }
        catch (TurnWriter.RefusedException)
        {
            return false;
        }
    }

    private Actor ActorOf(DbConnection connection, DbTransaction? transaction, SiteVisitor visitor, DateTimeOffset now)
    {
        if (visitor.IsServer)
        {
            return new Actor(Actor.Server, ServerKey(connection, transaction), now, visitor.Facts.UtcOffsetMinutes)
            {
                Stand = new OfficeStand(visitor.Facts.Role!, visitor.Satker.Code, visitor.Satker.Name),
            };
        }

        return keys.Find(connection, visitor.ActorId, transaction) is { } key
            ? new Actor(visitor.ActorId, key, now, visitor.Facts.UtcOffsetMinutes)
            : throw new TurnWriter.RefusedException(new CommitResult.Conflict());
    }

    private PersonKey ServerKey(DbConnection connection, DbTransaction? transaction)
    {
        if (keys.Find(connection, Actor.Server, transaction) is { } known)
            return known;
        var key = PersonKey.Create();
        keys.Save(connection, transaction, Actor.Server, key);
        return key;
    }
}
