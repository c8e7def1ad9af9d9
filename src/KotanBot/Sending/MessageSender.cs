using System.Collections.Immutable;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// The outbox: sends committed messages, in order within a conversation, side by side between conversations, and marks
/// what became of them. A message is marked only after the channel took it, so a crash repeats it rather than loses it.
/// </summary>
public sealed class MessageSender : IAsyncDisposable
{
    /// <summary>Above this many waiting messages new ones stay in the database until <see cref="SweepAsync"/> finds them.</summary>
    public const int MostWaiting = 10_000;

    private const int SweepRows = 500;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    private readonly MessageStore _messages;
    private readonly ImmutableDictionary<string, IChannel> _channels;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, Lane> _lanes = [];

    /// <summary>Conversations with unsent rows that are not in memory; their new messages must wait for a sweep, or they would overtake.</summary>
    private readonly HashSet<string> _behind = [];

    /// <summary>Conversations that were active while a sweep read: its rows for them may be out of date.</summary>
    private HashSet<string>? _touched;

    private int _waiting;
    private bool _stopped;

    public MessageSender(MessageStore messages, IEnumerable<IChannel> channels, TimeProvider time, ILogger<MessageSender> logger)
    {
        _messages = messages;
        _channels = channels.ToImmutableDictionary(c => c.Name);
        _time = time;
        _logger = logger;
    }

    /// <summary>Whether messages of this channel are stored as sent.</summary>
    public bool ReadsFromLog(string channel) => _channels.TryGetValue(channel, out var known) && known.ReadsFromLog;

    /// <summary>Whether an erasure ends an address of this channel.</summary>
    public bool EndsAddresses(string channel) => _channels.TryGetValue(channel, out var known) && known.AddressEnds;

    /// <summary>Takes messages of one turn right after their commit. Returns at once.</summary>
    public void Offer(ImmutableArray<StoredMessage> messages)
    {
        lock (_lanes)
            foreach (var message in messages)
            {
                _touched?.Add(message.ConversationId);
                if (_stopped || _behind.Contains(message.ConversationId))
                    continue;
                if (_waiting < MostWaiting)
                    Enqueue(message);
                else
                    _behind.Add(message.ConversationId);
            }
    }

    /// <summary>Takes up what an earlier process, a full queue or a failed marking left unsent.</summary>
    public async Task SweepAsync()
    {
        lock (_lanes)
            _touched = [.. _lanes.Keys];
        try
        {
            foreach (var channel in _channels.Values.Where(c => !c.ReadsFromLog))
                await SweepChannelAsync(channel);
        }
        finally
        {
            lock (_lanes)
                _touched = null;
        }
    }

    /// <summary>Page after page, so that the backlog of conversations that are busy anyway hides nobody else's messages.</summary>
    private async Task SweepChannelAsync(IChannel channel)
    {
        MessagePlace? next = null;
        do
        {
            var page = _messages.ReadUnsentPage(SweepRows, channel.Name, next);
            foreach (var bad in page.Unreadable)
            {
                _logger.LogError("Message {Ordinal} of conversation {Conversation} cannot be read and is not sent", bad.Ordinal, bad.ConversationId);
                await _messages.MarkRejectedAsync(bad.ConversationId, bad.Ordinal, _time.GetUtcNow());
            }
            next = TakeUp(page);
        }
        while (next is not null);
    }

    /// <summary>Returns where to go on; the rest of a conversation that is busy anyway is passed over.</summary>
    private MessagePlace? TakeUp(UnsentPage page)
    {
        lock (_lanes)
        {
            foreach (var conversation in page.Messages.GroupBy(m => m.ConversationId).Where(g => !_stopped && _touched?.Contains(g.Key) == false))
            {
                // A page may end inside a conversation: what is said there now must wait for what the next page holds.
                if (conversation.Key == page.Next?.ConversationId)
                    _behind.Add(conversation.Key);
                else
                    _behind.Remove(conversation.Key);
                foreach (var message in conversation)
                    Enqueue(message);
            }
            if (_stopped || page.Next is not { } next)
                return null;
            if (_waiting < MostWaiting)
                return _touched?.Contains(next.ConversationId) == true ? next with { Ordinal = long.MaxValue } : next;
            // The memory is full, and it is not known whose rows come next.
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] lanes;
        lock (_lanes)
        {
            if (_stopped)
                return;
            _stopped = true;
            lanes = [.. _lanes.Values.Select(l => l.Done)];
        }
        var all = Task.WhenAll(lanes);
        await Task.WhenAny(all, Task.Delay(DrainTime));
        await _stopping.CancelAsync();
        await all;
        _stopping.Dispose();
    }

