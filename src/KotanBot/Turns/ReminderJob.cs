using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Reminds volunteers who sent nothing this week, once a week, when <see cref="ReminderSettings"/> say. After an outage it goes out later in the same week,
/// or not at all.
/// </summary>
public sealed class ReminderJob(ReminderStore reminders, ReminderSettings settings, TimeProvider time, ILogger<ReminderJob> logger) : RepeatingJob(Period, time, logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    /// <summary>One round; notices are made here and told by <see cref="NoticeJob"/>.</summary>
    public Task RunOnceAsync(CancellationToken cancellation) => TryOnceAsync(cancellation);

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        if (!settings.IsOff && await reminders.RemindAsync(settings.Weekday, settings.Hour, Time.GetUtcNow()) is > 0 and var reminded)
            Logger.LogInformation("{Count} people who sent nothing this week are reminded", reminded);
    }
}
