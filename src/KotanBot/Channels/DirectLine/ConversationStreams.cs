using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Who listens to which conversation right now, in memory only. It hands on committed messages as they come; it does not
/// promise all of them nor their order: a listener fills gaps from the message log, by ordinal.
/// </summary>
public sealed class ConversationStreams
{
    private const int MostWaiting = 64;

    private readonly ConcurrentDictionary<string, ImmutableArray<Subscription>> _listeners = new(StringComparer.Ordinal);

    public int Count => _listeners.Sum(entry => entry.Value.Length);

    public Subscription Subscribe(string address)
    {
        var subscription = new Subscription(this, address);
        _listeners.AddOrUpdate(address, _ => [subscription], (_, present) => present.Add(subscription));
        return subscription;
    }

    public void Publish(StoredMessage message)
    {
        if (!_listeners.TryGetValue(message.Address.Address, out var present))
            return;
        foreach (var subscription in present)
            subscription.Offer(message);
    }

    private void Remove(Subscription subscription)
    {
        while (_listeners.TryGetValue(subscription.Address, out var present))
        {
            var left = present.Remove(subscription);
            var done = left.IsEmpty
                ? _listeners.TryRemove(new KeyValuePair<string, ImmutableArray<Subscription>>(subscription.Address, present))
                : _listeners.TryUpdate(subscription.Address, left, present);
            if (done)
                return;
        }
    }

    /// <summary>One listener. When it is too slow the oldest messages are dropped, and it reads them from the log instead.</summary>
    public sealed class Subscription : IDisposable
    {
        private readonly ConversationStreams _owner;

        private readonly Channel<StoredMessage> _waiting = Channel.CreateBounded<StoredMessage>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        internal Subscription(ConversationStreams owner, string address)
        {
            _owner = owner;
            Address = address;
        }

        public string Address { get; }

        /// <summary>Waits for at least one message, then takes all that are there.</summary>
        public async Task<ImmutableArray<StoredMessage>> NextAsync(CancellationToken cancellation)
        {
            await _waiting.Reader.WaitToReadAsync(cancellation);
            var taken = ImmutableArray.CreateBuilder<StoredMessage>();
            while (_waiting.Reader.TryRead(out var message))
                taken.Add(message);
            return taken.ToImmutable();
        }

        public void Dispose() => _owner.Remove(this);

        internal void Offer(StoredMessage message) => _waiting.Writer.TryWrite(message);
    }
}
