using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>
/// Reports that were sent back and of which nothing was heard: after a week they wait for their office again, so that none lies
/// where nobody looks. The reporter may still correct them.
/// </summary>
public sealed class OverdueFixStore(Database database, KeyRing keys)
{
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>How many came back.</summary>
    public async Task<int> ReturnAsync(DateTimeOffset now)
    {
        var before = Instant.ToColumn(now - Patience);
        // Reading first keeps the writer free of rounds that find nothing.
        if (database.Read(c => List(c, null, before)).Count == 0)
            return 0;
        return await database.WriteAsync((connection, transaction) =>
        {
            var lapsed = List(connection, transaction, before);
            foreach (var id in lapsed)
                new BackInQueue(connection, transaction, keys).Put(ReviewRows.Find(connection, transaction, id)!, ReviewTrigger.Lapse, null, now);
            return lapsed.Count;
        });
    }

    private static List<string> List(DbConnection connection, DbTransaction? transaction, long before) => connection.Query<string>(ListSql, new { before }, transaction).AsList();

    private const string ListSql = """
        select id from submission where review = 'needs-fix' and fix_asked_at is not null and fix_asked_at < @before order by fix_asked_at, id
        """;
}
