using KotanBot.Storage;

namespace KotanBot;

/// <summary>Empties what the bot said in talks of which nothing is kept, when their time has come.</summary>
public sealed class UnkeptJob(MessageStore messages, TimeProvider time, ILogger<UnkeptJob> logger) : RepeatingJob(Period, time, logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    protected override Task RunAsync(CancellationToken cancellation) => messages.ForgetUnkeptAsync(Time.GetUtcNow());
}
