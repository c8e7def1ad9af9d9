using System.Collections.Concurrent;
using System.Collections.Immutable;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Who listens to which conversation right now, in memory only. It hands on committed turns as they come; it does not
/// promise all of them nor their order: a listener fills gaps from the message log, by ordinal.
/// </summary>
public sealed class ConversationStreams
{
    private readonly ConcurrentDictionary<string, ImmutableArray<StreamSubscription>> _listeners = new(StringComparer.Ordinal);

    public int Count => _listeners.Sum(entry => entry.Value.Length);

    /// <summary>Of each kind in one conversation: several tabs and lines that are lost unnoticed, and no more.</summary>
    internal const int MostOfKind = 8;

    /// <summary>Null when so many listen already.</summary>
    internal StreamSubscription? TrySubscribe(string address, ListenerKind kind)
    {
        var subscription = new StreamSubscription(this, address, kind);
        while (true)
        {
            if (!_listeners.TryGetValue(address, out var present))
            {
                if (_listeners.TryAdd(address, [subscription]))
                    return subscription;
                continue;
            }

            if (present.Count(s => s.Kind == kind) >= MostOfKind)
                return null;
            if (_listeners.TryUpdate(address, present.Add(subscription), present))
                return subscription;
        }
    }

    /// <summary>A committed turn, told as one: its messages and the reply to whoever sent it, so that both can go in one frame.</summary>
    internal void Publish(string address, ImmutableArray<StoredMessage> messages, StreamSubscription? from = null, ActivityReply? reply = null, ConversationEnd? end = null)
    {
        foreach (var subscription in Listeners(address))
            subscription.Offer(messages, subscription == from ? reply : null, end);
    }

    internal void PublishTyping(string address)
    {
        foreach (var subscription in Listeners(address))
            subscription.OfferTyping();
    }

    internal void Remove(StreamSubscription subscription)
    {
        while (_listeners.TryGetValue(subscription.Address, out var present))
        {
            var left = present.Remove(subscription);
            var done = left.IsEmpty
                ? _listeners.TryRemove(new KeyValuePair<string, ImmutableArray<StreamSubscription>>(subscription.Address, present))
                : _listeners.TryUpdate(subscription.Address, left, present);
            if (done)
                return;
        }
    }

    private ImmutableArray<StreamSubscription> Listeners(string address) => _listeners.TryGetValue(address, out var present) ? present : [];
}
