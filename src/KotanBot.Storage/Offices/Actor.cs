using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Where somebody stands: their role at which office.</summary>
internal sealed record OfficeStand(string Role, string SatkerCode, string SatkerName)
{
    public static OfficeStand? Of(PersonRows.Row? person) =>
        person is { Role: { } role, SatkerCode: { } code, SatkerName: { } name } ? new OfficeStand(role, code, name) : null;
}

/// <summary>Who does something for an office, and when: the person of a turn or at the admin site, or whoever has the machine.</summary>
/// <param name="Key">Seals what the actor writes.</param>
internal sealed record Actor(string PersonId, PersonKey Key, DateTimeOffset Now, int UtcOffsetMinutes)
{
    /// <summary>
    /// The id under which whoever has the machine works for an office at the admin site. It has a key and no row among persons: nobody counts
    /// it among an office's admins, and nothing is told to it.
    /// </summary>
    public const string Server = "server";

    /// <summary>Given for <see cref="Server"/> alone; anybody else stands where their row says now.</summary>
    public OfficeStand? Stand { get; init; }

    /// <summary>As the audit names them; null for somebody whom the turn erases.</summary>
    public string? AuditId { get; init; } = PersonId;

    public long NowAt => Instant.ToColumn(Now);

    public static Actor Of(SealedTurn turn) =>
        new(turn.PersonId, turn.Key, turn.Commit.Now, turn.Commit.Facts.UtcOffsetMinutes) { AuditId = turn.Erases ? null : turn.PersonId };
}
