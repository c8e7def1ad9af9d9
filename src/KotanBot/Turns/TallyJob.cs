using KotanBot.Storage;

namespace KotanBot;

/// <summary>Keeps the tallies of reports fresh. Nobody waits for it: what it has not tallied yet is counted when it is asked for.</summary>
public sealed class TallyJob(TallyStore tallies, DialogShelf dialogs, TimeProvider time, ILogger<TallyJob> logger) : RepeatingJob(Period, time, logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override Task RunAsync(CancellationToken cancellation) => tallies.RefreshAsync(dialogs.Current.Outputs, cancellation);
}
