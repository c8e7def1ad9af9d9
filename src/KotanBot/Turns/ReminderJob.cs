using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Reminds volunteers who sent nothing this week, once a week: on Friday morning, when a report of the week can be written and there is still
/// time for it, by the clock of their office. After an outage it goes out later in the same week, or not at all.
/// </summary>
public sealed class ReminderJob(ReminderStore reminders, TimeProvider time, ILogger<ReminderJob> logger) : RepeatingJob(Period, time, logger)
{
    public const DayOfWeek Weekday = DayOfWeek.Friday;

    public const int Hour = 9;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    /// <summary>One round; notices are made here and told by <see cref="NoticeJob"/>.</summary>
    public Task RunOnceAsync(CancellationToken cancellation) => TryOnceAsync(cancellation);

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        if (await reminders.RemindAsync(Weekday, Hour, Time.GetUtcNow()) is > 0 and var reminded)
            Logger.LogInformation("{Count} people who sent nothing this week are reminded", reminded);
    }
}
