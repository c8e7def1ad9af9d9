using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Conversations whose turn has begun and is not told yet. An erasure takes the log away a moment before its goodbye can be found, so whoever
/// finds the log gone waits here before believing it.
/// </summary>
public sealed class TurnsAtWork
{
    private readonly ConcurrentDictionary<string, ImmutableList<Work>> _turns = new(StringComparer.Ordinal);

    /// <summary>Dispose when everything about the turn is told.</summary>
    public IDisposable Begin(string address)
    {
        var work = new Work(this, address);
        _turns.AddOrUpdate(address, _ => [work], (_, others) => others.Add(work));
        return work;
    }

    /// <summary>Completes when the turns that are at work now are told; at once where there are none.</summary>
    public Task ToldAsync(string address) => _turns.TryGetValue(address, out var turns) ? Task.WhenAll(turns.Select(t => t.Told.Task)) : Task.CompletedTask;

    private sealed class Work(TurnsAtWork all, string address) : IDisposable
    {
        public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            while (all._turns.TryGetValue(address, out var turns))
            {
                var left = turns.Remove(this);
                if (left.IsEmpty ? all._turns.TryRemove(new KeyValuePair<string, ImmutableList<Work>>(address, turns)) : all._turns.TryUpdate(address, left, turns))
                    break;
            }

            Told.TrySetResult();
        }
    }
}
