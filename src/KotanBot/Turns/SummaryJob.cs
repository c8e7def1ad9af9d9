using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Makes the weekly summary of every office, once its Monday morning has come. Each is a transaction of its own: whatever ends the round, the next one goes on with
/// those that are missing, and an office that fails does not keep the others waiting.
/// </summary>
public sealed class SummaryJob(SummaryStore summaries, ServedDefinitions definitions, SummarySettings settings, IndexRound indices, TimeProvider time, ILogger<SummaryJob> logger) : RepeatingJob(Period, time, logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>One round; notices are made here and told by <see cref="NoticeJob"/>.</summary>
    public Task RunOnceAsync(CancellationToken cancellation) => TryOnceAsync(cancellation);

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var (plan, now, made) = (PlanOf(), Time.GetUtcNow(), 0);
        // The weeks of an office build on each other, so a week that fails holds back those after it.
        var due = summaries.ReadDue(plan, now);
        if (due.Count > 0)
            await RefreshIndicesAsync(now, cancellation);
        foreach (var office in due.GroupBy(d => d.Satker.Code))
            made += await MakeAsync([.. office], plan, now, cancellation);
        if (made > 0)
            Logger.LogInformation("{Count} weekly summaries are made", made);
    }

    private SummaryPlan PlanOf()
    {
        var current = definitions.Current;
        return new SummaryPlan(settings.Hour, current.Week, current.Outputs) { Changes = [.. current.Changes.Select(c => (c, current.Find(c.Dialog)!))] };
    }

    /// <summary>Summaries tell of indices, so these are made first where the night's round did not; a summary without them is better than none.</summary>
    private async Task RefreshIndicesAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await indices.RunAsync(hour: 0, now, cancellation);
        }
#pragma warning disable CA1031 // Whatever is wrong with indices, people get their summaries.
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageUnavailableException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            Logger.LogError("Summaries are made without new index readings: {Failure}", Failure.Describe(exception));
        }
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
