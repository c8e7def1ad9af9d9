using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>Somebody in the admin site, as the database knows them with this request.</summary>
/// <param name="ActorId">The person, or the one id under which whoever has the machine works.</param>
/// <param name="Facts">Role, office and name of today; an office is always among them.</param>
public sealed record SiteVisitor(string ActorId, Facts Facts, string Language)
{
    public Scope Scope { get; } = Scope.Of(Facts);

    public SatkerFacts Satker => Facts.Satker!;

    /// <summary>Let in from the machine, and no person.</summary>
    public bool IsServer => ActorId == Actor.Server;
}

/// <summary>What a link into the admin site is good for.</summary>
public abstract record SiteLinkState
{
    private SiteLinkState()
    {
    }

    public sealed record Valid(string SatkerName) : SiteLinkState;

    public sealed record Used : SiteLinkState;

    public sealed record Expired : SiteLinkState;

    public sealed record Unknown : SiteLinkState;
}
