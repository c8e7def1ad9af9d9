using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;

namespace KotanBot.Storage;

/// <summary>The weekly reminder of volunteers who sent nothing. Its rows name the week, so that neither a restart nor a clock that jumps repeats it.</summary>
public sealed class ReminderStore(Database database, KeyRing keys)
{
    /// <summary>Reminds in the zones where it is that weekday at that hour or later in the week. How many get one; they are told when it is due.</summary>
    public async Task<int> RemindAsync(DayOfWeek weekday, int hour, DateTimeOffset now)
    {
        var reminded = 0;
        foreach (var zone in SatkerWords.Offsets)
        {
            var local = now.ToOffset(TimeSpan.FromMinutes(zone));
            var week = ReportWeek.Of(now, zone);
            var from = week.Monday.AddDays(((int)weekday + 6) % 7).ToDateTime(new TimeOnly(hour, 0));
            var due = QuietHours.NextLoud(now, zone);
            if (local.DateTime < from || due >= week.After.BeginsAt(zone))
                continue;
            var round = ReminderRound.Weekly(zone, now, due);
            // Reading first keeps the writer free of rounds that find nobody.
            if (database.Read(c => ReminderRows.Count(c, round)) > 0)
                reminded += await database.WriteAsync((c, t) => ReminderRows.Tell(c, t, round, keys));
        }

        return reminded;
    }
}
