namespace KotanBot.Channels.Telegram;

/// <summary>
/// Small things that are done beside the turns, so that no update waits for them. They are worth one try: what fails is
/// logged, what is too much is dropped, and a stop gives them a moment.
/// </summary>
public sealed class TelegramAfterwards(ILogger<TelegramAfterwards> logger) : IAsyncDisposable
{
    private const int MostAtOnce = 2_000;

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _running = [];
    private bool _stopped;

    public void Do(Func<CancellationToken, Task> work)
    {
        lock (_running)
        {
            if (_stopped || _running.Count >= MostAtOnce)
                return;
            // The lock is held until the task is known, so it cannot be removed before.
            Task? task = null;
            task = Task.Run(async () =>
            {
                await TryAsync(work);
                Remove(task!);
            });
            _running.Add(task);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task all;
        lock (_running)
        {
            if (_stopped)
                return;
            _stopped = true;
            all = Task.WhenAll(_running);
        }
        await Task.WhenAny(all, Task.Delay(DrainTime));
        await _stopping.CancelAsync();
        await all;
        _stopping.Dispose();
    }

    private void Remove(Task done)
    {
        lock (_running)
            _running.Remove(done);
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
