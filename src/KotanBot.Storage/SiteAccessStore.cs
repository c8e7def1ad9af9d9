using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// Who gets into the admin site: links that let in once, and sessions. Both are kept as hashes; a session says who somebody is, and what
/// they may do is read anew each time, so that a role that ended ends the visit.
/// </summary>
public sealed class SiteAccessStore(Database database, KeyRing keys)
{
    private const int TokenLength = 32;

    /// <summary>A session ends after so long without a request,</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(8);

    /// <summary>and after so long in any case.</summary>
    private static readonly TimeSpan LongestVisit = TimeSpan.FromDays(7);

    /// <summary>Seldom enough that looking at pages writes next to nothing.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(10);

    /// <summary>For whoever has the machine: a code that lets in once, as an admin of the office.</summary>
    public async Task<string> CreateServerLinkAsync(string satkerCode, DateTimeOffset now, TimeSpan keepsFor)
    {
        var code = NewToken();
        await database.WriteAsync((c, t) =>
        {
            SiteLinkRows.Insert(c, t, SiteLinkRows.Hash(keys, code), new SiteLinkRows.Holder(Actor.Server, satkerCode), Instant.ToColumn(now + keepsFor));
            AuditRows.Append(c, t, new AuditLine("site-link-created", satkerCode, null), Instant.ToColumn(now));
            return true;
        });
        return code;
    }

    /// <summary>Looks and uses nothing up: previews of links look too.</summary>
    public SiteLinkState Look(string code, DateTimeOffset now) => database.Read(c => StateOf(SiteLinkRows.Find(c, SiteLinkRows.Hash(keys, code)), now));

    /// <summary>Uses the link up. The token of a new session, or null when the link is good for nothing.</summary>
    public Task<string?> EnterAsync(string code, DateTimeOffset now) => database.WriteAsync((c, t) =>
    {
        var at = Instant.ToColumn(now);
        var hash = SiteLinkRows.Hash(keys, code);
        SiteLinkRows.DeleteOld(c, t, Instant.ToColumn(now - LongestVisit));
        SiteSessionRows.DeleteOld(c, t, Instant.ToColumn(now - LongestPause), Instant.ToColumn(now - LongestVisit));
        if (SiteLinkRows.Find(c, hash, t) is not { } link || !SiteLinkRows.Use(c, t, hash, at))
            return null;
        var token = NewToken();
        SiteSessionRows.Insert(c, t, SiteSessionRows.Hash(keys, token), new SiteLinkRows.Holder(link.PersonId, link.SatkerCode), PersonRows.LanguageOf(c, t, link.PersonId) ?? Languages.Indonesian, at);
        AuditRows.Append(c, t, new AuditLine("site-entered", link.SatkerCode, null) { ActorId = link.PersonId }, at);
        return token;
    });

    /// <summary>Null when the session is over, or the person works for no office any more.</summary>
    public async Task<SiteVisitor?> FindAsync(string token, DateTimeOffset now)
    {
        var hash = SiteSessionRows.Hash(keys, token);
        var (visitor, seenAt) = database.Read(c => Find(c, hash, now));
        if (visitor is not null && now - seenAt > SeenEvery)
            await database.WriteAsync((c, t) => Done(() => SiteSessionRows.See(c, t, hash, Instant.ToColumn(now))));
        return visitor;
    }

    public Task SetLanguageAsync(string token, string language) => database.WriteAsync((c, t) => Done(() => SiteSessionRows.SetLanguage(c, t, SiteSessionRows.Hash(keys, token), language)));

    public Task LeaveAsync(string token) => database.WriteAsync((c, t) => Done(() => SiteSessionRows.Delete(c, t, SiteSessionRows.Hash(keys, token))));

    /// <summary>Stands in every form of a session; nobody who does not know the session knows it.</summary>
    public string FormToken(string token) => keys.Secret("site form", token);

    private (SiteVisitor? Visitor, DateTimeOffset SeenAt) Find(DbConnection connection, string hash, DateTimeOffset now)
    {
        if (SiteSessionRows.Find(connection, hash) is not { } session || Instant.At(session.SeenAt) is var seenAt && (seenAt < now - LongestPause || Instant.At(session.StartedAt) < now - LongestVisit))
            return default;
        var facts = session.PersonId == Actor.Server ? ServerFacts(connection, session.SatkerCode) : PersonFacts(connection, session.PersonId);
        return facts is null || !Scope.Of(facts).Allows(Right.OpenSite) ? default : (new SiteVisitor(session.PersonId, facts, session.Language), seenAt);
    }

    private static Facts? ServerFacts(DbConnection connection, string satkerCode) => SatkerRows.Find(connection, satkerCode) is { } office
        ? new Facts { Role = Access.Admin, Satker = new SatkerFacts(office.Code, office.Name, office.RegionCode), UtcOffsetMinutes = (int)office.UtcOffsetMinutes }
        : null;

    private Facts? PersonFacts(DbConnection connection, string personId) =>
        PersonRows.Find(connection, personId) is { Role: { } role, SatkerCode: { } code, SatkerName: { } name, UtcOffsetMinutes: { } offset } row
            ? new Facts
            {
                Role = role,
                Satker = new SatkerFacts(code, name, row.RegionCode),
                UtcOffsetMinutes = (int)offset,
                Name = PersonWords.Name(personId, row.NameCipher, keys.Find(connection, personId)),
            }
            : null;

    private static SiteLinkState StateOf(SiteLinkRows.Row? link, DateTimeOffset now) => link switch
    {
        null => new SiteLinkState.Unknown(),
        { UsedAt: not null } => new SiteLinkState.Used(),
        _ when link.ExpiresAt <= Instant.ToColumn(now) => new SiteLinkState.Expired(),
        _ => new SiteLinkState.Valid(link.SatkerName ?? link.SatkerCode),
    };

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenLength));

    private static bool Done(Action write)
    {
        write();
        return true;
    }
}
