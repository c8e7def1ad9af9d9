using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Delivery in Direct Line is the message log itself: clients read it by watermark. Sending therefore only wakes the
/// streams that are open now and cannot fail; a message sent twice is dropped by its ordinal.
/// </summary>
public sealed class DirectLineChannel(ConversationStreams streams) : IChannel
{
    public string Name => DirectLineIds.ChannelName;

    public bool ReadsFromLog => true;

    public bool AddressEnds => true;

    public Task<SendResult> SendAsync(StoredMessage message, CancellationToken cancellation)
    {
        streams.Publish(message);
        return Task.FromResult<SendResult>(new SendResult.Sent());
    }
}
