using KotanBot.Storage;

namespace KotanBot.Tests.Host;

/// <summary>A channel that is a list; what it answers is decided by the test, message by message.</summary>
public sealed class ListChannel(Func<StoredMessage, int, SendResult>? decide = null) : IChannel
{
    private readonly List<string> _sent = [];
    private readonly List<(int Count, TaskCompletionSource Done)> _waits = [];
    private int _calls;

    public string Name => "list";

    public IReadOnlyList<string> Sent
    {
        get
        {
            lock (_sent)
                return [.. _sent];
        }
    }

    public int Calls
    {
        get
        {
            lock (_sent)
                return _calls;
        }
    }

    public Task<SendResult> SendAsync(StoredMessage message, CancellationToken cancellation)
    {
        lock (_sent)
        {
            var result = decide?.Invoke(message, _calls++) ?? new SendResult.Sent();
            if (result is SendResult.Sent)
                _sent.Add(message.Prompt!.Text);
            foreach (var wait in _waits.Where(w => _sent.Count >= w.Count))
                wait.Done.TrySetResult();
            return Task.FromResult(result);
        }
    }

    /// <summary>Completes when it was asked to send so many times.</summary>
    public async Task WaitForCallsAsync(int count)
    {
        while (true)
        {
            lock (_sent)
                if (_calls >= count)
                    return;
            await Task.Yield();
        }
    }

    /// <summary>Completes when so many were sent.</summary>
    public Task WaitAsync(int count)
    {
        lock (_sent)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_sent.Count >= count)
                done.SetResult();
            _waits.Add((count, done));
            return done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
