using System.Collections.Concurrent;
using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Sends committed messages, in order within a conversation, side by side between conversations, and marks what became of them. A
/// message is marked only after the channel took it and before the next one of its conversation goes, so a crash loses none and
/// repeats at most one in each conversation.
/// </summary>
public sealed class MessageSender : IAsyncDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    private readonly MessageStore _messages;
    private readonly ImmutableDictionary<string, IChannel> _channels;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>
    /// What a channel did with a message while the store could not be told (a full disk): it is told when the message comes up
    /// again, and nothing goes twice for it. One in each conversation at most, for its lane ends there.
    /// </summary>
    private readonly ConcurrentDictionary<MessagePlace, SendResult> _unmarked = [];

    private readonly Outbox _outbox;
    private readonly OutboxReader _reader;
    private readonly PatientSending _sending;

    public MessageSender(MessageStore messages, IEnumerable<IChannel> channels, TimeProvider time, ILogger<MessageSender> logger)
    {
        _messages = messages;
        _channels = channels.ToImmutableDictionary(c => c.Name);
        _time = time;
        _logger = logger;
        _sending = new PatientSending(time, logger);
        _outbox = new Outbox(RunLaneAsync);
        _reader = new OutboxReader(_outbox, messages, [.. _channels.Values.Where(c => !c.ReadsFromLog).Select(c => c.Name)], time, logger);
    }

    /// <summary>Whether messages of this channel are stored as sent.</summary>
    public bool ReadsFromLog(string channel) => _channels.TryGetValue(channel, out var known) && known.ReadsFromLog;

    /// <summary>Whether an erasure ends an address of this channel.</summary>
    public bool EndsAddresses(string channel) => _channels.TryGetValue(channel, out var known) && known.AddressEnds;

    /// <summary>Takes messages of one turn right after their commit. Returns at once.</summary>
    public void Offer(ImmutableArray<StoredMessage> messages)
    {
        foreach (var message in messages)
            if (_channels.TryGetValue(message.Address.Channel, out var channel) && _outbox.Offer(message, !channel.ReadsFromLog))
                channel.Promote(message.Address);
        _reader.Nudge();
    }

    /// <summary>Takes up what an earlier process, a full memory or a failed marking left unsent.</summary>
    public Task SweepAsync() => _reader.SweepAsync();

    /// <summary>
    /// The channel tells that nobody is there: nothing that had waited for this address by then is tried any more. The caller has marked
    /// it. What is on its way at this moment may still be tried.
    /// </summary>
    public void Forget(ChannelAddress address, DateTimeOffset at) => _outbox.Forget(address, at);

    public async ValueTask DisposeAsync()
    {
        if (_outbox.Stop() is not { } lanes)
            return;
        await _reader.StopAsync();
        var all = Task.WhenAll(lanes);
        await Task.WhenAny(all, Task.Delay(DrainTime));
        await _stopping.CancelAsync();
        await all;
        _stopping.Dispose();
        _reader.Dispose();
    }

    private async Task RunLaneAsync(Lane lane)
    {
        try
        {
            while (_outbox.Next(lane) is { } message)
                await DeliverAsync(lane, message);
        }
        catch (OperationCanceledException)
        {
            // Stopping: what was not marked is sent again at the next start.
            _outbox.Break(lane);
        }
#pragma warning disable CA1031 // Nothing awaits a lane; whatever went wrong is logged and the next sweep tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _logger.LogError("Outbox of conversation {Conversation} stopped: {Failure}", lane.ConversationId, Failure.Describe(exception));
            _outbox.Break(lane);
        }
        _reader.Nudge();
    }

    private async Task DeliverAsync(Lane lane, StoredMessage message)
    {
        var channel = _channels[message.Address.Channel];
        var place = new MessagePlace(message.ConversationId, message.Ordinal);
        var result = _unmarked.GetValueOrDefault(place) ?? await _sending.SendAsync(channel, message, _stopping.Token);
        if (channel.ReadsFromLog)
            return;
        _unmarked[place] = result;
        await MarkAsync(lane, message, result);
        _unmarked.TryRemove(place, out _);
    }

    private async Task MarkAsync(Lane lane, StoredMessage message, SendResult result)
    {
        var now = _time.GetUtcNow();
        switch (result)
        {
            case SendResult.Sent sent:
                await _messages.MarkSentAsync(message.ConversationId, [new SentMark(message.Ordinal, sent.Ref)], now);
                break;
            case SendResult.Unreachable:
                // Each of those behind it would only be refused in the same way.
                await _messages.MarkUnreachableAsync(message.ConversationId, Math.Max(message.Ordinal, _outbox.Forget(lane) ?? 0), now);
                break;
            case SendResult.Rejected rejected:
                _logger.LogWarning("{Channel} rejected message {Ordinal} of conversation {Conversation}: {Reason}", message.Address.Channel, message.Ordinal, message.ConversationId, rejected.Reason);
                await _messages.MarkRejectedAsync(message.ConversationId, message.Ordinal, now);
                break;
        }
    }
}
