using KotanBot.Storage;

namespace KotanBot;

/// <summary>Lets go, once an hour, of what is kept for a time only.</summary>
public sealed class RetentionJob(FailedUpdateStore failed, MessageStore messages, NoticeStore notices, TimeProvider time, ILogger<RetentionJob> logger) : RepeatingJob(Period, time, logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        await failed.PurgeAsync(Time.GetUtcNow());
        await notices.PurgeAsync(Time.GetUtcNow());
        await messages.ForgetKeysAsync(Time.GetUtcNow());
    }
}
