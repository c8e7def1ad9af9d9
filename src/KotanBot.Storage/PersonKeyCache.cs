using System.Diagnostics.CodeAnalysis;

namespace KotanBot.Storage;

/// <summary>
/// The most recently used keys. A forgotten person's key never enters again: a reader that unwrapped it just before the
/// erasure committed would otherwise bring it back.
/// </summary>
internal sealed class PersonKeyCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string PersonId, PersonKey Key)>> _byPerson = [];
    private readonly LinkedList<(string PersonId, PersonKey Key)> _newestFirst = [];
    private readonly HashSet<string> _forgotten = [];

    public bool TryGet(string personId, [NotNullWhen(true)] out PersonKey? key)
    {
        lock (_gate)
        {
            if (!_byPerson.TryGetValue(personId, out var node))
            {
                key = null;
                return false;
            }
            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            key = node.Value.Key;
            return true;
        }
    }

    public void Add(string personId, PersonKey key)
    {
        lock (_gate)
        {
            if (_forgotten.Contains(personId) || _byPerson.ContainsKey(personId))
                return;
            if (_byPerson.Count == capacity && _newestFirst.Last is { } oldest)
            {
                _newestFirst.RemoveLast();
                _byPerson.Remove(oldest.Value.PersonId);
            }
            _byPerson.Add(personId, _newestFirst.AddFirst((personId, key)));
        }
    }

    public void Forget(string personId)
    {
        lock (_gate)
        {
            _forgotten.Add(personId);
            if (_byPerson.Remove(personId, out var node))
                _newestFirst.Remove(node);
        }
    }
}
