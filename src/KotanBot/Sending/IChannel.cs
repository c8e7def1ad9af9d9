using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>One way to reach people. Sending may be repeated after a crash, so a channel must bear a message twice.</summary>
public interface IChannel
{
    /// <summary>As in <see cref="Core.Conversations.ChannelAddress.Channel"/>.</summary>
    string Name { get; }

    /// <summary>
    /// The clients read the message log themselves. <see cref="SendAsync"/> then only tells open streams that something is
    /// there; its result is not stored and nothing is repeated.
    /// </summary>
    bool ReadsFromLog => false;

    /// <summary>Each conversation has an address of its own that nobody else ever gets, so it ends for good with an erasure.</summary>
    bool AddressEnds => false;

    /// <summary>Somebody waits for a reply there: what is on its way to this address goes before other bulk from now on.</summary>
    void Promote(ChannelAddress address)
    {
    }

    /// <summary>Called in order of ordinals within a conversation, and never twice at once for the same conversation.</summary>
    Task<SendResult> SendAsync(StoredMessage message, CancellationToken cancellation);
}
