using System.Diagnostics.CodeAnalysis;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>
/// Conversations as this process committed them last, so that a talk in full flow is not read, opened and parsed anew for
/// every line. It need not be right, only usually so: a commit checks the turn that it was decided from, and a conflict drops the entry.
/// </summary>
/// <remarks>Two generations of a fixed size: the older one goes when the younger is full.</remarks>
internal sealed class CommittedConversations(int capacity)
{
    private readonly Lock _gate = new();
    private Dictionary<ChannelAddress, LoadedConversation> _young = [];
    private Dictionary<ChannelAddress, LoadedConversation> _old = [];
    private readonly Dictionary<string, long> _dropped = [];
    private long _drops;
    private long _forgotten;

    public bool TryGet(ChannelAddress address, [NotNullWhen(true)] out LoadedConversation? conversation)
    {
        lock (_gate)
            return _young.TryGetValue(address, out conversation) || _old.TryGetValue(address, out conversation);
    }

    /// <summary>How often something about a person changed outside their own turns.</summary>
    public long Drops
    {
        get
        {
            lock (_gate)
                return _drops;
        }
    }

    /// <summary>A turn that began before something about its person changed leaves facts that are read anew.</summary>
    /// <param name="seen">The <see cref="Drops"/> from before its facts were read.</param>
    public void Put(LoadedConversation conversation, long seen)
    {
        lock (_gate)
        {
            if (seen < _forgotten || _dropped.TryGetValue(conversation.PersonId, out var dropped) && dropped > seen)
                conversation = conversation with { KnownFacts = null };
            conversation = conversation with { Seen = _drops };
            if (_young.Count >= capacity / 2 && !_young.ContainsKey(conversation.Address))
                (_old, _young) = (_young, []);
            _young[conversation.Address] = conversation;
        }
    }

    /// <summary>Something about this person changed outside their own turns.</summary>
    public void DropPerson(string personId)
    {
        lock (_gate)
        {
            if (_dropped.Count >= capacity)
            {
                _dropped.Clear();
                _forgotten = _drops;
            }

            _dropped[personId] = ++_drops;
            foreach (var generation in new[] { _young, _old })
                foreach (var address in generation.Where(c => c.Value.PersonId == personId).Select(c => c.Key).ToList())
                    generation.Remove(address);
        }
    }

    public void Drop(ChannelAddress address)
    {
        lock (_gate)
        {
            _young.Remove(address);
            _old.Remove(address);
        }
    }
}
