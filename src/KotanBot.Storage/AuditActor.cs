using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>Who did something, without a name.</summary>
public abstract record AuditActor
{
    private AuditActor()
    {
    }

    /// <summary>Somebody with this role today.</summary>
    public sealed record WithRole(string Role) : AuditActor;

    /// <summary>Whoever has the machine.</summary>
    public sealed record Server : AuditActor;

    /// <summary>The program by itself, or a verb on the machine.</summary>
    public sealed record Program : AuditActor;

    /// <summary>Somebody who left the office, or erased their data.</summary>
    public sealed record Gone : AuditActor;

    internal static AuditActor Of(string? id, string? role) => id switch
    {
        null => new Program(),
        Actor.Server => new Server(),
        _ => role is null ? new Gone() : new WithRole(role),
    };
}
