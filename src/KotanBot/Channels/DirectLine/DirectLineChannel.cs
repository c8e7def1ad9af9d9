using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Delivery in Direct Line is the message log itself: clients read it by watermark. Sending therefore only wakes the
/// streams that are open now and cannot fail. Replies wake them together with the message they answer (<see cref="ActivityIntake"/>).
/// </summary>
public sealed class DirectLineChannel(ConversationStreams streams) : IChannel
{
    public string Name => DirectLineIds.ChannelName;

    public bool ReadsFromLog => true;

    public bool AddressEnds => true;

    public Task<SendResult> SendAsync(StoredMessage message, CancellationToken cancellation)
    {
        if (message.Unprompted)
            streams.Publish(message.Address.Address, [message]);
        return Task.FromResult<SendResult>(new SendResult.Sent());
    }
}
