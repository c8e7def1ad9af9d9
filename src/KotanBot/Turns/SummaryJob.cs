using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Makes the weekly summary of every office, once its Monday morning has come. Each is a transaction of its own: whatever ends the round, the next one goes on with
/// those that are missing, and an office that fails does not keep the others waiting.
/// </summary>
public sealed class SummaryJob(SummaryStore summaries, DefinitionSet definitions, SummarySettings settings, TimeProvider time, ILogger<SummaryJob> logger) : RepeatingJob(Period, time, logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>One round; notices are made here and told by <see cref="NoticeJob"/>.</summary>
    public Task RunOnceAsync(CancellationToken cancellation) => TryOnceAsync(cancellation);

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var (plan, now, made) = (new SummaryPlan(settings.Hour, definitions.Week, definitions.Outputs), Time.GetUtcNow(), 0);
        // The weeks of an office build on each other, so a week that fails holds back those after it.
        foreach (var office in summaries.ReadDue(plan, now).GroupBy(d => d.Satker.Code))
            made += await MakeAsync([.. office], plan, now, cancellation);
        if (made > 0)
            Logger.LogInformation("{Count} weekly summaries are made", made);
    }

    private async Task<int> MakeAsync(IReadOnlyList<DueSummary> due, SummaryPlan plan, DateTimeOffset now, CancellationToken cancellation)
    {
        var made = 0;
        try
        {
            foreach (var summary in due)
            {
                cancellation.ThrowIfCancellationRequested();
                if (await summaries.MakeAsync(summary, plan, now))
                    made++;
            }
        }
#pragma warning disable CA1031 // One broken office must not keep the others from their summary.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            Logger.LogError("The summary of {Office} could not be made: {Failure}", due[0].Satker.Code, Failure.Describe(exception));
        }

        return made;
    }
}
