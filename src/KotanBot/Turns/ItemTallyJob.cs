using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>Keeps the figures of items fresh, for the pages that tell which are not understood.</summary>
public sealed class ItemTallyJob(ItemTallyStore tallies, DialogShelf dialogs, TimeProvider time, ILogger<ItemTallyJob> logger) : RepeatingJob(Period, time, logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    public Task RunOnceAsync(CancellationToken cancellation) => TryOnceAsync(cancellation);

    protected override Task RunAsync(CancellationToken cancellation) =>
        tallies.RefreshAsync([.. dialogs.Current.Dialogs.Where(d => d.Steps.Any(s => s is QuestionnaireStep)).Select(d => d.Id)], Time.GetUtcNow(), cancellation);
}
