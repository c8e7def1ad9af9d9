using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// Reports that were sent back and of which nothing was heard: after a week they wait for their office again, so that none lies
/// where nobody looks. The reporter may still correct them.
/// </summary>
public sealed class OverdueFixStore(Database database, KeyRing keys)
{
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string? SatkerCode { get; init; }

        public string? PersonId { get; init; }
    }

    /// <summary>How many came back.</summary>
    public async Task<int> ReturnAsync(DateTimeOffset now)
    {
        var before = Instant.ToColumn(now - Patience);
        // Reading first keeps the writer free of rounds that find nothing.
        if (database.Read(c => List(c, null, before)).Count == 0)
            return 0;
        return await database.WriteAsync((connection, transaction) => List(connection, transaction, before).Count(row => Return(connection, transaction, row, now)));
    }

    private bool Return(DbConnection connection, DbTransaction? transaction, Row row, DateTimeOffset now)
    {
        var after = ReviewLifecycle.After(ReviewState.NeedsFix, ReviewTrigger.Lapse, underCentre: false);
        if (!ReviewRows.Move(connection, transaction, row.Id, ReviewState.NeedsFix, after))
            return false;
        FixRows.Settle(connection, transaction, row.Id);
        var line = new AuditLine(ReviewRows.DeedOf(ReviewTrigger.Lapse, own: false), row.SatkerCode, row.Id) { Before = ReviewRows.Name(ReviewState.NeedsFix), After = ReviewRows.Name(after) };
        AuditRows.Append(connection, transaction, line, Instant.ToColumn(now));
        if (row.SatkerCode is { } office)
            new WaitingNews(connection, transaction, keys).Tell(office, row.Id, row.PersonId, now);
        return true;
    }

    private static List<Row> List(DbConnection connection, DbTransaction? transaction, long before) => connection.Query<Row>(ListSql, new { before }, transaction).AsList();

    private const string ListSql = """
        select id as Id, satker_code as SatkerCode, person_id as PersonId from submission
        where review = 'needs-fix' and fix_asked_at is not null and fix_asked_at < @before order by fix_asked_at, id
        """;
}
