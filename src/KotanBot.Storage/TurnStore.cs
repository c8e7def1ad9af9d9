using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>Loads conversations and commits turns: the inbound message, the new state, the answers and the outgoing messages together.</summary>
public sealed class TurnStore(Database database, KeyRing keys, AttachmentStore attachments)
{
    public LoadedConversation Load(ChannelAddress from) => throw new NotSupportedException($"{from}{database.GetHashCode()}{keys.GetHashCode()}{attachments.GetHashCode()}");

    /// <summary>Null for an unknown or erased conversation.</summary>
    public LoadedConversation? LoadById(string conversationId) => throw new NotSupportedException(conversationId);

    public Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancellationToken = default) => throw new NotSupportedException($"{commit}{cancellationToken.CanBeCanceled}");

    /// <summary>Every turn in order, for replay.</summary>
    public IReadOnlyList<StoredTurn> ReadTurns(string conversationId) => throw new NotSupportedException(conversationId);

    public IReadOnlyList<string> ListConversations() => throw new NotSupportedException();
}
