using System.Collections.Concurrent;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Conversations that were erased while tokens for them may still be about. An erasure leaves no trace of the address in
/// the database, so it is noticed here, right after the turn that did it, and remembered as long as a token lives.
/// </summary>
public sealed class EndedConversations(MessageStore messages, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    public bool Contains(string conversationId) => _ended.ContainsKey(conversationId);

    /// <summary>To be called after a committed turn, when the conversation exists unless that turn erased it.</summary>
    public void Look(ChannelAddress address)
    {
        if (messages.Exists(address))
            return;
        var now = time.GetUtcNow();
        foreach (var (conversationId, at) in _ended)
            if (now - at > DirectLineTokens.ConversationLifetime)
                _ended.TryRemove(conversationId, out _);
        _ended[address.Address] = now;
    }
}
