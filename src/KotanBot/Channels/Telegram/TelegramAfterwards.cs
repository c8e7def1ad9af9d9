namespace KotanBot.Channels.Telegram;

/// <summary>
/// Small things that are done beside the turns, so that no update waits for them. They are worth one try: what fails is
/// logged, what is too much is dropped, and a stop gives them a moment. What waits for its turn (edits, while Telegram asks to wait) and
/// what goes at once (the answer to a press, "typing") are counted apart, so that no pile of the former makes a button spin.
/// </summary>
public sealed class TelegramAfterwards(ILogger<TelegramAfterwards> logger) : IAsyncDisposable
{
    private const int MostAtOnce = 2_000;

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _running = [];
    private readonly HashSet<Task> _quick = [];
    private bool _stopped;

    /// <summary>May wait for its turn.</summary>
    public void Do(Func<CancellationToken, Task> work) => Start(work, _running);

    /// <summary>Waits for nobody.</summary>
    public void DoAtOnce(Func<CancellationToken, Task> work) => Start(work, _quick);

    public async ValueTask DisposeAsync()
    {
        Task all;
        lock (_running)
        {
            if (_stopped)
                return;
            _stopped = true;
            all = Task.WhenAll(_running.Concat(_quick));
        }
        await Task.WhenAny(all, Task.Delay(DrainTime));
        await _stopping.CancelAsync();
        await all;
        _stopping.Dispose();
    }

    private void Start(Func<CancellationToken, Task> work, HashSet<Task> kind)
    {
        lock (_running)
        {
            if (_stopped || kind.Count >= MostAtOnce)
                return;
            // The lock is held until the task is known, so it cannot be removed before.
            Task? task = null;
            task = Task.Run(async () =>
            {
                await TryAsync(work);
                lock (_running)
                    kind.Remove(task!);
            });
            kind.Add(task);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped before its turn came.
        }
#pragma warning disable CA1031 // Nobody awaits it, and nothing depends on it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogWarning("A small thing after a turn failed: {Failure}", Failure.Describe(exception));
        }
    }
}
