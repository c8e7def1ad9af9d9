using System.Collections.Immutable;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>Keeps what verified reports say of outputs, month by month, so that a year of the whole country is told at once.</summary>
public sealed class TallyStore(Database database)
{
    /// <summary>
    /// Tallies the months that changed since they were tallied, or never were. Each is counted beside the writer, which only takes the figures; a month that
    /// changes meanwhile waits for the next round.
    /// </summary>
    /// <returns>How many months were tallied.</returns>
    public async Task<int> RefreshAsync(ImmutableArray<Output> outputs, CancellationToken cancellation = default)
    {
        var sources = OutputSources.Of(outputs);
        var tallied = 0;
        foreach (var month in database.Read(c => ReportedRows.ListStale(c, sources)))
        {
            cancellation.ThrowIfCancellationRequested();
            var (changes, amounts) = database.Read(c => (TallyRows.ReadChanges(c, month), ReportedRows.CountMonth(c, month, sources)));
            if (await database.WriteAsync((c, t) => TallyRows.Save(c, t, month, changes, sources.Hash, amounts), cancellation))
                tallied++;
        }

        return tallied;
    }

    /// <summary>The places that verified reports of the offices in the scope name in a year, as far as they are tallied.</summary>
    public IReadOnlyList<string> ReadPlaces(Scope scope, string satkerCode, ImmutableArray<Output> outputs, int year) =>
        outputs.FirstOrDefault(o => o.Sources.Any(s => s.Counts == OutputCount.Region)) is { } places ? database.Read(c => TallyRows.ReadKeys(c, scope, satkerCode, places.Id, year)) : [];
}
