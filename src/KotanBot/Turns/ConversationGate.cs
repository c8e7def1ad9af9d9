using KotanBot.Core.Conversations;

namespace KotanBot;

/// <summary>
/// Lets one turn at a time into a conversation, in order of arrival, so that two quick messages never race for the same
/// state. An address costs memory only while somebody is inside or waits.
/// </summary>
public sealed class ConversationGate
{
    private readonly Dictionary<ChannelAddress, Entry> _entries = [];

    /// <summary>Addresses that somebody is inside of or waits for.</summary>
    public int Count
    {
        get
        {
            lock (_entries)
                return _entries.Count;
        }
    }

    public async Task<IDisposable> EnterAsync(ChannelAddress address, CancellationToken cancellation)
    {
        Entry? entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(address, out entry))
                _entries[address] = entry = new Entry();
            entry.Users++;
        }
        try
        {
            await entry.Turnstile.WaitAsync(cancellation);
        }
        catch
        {
            Leave(address, entry);
            throw;
        }
        return new Pass(this, address, entry);
    }

    private void Leave(ChannelAddress address, Entry entry)
    {
        lock (_entries)
        {
            entry.Users--;
            if (entry.Users > 0)
                return;
            _entries.Remove(address);
            entry.Turnstile.Dispose();
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turnstile { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Pass(ConversationGate gate, ChannelAddress address, Entry entry) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (_left)
                return;
            _left = true;
            entry.Turnstile.Release();
            gate.Leave(address, entry);
        }
    }
}
