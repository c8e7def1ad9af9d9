using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>An entry of a register as an office sees it: the office that wrote it down, how it stands, and what of it was reported in the year.</summary>
/// <param name="Counts">What the last report counts, by group of the counted index; empty where there was none.</param>
public sealed record RegisterEntry(EntryLine Entry, string Satker, IReadOnlyList<int> Counts);

/// <summary>The registers of offices, read. Turns and decisions about reports write them (<see cref="TurnStore"/>, <see cref="OfficeStore"/>).</summary>
public sealed class RegisterStore(Database database)
{
    /// <summary>Entries of the scope, the worst first, then by name; with what was counted of each in the year, where something is counted.</summary>
    public IReadOnlyList<RegisterEntry> List(Scope scope, Register register, CountedIndex? counted, int year) => database.Read(connection =>
    {
        var rows = RegisterRows.ListWithOffices(connection, scope, register);
        var counts = new Dictionary<string, IReadOnlyList<int>>();
        if (counted is not null)
            foreach (var office in rows.Select(r => r.Satker).Distinct())
                foreach (var (entry, numbers) in new EntryInputRows(connection, null).ReadCounts(YearOf(connection, office, year), counted))
                    counts[entry] = numbers;
        return rows.Select(r => new RegisterEntry(r.Entry, r.Satker, counts.GetValueOrDefault(r.Entry.Id, []))).ToList();
    });

    private static IndexPlace YearOf(System.Data.Common.DbConnection connection, string satker, int year)
    {
        var offset = (int)(Rows.SatkerRows.Find(connection, satker)?.UtcOffsetMinutes ?? 420);
        var end = new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(offset));
        return new IndexPlace(satker, offset, ReportWeek.Of(end, offset), year, end);
    }
}
