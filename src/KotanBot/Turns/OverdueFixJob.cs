using KotanBot.Storage;

namespace KotanBot;

/// <summary>Brings reports that were sent back to their reporters, and of which nothing was heard for a week, back to their offices.</summary>
public sealed class OverdueFixJob(OverdueFixStore fixes, TimeProvider time, ILogger<OverdueFixJob> logger) : RepeatingJob(Period, time, logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        if (await fixes.ReturnAsync(Time.GetUtcNow()) is > 0 and var returned)
            Logger.LogInformation("{Count} reports that were sent back a week ago wait for their offices again", returned);
    }
}
