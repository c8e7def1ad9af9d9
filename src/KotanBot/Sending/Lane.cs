using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>What waits for one conversation, in order. One task at a time sends from it; <see cref="Outbox"/> guards it.</summary>
internal sealed class Lane(string conversationId, ChannelAddress address)
{
    public string ConversationId => conversationId;

    public ChannelAddress Address => address;

    public Queue<StoredMessage> Waiting { get; } = new();

    /// <summary>On its way; it is counted until it is marked.</summary>
    public StoredMessage? Current { get; set; }

    /// <summary>How many of those that wait are replies to somebody.</summary>
    public int Live { get; set; }

    public Task Done { get; set; } = Task.CompletedTask;
}
