using System.Collections.Immutable;
using System.Net.WebSockets;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>How somebody listens to a conversation.</summary>
internal enum ListenerKind
{
    Stream,
    Poll,
}

/// <summary>
/// One listener: an open stream or a held poll. Nothing in it grows without bound. When it is too slow, the oldest messages are
/// dropped and it reads them from the log instead; replies are bounded by waiting for <see cref="RoomAsync"/> before the next answer.
/// </summary>
internal sealed class StreamSubscription(ConversationStreams owner, string address, ListenerKind kind) : IDisposable
{
    private const int MostMessages = 64;

    private const int MostReplies = 16;

    private readonly Lock _gate = new();
    private ImmutableArray<StoredMessage> _messages = [];
    private ImmutableArray<ActivityReply> _replies = [];
    private ImmutableArray<string> _own = [];
    private bool _typing;
    private ConversationEnd? _end;
    private WebSocketCloseStatus? _close;
    private TaskCompletionSource? _news;
    private TaskCompletionSource? _room;

    public string Address => address;

    public ListenerKind Kind => kind;

    /// <summary>Waits for any news, then takes all that are there.</summary>
    public async Task<StreamNews> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (HasNews)
                    return Take();
                _news ??= New();
                news = _news.Task;
            }

            await news.WaitAsync(cancellation);
        }
    }

    /// <summary>Until the client took its replies: who does not read is not read either.</summary>
    public Task RoomAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_replies.Length < MostReplies)
                return Task.CompletedTask;
            _room ??= New();
            return _room.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>The message of this key is this listener's own: it need not be told what it said itself.</summary>
    public void Expect(string key)
    {
        lock (_gate)
            _own = _own.Add(key);
    }

    public bool IsOwn(StoredMessage message)
    {
        lock (_gate)
            return message.ClientKey is { } key && _own.Contains(key);
    }

    /// <summary>These replies are written, and with them everything up to their place.</summary>
    public void Settle(ImmutableArray<ActivityReply> replies)
    {
        lock (_gate)
            foreach (var reply in replies)
                if (reply.Key is { } key)
                    _own = _own.Remove(key);
    }

    public void Offer(ImmutableArray<StoredMessage> messages, ActivityReply? reply = null, ConversationEnd? end = null) => Change(() =>
    {
        var all = _messages.AddRange(messages);
        // What ends with the conversation stands in no log.
        _messages = all.Length <= MostMessages || end is not null ? all : all.RemoveRange(0, all.Length - MostMessages);
        if (reply is not null)
            _replies = _replies.Add(reply);
        _end ??= end;
    });

    public void OfferTyping() => Change(() => _typing = true);

    /// <summary>Nothing more is wanted after what is there now.</summary>
    public void Close(WebSocketCloseStatus status) => Change(() => _close ??= status);

    public void Dispose() => owner.Remove(this);

    private bool HasNews => !_messages.IsEmpty || !_replies.IsEmpty || _typing || _end is not null || _close is not null;

    private StreamNews Take()
    {
        var news = new StreamNews(_messages, _replies, _typing, _end, _close);
        (_messages, _replies, _typing) = ([], [], false);
        _room?.SetResult();
        _room = null;
        return news;
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _news?.SetResult();
            _news = null;
        }
    }

    /// <summary>Whoever waits goes on elsewhere, not under the lock.</summary>
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
