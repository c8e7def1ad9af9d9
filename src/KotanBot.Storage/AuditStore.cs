using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>One line of the audit as it may be read by others: no names, and no notes, which are sealed. <paramref name="ActorRole"/> is the role of today, null for the program, the machine and whoever is gone.</summary>
public sealed record AuditEntry(DateTimeOffset At, string? SatkerCode, string Deed, string? Subject, string? Before, string? After, string? ActorId, string? ActorRole);

/// <summary>Which lines: those in [From, To), at most so many.</summary>
public sealed record AuditFilter(DateTimeOffset? From, DateTimeOffset? To, int Limit);

/// <summary>Reads what the work of offices left behind. Nothing here writes: lines are added by what they tell of.</summary>
public sealed class AuditStore(Database database)
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<AuditEntry> Read(Scope scope, AuditFilter filter) => database.Read(c => AuditRows.Read(c, scope, filter).Select(Of).ToList());

    private static AuditEntry Of(AuditRows.Row row) => new(Instant.At(row.At), row.SatkerCode, row.Deed, row.Subject, row.Before, row.After, row.ActorId, row.ActorRole);
}
