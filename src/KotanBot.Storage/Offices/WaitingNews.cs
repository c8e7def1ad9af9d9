using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>
/// Word to those who review for an office that reports wait: the first report that an office ever had at once, every other in the
/// next morning, one message a day however many offices somebody serves. How many wait is counted when it is told. Whoever sent it needs no word of it.
/// </summary>
internal sealed class WaitingNews(DbConnection connection, DbTransaction? transaction, KeyRing keys)
{
    /// <summary>When an office's day begins, local time.</summary>
    private const int Morning = 8;

    private static readonly TimeSpan KeepsFor = TimeSpan.FromDays(1);

    public void Tell(string office, string reportId, string? reporter, DateTimeOffset now)
    {
        var first = connection.QuerySingle<long>(OthersSql, new { office, reportId }, transaction) == 0;
        foreach (var reader in Readers(office).Where(r => r != reporter))
        {
            var offset = PersonRows.OffsetOf(connection, transaction, reader);
            var time = first ? NoticeTime.Soon(now, offset, KeepsFor) with { Once = $"first-report|{office}" } : NextMorning(now, offset);
            if (NoticeRows.IsWaiting(connection, transaction, reader, time.Once!))
                continue;
            var content = NoticeRows.KeepPlain(connection, transaction, new Notice.ReportsWait(first), keys);
            if (!NoticeRows.Insert(connection, transaction, reader, content, time))
                NoticeRows.Discard(connection, transaction, content);
        }
    }

    private static NoticeTime NextMorning(DateTimeOffset now, int offsetMinutes)
    {
        var local = now.ToOffset(TimeSpan.FromMinutes(offsetMinutes));
        var today = new DateTimeOffset(local.Date, local.Offset).AddHours(Morning);
        var due = local < today ? today : today.AddDays(1);
        return new NoticeTime(Instant.ToColumn(due), Instant.ToColumn(due + KeepsFor), $"reports-wait|{due:yyyy-MM-dd}");
    }

    /// <summary>The office's officers, and the admins that serve it.</summary>
    private IEnumerable<string> Readers(string office) =>
        connection.Query<string>("select id from person where satker_code = @office and role = @officer order by id", new { office, officer = Access.Officer }, transaction)
            .Concat(ServingAdmins.Find(connection, office, transaction)?.PersonIds ?? []);

    private const string OthersSql = "select count(*) from (select 1 from submission where satker_code = @office and review is not null and id <> @reportId limit 1) other";
}
