using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Host;

/// <summary>Holds back what nobody asked for until it is released, and takes everything else at once.</summary>
public sealed class BroadcastChannel : IChannel
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Func<bool> Met, TaskCompletionSource Done)> _waits = [];
    private readonly List<ChannelAddress> _held = [];
    private readonly List<(ChannelAddress To, string Text)> _sent = [];
    private readonly List<ChannelAddress> _promoted = [];

    public string Name => "list";

    public IReadOnlyList<ChannelAddress> Held => Read(_held);

    public IReadOnlyList<(ChannelAddress To, string Text)> Sent => Read(_sent);

    public IReadOnlyList<ChannelAddress> Promoted => Read(_promoted);

    public void Release() => _released.SetResult();

    public void Promote(ChannelAddress address) => Note(() => _promoted.Add(address));

    public async Task<SendResult> SendAsync(StoredMessage message, CancellationToken cancellation)
    {
        if (message.Unprompted)
        {
            Note(() => _held.Add(message.Address));
            await _released.Task.WaitAsync(cancellation);
        }
        Note(() => _sent.Add((message.Address, message.Prompt!.Text)));
        return new SendResult.Sent();
    }

    public Task WaitForHeldAsync(int count) => WaitAsync(() => _held.Count >= count);

    public Task WaitForSentAsync(int count) => WaitAsync(() => _sent.Count >= count);

    private Task WaitAsync(Func<bool> met)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Note(() => _waits.Add((met, done)));
        return done.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private void Note(Action action)
    {
        lock (_gate)
        {
            action();
            foreach (var wait in _waits.Where(w => w.Met()))
                wait.Done.TrySetResult();
        }
    }

    private IReadOnlyList<T> Read<T>(List<T> list)
    {
        lock (_gate)
            return [.. list];
    }
}
