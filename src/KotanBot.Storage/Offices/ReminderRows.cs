using System.Data.Common;
using System.Globalization;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>One round of reminders of a week: whom it is for, and by which name nobody gets it twice.</summary>
/// <param name="Satker">One office alone; null for all of a zone.</param>
/// <param name="UtcOffsetMinutes">The zone of the offices, or that of who reminds.</param>
/// <param name="Once">The name of this reminder.</param>
/// <param name="Other">The other kind of reminder: whoever got that today gets none.</param>
internal sealed record ReminderRound(string? Satker, ReportWeek Week, int UtcOffsetMinutes, string Once, string Other, long TodayAt, long DueAt)
{
    /// <summary>By the program itself: once a week.</summary>
    public static ReminderRound Weekly(int utcOffsetMinutes, DateTimeOffset now, DateTimeOffset dueAt)
    {
        var week = ReportWeek.Of(now, utcOffsetMinutes);
        return new ReminderRound(null, week, utcOffsetMinutes, Weekly(week), Daily(now, utcOffsetMinutes), Today(now, utcOffsetMinutes), Instant.ToColumn(dueAt));
    }

    /// <summary>By somebody of the office: once a day.</summary>
    public static ReminderRound ByHand(string satker, ReportWeek week, DateTimeOffset now, int utcOffsetMinutes, DateTimeOffset dueAt) =>
        new(satker, week, utcOffsetMinutes, Daily(now, utcOffsetMinutes), Weekly(week), Today(now, utcOffsetMinutes), Instant.ToColumn(dueAt));

    private static string Weekly(ReportWeek week) => $"silent|{week.Name}";

    private static string Daily(DateTimeOffset now, int utcOffsetMinutes) =>
        $"remind|{now.ToOffset(TimeSpan.FromMinutes(utcOffsetMinutes)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static long Today(DateTimeOffset now, int utcOffsetMinutes)
    {
        var local = now.ToOffset(TimeSpan.FromMinutes(utcOffsetMinutes));
        return Instant.ToColumn(new DateTimeOffset(local.Date, local.Offset));
    }
}

/// <summary>Reminders to volunteers who sent nothing: not to those who want silence, cannot be reached or got one today. It ends with the week.</summary>
internal static class ReminderRows
{
    public static int Count(DbConnection connection, ReminderRound round) => (int)connection.ExecuteScalar<long>(CountSql, Parameters(round, null));

    private const string People = """
         from person p join satker k on k.code = p.satker_code
        where (@satker is null or p.satker_code = @satker) and (@satker is not null or k.utc_offset_minutes = @offset) and
        """ + " " + OverdueRows.Volunteers + " and " + OverdueRows.SilentNow + """
         and p.silent_since is null
            and exists (select 1 from conversation c where c.person_id = p.id and c.unreachable_at is null)
            and not exists (select 1 from notice n where n.person_id = p.id and (n.once = @once or (n.once = @other and n.due_at >= @todayAt)))
        """;

    private const string CountSql = "select count(*)" + People;

    /// <summary>How many get one.</summary>
    public static int Tell(DbConnection connection, DbTransaction? transaction, ReminderRound round, KeyRing keys)
    {
        var content = NoticeRows.KeepPlain(connection, transaction, new Notice.Reminder(round.Week.Monday), keys);
        return connection.Execute(TellSql, Parameters(round, content), transaction);
    }

    private const string TellSql = """
        insert into notice (id, person_id, content_id, once, due_at, expires_at)
        select @content || '-' || p.id, p.id, @content, @once, @dueAt, @weekEnd - k.utc_offset_minutes * 60000
        """ + People + " on conflict do nothing";

    private static object Parameters(ReminderRound round, string? content) => new
    {
        satker = round.Satker,
        offset = (long)round.UtcOffsetMinutes,
        week = OverdueRows.AsUtc(round.Week.Monday),
        weekEnd = OverdueRows.AsUtc(round.Week.After.Monday),
        once = round.Once,
        other = round.Other,
        todayAt = round.TodayAt,
        dueAt = round.DueAt,
        content,
    };
}
