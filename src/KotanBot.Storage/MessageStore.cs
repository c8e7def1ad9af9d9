using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>The conversations' message log: history for channels, outbox for the sender.</summary>
public sealed class MessageStore(Database database, KeyRing keys)
{
    /// <summary>Both directions, in order of ordinals, after <paramref name="ordinal"/>. Empty for an unknown address.</summary>
    public IReadOnlyList<StoredMessage> ReadAfter(ChannelAddress address, long ordinal, int limit) => throw new NotSupportedException($"{address}{ordinal}{limit}{database.GetHashCode()}{keys.GetHashCode()}");

    public bool Exists(ChannelAddress address) => throw new NotSupportedException($"{address}");

    /// <summary>Outgoing messages that no channel took yet, in order within each conversation.</summary>
    public IReadOnlyList<StoredMessage> ReadUnsent(int limit, string? channel = null) => throw new NotSupportedException($"{limit}{channel}");

    /// <summary>Marks what is still pending up to and with <paramref name="upToOrdinal"/>.</summary>
    public Task MarkSentAsync(string conversationId, long upToOrdinal, DateTimeOffset now) => throw new NotSupportedException($"{conversationId}{upToOrdinal}{now}");

    /// <summary>The person cannot be reached: gives up on all that is still pending up to and with <paramref name="upToOrdinal"/>.</summary>
    public Task MarkUnreachableAsync(string conversationId, long upToOrdinal, DateTimeOffset now) => throw new NotSupportedException($"{conversationId}{upToOrdinal}{now}");

    /// <summary>The channel refuses this one message for good.</summary>
    public Task MarkRejectedAsync(string conversationId, long ordinal, DateTimeOffset now) => throw new NotSupportedException($"{conversationId}{ordinal}{now}");
}
