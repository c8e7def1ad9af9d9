using System.Data.Common;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>Keeps a summary together with the word of it to the admins who serve its office, so that neither is there without the other.</summary>
internal sealed class SummaryWriter(DbConnection connection, DbTransaction? transaction, KeyRing keys)
{
    /// <summary>Word of offices below waits until those of the round are made, because one message tells of them all.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(10);

    /// <summary>False when the week had one already; nothing happens then.</summary>
    public bool Save(WeekSummary summary, bool tell, DateTimeOffset now)
    {
        if (!SummaryRows.Insert(connection, transaction, summary, tell, Instant.ToColumn(now)))
            return false;
        if (!tell || ServingAdmins.Find(connection, summary.Satker.Code, transaction) is not { } serving)
            return true;
        foreach (var reader in serving.PersonIds)
        {
            var offset = PersonRows.OffsetOf(connection, transaction, reader);
            if (serving.SatkerCode == summary.Satker.Code)
                Tell(reader, new Notice.WeeklySummary(summary.Satker.Code, summary.Monday), TimeOf(summary, now, offset) with { Once = $"summary|{summary.Week.Name}|{summary.Satker.Code}" });
            else
                TellBelow(reader, summary, TimeOf(summary, now + Gathering, offset));
        }

        return true;
    }

    /// <summary>One message a week for all offices below; another one only for what comes after it was told.</summary>
    private void TellBelow(string reader, WeekSummary summary, NoticeTime time)
    {
        var once = $"summaries-below|{summary.Week.Name}";
        if (!NoticeRows.IsWaiting(connection, transaction, reader, once) && !Tell(reader, new Notice.SummariesBelow(summary.Monday, null), time with { Once = once }))
            Tell(reader, new Notice.SummariesBelow(summary.Monday, summary.Satker.Code), time with { Once = $"{once}|{summary.Satker.Code}" });
    }

    private bool Tell(string reader, Notice notice, NoticeTime time)
    {
        var content = NoticeRows.KeepPlain(connection, transaction, notice, keys);
        var told = NoticeRows.Insert(connection, transaction, reader, content, time);
        if (!told)
            NoticeRows.Discard(connection, transaction, content);
        return told;
    }

    /// <summary>Never at night, and only until the next summary comes.</summary>
    private static NoticeTime TimeOf(WeekSummary summary, DateTimeOffset now, int utcOffsetMinutes) => new(
        Instant.ToColumn(QuietHours.NextLoud(now, utcOffsetMinutes)), Instant.ToColumn(summary.Week.After.After.BeginsAt(utcOffsetMinutes)));
}