    private void Enqueue(StoredMessage message)
    {
        if (!_channels.ContainsKey(message.Address.Channel))
            return;
        if (!_lanes.TryGetValue(message.ConversationId, out var lane))
        {
            _lanes[message.ConversationId] = lane = new Lane();
            lane.Done = Task.Run(() => RunLaneAsync(message.ConversationId, lane));
        }
        lane.Waiting.Enqueue(message);
        _waiting++;
    }

    private async Task RunLaneAsync(string conversationId, Lane lane)
    {
        try
        {
            while (await SendBurstAsync(lane) is { Count: > 0 } sent)
                await _messages.MarkSentAsync(conversationId, sent, _time.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            // Stopping: what was not marked is sent again at the next start.
        }
#pragma warning disable CA1031 // Nothing awaits a lane; whatever went wrong is logged and the next sweep tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _logger.LogError("Outbox of conversation {Conversation} stopped: {Failure}", conversationId, Failure.Describe(exception));
        }
        finally
        {
            Close(conversationId, lane);
        }
    }

    /// <summary>Sends until nothing waits; what needs the mark, or nothing when the lane is done.</summary>
    private async Task<List<SentMark>> SendBurstAsync(Lane lane)
    {
        var sent = new List<SentMark>();
        while (Next(lane) is { } message)
        {
            switch (await TrySendAsync(message, sent.Count > 0))
            {
                case null:
                    return sent;
                case SendResult.Unreachable:
                    // Giving up covers all that is pending up to here, so what did arrive must be marked before.
                    await _messages.MarkSentAsync(message.ConversationId, sent, _time.GetUtcNow());
                    sent.Clear();
                    await _messages.MarkUnreachableAsync(message.ConversationId, message.Ordinal, _time.GetUtcNow());
                    break;
                case SendResult.Rejected rejected:
                    _logger.LogWarning("{Channel} rejected message {Ordinal} of conversation {Conversation}: {Reason}", message.Address.Channel, message.Ordinal, message.ConversationId, rejected.Reason);
                    await _messages.MarkRejectedAsync(message.ConversationId, message.Ordinal, _time.GetUtcNow());
                    break;
                case SendResult.Sent taken when !ReadsFromLog(message.Address.Channel):
                    sent.Add(new SentMark(message.Ordinal, taken.Ref));
                    break;
            }
        }
        return sent;
    }

    /// <summary>Null when the sender stops and something sent before still needs its mark.</summary>
    private async Task<SendResult?> TrySendAsync(StoredMessage message, bool marksFirst)
    {
        try
        {
            return await SendPatientlyAsync(message);
        }
        catch (OperationCanceledException) when (marksFirst)
        {
            return null;
        }
    }

    private async Task<SendResult> SendPatientlyAsync(StoredMessage message)
    {
        var channel = _channels[message.Address.Channel];
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan pause;
            try
            {
                var result = await channel.SendAsync(message, _stopping.Token);
                if (result is not SendResult.RetryAfter retry)
                    return result;
                pause = retry.Delay;
            }
#pragma warning disable CA1031 // A channel that throws is a channel that could not be reached; the message must not be lost.
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                _logger.LogWarning("{Channel} failed on message {Ordinal} of conversation {Conversation}: {Failure}", channel.Name, message.Ordinal, message.ConversationId, Failure.Describe(exception));
                pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempt, 10)));
            }
            await Task.Delay(pause < LongestPause ? pause : LongestPause, _time, _stopping.Token);
        }
    }

    private StoredMessage? Next(Lane lane)
    {
        lock (_lanes)
        {
            if (!lane.Waiting.TryDequeue(out var message))
                return null;
            _waiting--;
            return message;
        }
    }

    /// <summary>A message may have come between the last look and here; then the lane goes on.</summary>
    private void Close(string conversationId, Lane lane)
    {
        lock (_lanes)
        {
            if (lane.Waiting.Count > 0 && !_stopped)
            {
                lane.Done = Task.Run(() => RunLaneAsync(conversationId, lane));
                return;
            }
            _waiting -= lane.Waiting.Count;
            _lanes.Remove(conversationId);
        }
    }

    private sealed class Lane
    {
        public Queue<StoredMessage> Waiting { get; } = new();

        public Task Done { get; set; } = Task.CompletedTask;
    }
}
