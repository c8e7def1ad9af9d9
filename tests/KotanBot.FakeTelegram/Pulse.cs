namespace KotanBot.Fakes;

/// <summary>Wakes everybody who waits for a change.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource _next = New();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Beat() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>Asks again after every change until it is so.</summary>
    /// <exception cref="TimeoutException">With what the waiting test wants to read.</exception>
    public async Task UntilAsync(Func<bool> isSo, TimeSpan timeout, Func<string> complaint)
    {
        using var patience = new CancellationTokenSource(timeout);
        for (; ; )
        {
            var next = Next;
            if (isSo())
                return;
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"not within {timeout.TotalSeconds:0.#} s. {complaint()}", late);
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
