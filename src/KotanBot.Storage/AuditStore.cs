using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>One line of the audit as it may be read by others: no names, and no notes, which are sealed. <paramref name="ActorRole"/> is the role of today, null for the program, the machine and whoever is gone.</summary>
public sealed record AuditEntry(DateTimeOffset At, string? SatkerCode, string Deed, string? Subject, string? Before, string? After, string? ActorId, string? ActorRole)
{
    public string Id { get; init; } = "";

    public AuditActor Actor => AuditActor.Of(ActorId, ActorRole);
}

/// <summary>Where a page of the audit ended.</summary>
public sealed record AuditPlace(DateTimeOffset At, string Id);

/// <summary>Which lines: those in [From, To), at most so many.</summary>
public sealed record AuditFilter(DateTimeOffset? From, DateTimeOffset? To, int Limit)
{
    /// <summary>Only lines of this deed; null for all.</summary>
    public string? Deed { get; init; }
}

/// <summary>Reads what the work of offices left behind. Nothing here writes: lines are added by what they tell of.</summary>
public sealed class AuditStore(Database database)
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<AuditEntry> Read(Scope scope, AuditFilter filter) => database.Read(c => AuditRows.Read(c, scope, filter).Select(Of).ToList());

    /// <summary>A page of the lines of the scope's offices, the newest first, and where the next one begins; null after the last. Each office is read only as far as it is newer than what was found so far.</summary>
    public (IReadOnlyList<AuditEntry> Lines, AuditPlace? Next) List(Scope scope, AuditFilter filter, AuditPlace? after) => database.Read(connection =>
    {
        var newest = new List<AuditRows.Row>();
        foreach (var office in ReportRows.ListOffices(connection, scope))
        {
            var floor = newest.Count > filter.Limit ? newest[^1].At : 0;
            newest = [.. newest.Concat(AuditRows.ReadOfOffice(connection, office, filter, after, floor)).OrderByDescending(r => r.At).ThenByDescending(r => r.Id, StringComparer.Ordinal).Take(filter.Limit + 1)];
        }

        var lines = newest.Take(filter.Limit).Select(Of).ToList();
        return (lines, newest.Count > filter.Limit ? new AuditPlace(lines[^1].At, lines[^1].Id) : null);
    });

    private static AuditEntry Of(AuditRows.Row row) => new(Instant.At(row.At), row.SatkerCode, row.Deed, row.Subject, row.Before, row.After, row.ActorId, row.ActorRole) { Id = row.Id };
}
