using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Delivery in Direct Line is the message log itself: clients read it by watermark. Sending therefore only wakes the
/// streams that are open now and cannot fail. Replies wake them together with the message they answer (<see cref="ActivityIntake"/>).
/// </summary>
public sealed class DirectLineChannel(ConversationStreams streams, LastWords lastWords, TimeProvider time) : IChannel
{
    public string Name => DirectLineIds.ChannelName;

    public bool ReadsFromLog => true;

    public bool AddressEnds => true;

    public Task<SendResult> SendAsync(StoredMessage message, CancellationToken cancellation)
    {
        if (message.Unprompted)
            Publish(message);
        return Task.FromResult<SendResult>(new SendResult.Sent());
    }

    /// <summary>A last word that nobody here asked for ends the conversation: its person was erased in another one.</summary>
    private void Publish(StoredMessage message)
    {
        var end = message.LastWord ? new ConversationEnd(message.Address.Address, message.Ordinal + 1, time.GetUtcNow(), [message]) : null;
        if (end is not null)
            lastWords.Keep(end);
        streams.Publish(message.Address.Address, [message], end: end);
    }
}
