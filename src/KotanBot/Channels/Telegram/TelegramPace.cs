using System.Diagnostics.CodeAnalysis;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// The one gate before Telegram: nobody sends without a <see cref="TelegramPass"/>. A pass holds one of the places of
/// <see cref="TelegramLimits.Overall"/> from before the request until a span after its answer, so however long requests travel,
/// Telegram never sees more than the limit within any span; the same holds for the one place of each chat. Passes are given by
/// <see cref="TelegramPriority"/> and then in the order of coming, and a chat that must wait holds up nobody else. One timer
/// serves everybody who waits.
/// </summary>
/// <remarks>Whether a 429 is about its chat or about all, <see cref="TelegramFloods"/> tells. One to a request without a chat (the answer to a press) is about such
/// requests: one impatient person must not silence the bot.</remarks>
public sealed class TelegramPace : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TelegramLimits _limits;
    private readonly TelegramPlaces _places;
    private readonly TelegramFloods _floods;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Dictionary<long, PacedChat> _chats = [];

    /// <summary>Those that only the overall limit holds back.</summary>
    private readonly SortedSet<PacedRequest> _ready = new(Comparer<PacedRequest>.Create((a, b) => (a.Priority, a.Number).CompareTo((b.Priority, b.Number))));

    /// <summary>Chats by when they may go on; a chat that was told to wait longer meanwhile stands here twice.</summary>
    private readonly PriorityQueue<PacedChat, TimeSpan> _resting = new();

    private int _waiting;
    private long _number;
    private TimeSpan _allPausedUntil;
    private bool _closed;

    public TelegramPace(TimeProvider time, TelegramLimits? limits = null)
    {
        _time = time;
        _limits = limits ?? new TelegramLimits();
        _places = new TelegramPlaces(_limits);
        _floods = new TelegramFloods(_limits);
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many wait now.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting;
        }
    }

    /// <summary>How many requests have a pass and no answer yet.</summary>
    public int UnderWay
    {
        get
        {
            lock (_gate)
                return _places.UnderWay;
        }
    }

    /// <summary>How many chats are remembered, for their second or a pause.</summary>
    public int Chats
    {
        get
        {
            lock (_gate)
                return _chats.Count;
        }
    }

    /// <summary>Waits for the turn of this request.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes the pass.")]
    public async Task<TelegramPass> EnterAsync(long chatId, TelegramPriority priority, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        PacedRequest waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (!_chats.TryGetValue(chatId, out var chat))
                _chats[chatId] = chat = new PacedChat(chatId);
            waiter = new PacedRequest(chat, priority, _number++);
            chat.Requests.Add(waiter);
            _waiting++;
            File(waiter, Now());
        }
        await using var registration = cancellation.UnsafeRegister(_ => Cancel(waiter, cancellation), null);
        Pump();
        return await waiter.Pass.Task;
    }

    /// <summary>Telegram told this chat to wait.</summary>
    public void Paused(long chatId, TimeSpan pause)
    {
        pause = Earlier(pause, _limits.LongestPause);
        lock (_gate)
        {
            var now = Now();
            if (!_chats.TryGetValue(chatId, out var chat))
                _chats[chatId] = chat = new PacedChat(chatId);
            Rest(chat, c => c.PausedUntil = Later(c.PausedUntil, now + pause), now + pause, now);
            if (_floods.Tell(chatId, now + pause, now) is { } until)
                _allPausedUntil = Later(_allPausedUntil, until);
        }
        Pump();
    }

    /// <summary>Whether a request that needs no pass had better not be made now.</summary>
    public bool IsPaused(long? chatId = null)
    {
        lock (_gate)
        {
            var now = Now();
            return _allPausedUntil > now || (chatId is { } id && _chats.TryGetValue(id, out var chat) && chat.PausedUntil > now);
        }
    }

    /// <summary>The person just wrote: what waits for them is no bulk any more.</summary>
    public void Promote(long chatId)
    {
        lock (_gate)
        {
            if (!_chats.TryGetValue(chatId, out var chat))
                return;
            foreach (var waiter in chat.Requests.Where(w => w.Priority == TelegramPriority.Bulk))
            {
                // The set orders by the priority, so it must not see it change.
                _ready.Remove(waiter);
                waiter.Priority = TelegramPriority.Live;
                File(waiter, Now());
            }
        }
        Pump();
    }

    /// <summary>Who still waits is cancelled.</summary>
    public void Dispose()
    {
        List<PacedRequest> left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _chats.Values.SelectMany(c => c.Requests)];
            _chats.Clear();
            _ready.Clear();
            _waiting = 0;
        }
        foreach (var waiter in left)
            waiter.Pass.TrySetCanceled(CancellationToken.None);
        _timer.Dispose();
    }

    /// <summary>Lets in whoever may go, and sets the timer to when the next one may.</summary>
    private void Pump()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            var now = Now();
            _places.Free(now);
            WakeChats(now);
            while (_allPausedUntil <= now && _ready.Min is { } next && _places.HasOneFor(next.Priority))
                LetIn(next, now);
            SetTimer(now);
        }
    }

    private void WakeChats(TimeSpan now)
    {
        while (_resting.TryPeek(out var chat, out var at) && at <= now)
        {
            _resting.Dequeue();
            Refile(chat, now);
            // By now another may stand under this id, when this one was forgotten while a touch was on its way.
            if (chat.Requests.Count == 0 && chat.BusyUntil <= now && chat.PausedUntil <= now && _chats.GetValueOrDefault(chat.Id) == chat)
                _chats.Remove(chat.Id);
        }
    }

    private void LetIn(PacedRequest waiter, TimeSpan now)
    {
        _places.Take();
        Forget(waiter);
        if (waiter.TakesSecond)
        {
            waiter.Chat.BusyUntil = TimeSpan.MaxValue;
            Refile(waiter.Chat, now);
        }
        waiter.Pass.SetResult(new TelegramPass(() => Leave(waiter)));
    }

    private void Leave(PacedRequest waiter)
    {
        lock (_gate)
        {
            var now = Now();
            _places.Leave(now);
            if (waiter.TakesSecond)
                Rest(waiter.Chat, c => c.BusyUntil = now + _limits.ChatRest, now + _limits.ChatRest, now);
            else
                _resting.Enqueue(waiter.Chat, now);
        }
        Pump();
    }

    private void Cancel(PacedRequest waiter, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!waiter.Chat.Requests.Contains(waiter))
                return;
            Forget(waiter);
            // Nothing else may wait for this chat: let it be forgotten in its time.
            _resting.Enqueue(waiter.Chat, Now());
        }
        waiter.Pass.TrySetCanceled(cancellation);
        Pump();
    }

    private void Forget(PacedRequest waiter)
    {
        _ready.Remove(waiter);
        waiter.Chat.Requests.Remove(waiter);
        _waiting--;
    }

    private void Rest(PacedChat chat, Action<PacedChat> change, TimeSpan until, TimeSpan now)
    {
        change(chat);
        _resting.Enqueue(chat, until);
        Refile(chat, now);
    }

    private void Refile(PacedChat chat, TimeSpan now)
    {
        foreach (var waiter in chat.Requests)
            File(waiter, now);
    }

    private void File(PacedRequest waiter, TimeSpan now)
    {
        if (waiter.Chat.PausedUntil <= now && (!waiter.TakesSecond || waiter.Chat.BusyUntil <= now))
            _ready.Add(waiter);
        else
            _ready.Remove(waiter);
    }

    private void SetTimer(TimeSpan now)
    {
        if (_waiting == 0)
            return;
        var next = _resting.TryPeek(out _, out var wakes) ? wakes : TimeSpan.MaxValue;
        if (_ready.Count > 0 && _allPausedUntil > now)
            next = Earlier(next, _allPausedUntil);
        else if (_ready.Count > 0 && _places.NextFree is { } free)
            next = Earlier(next, free);
        if (next < TimeSpan.MaxValue)
            _timer.Change(Earlier(Later(next - now, TimeSpan.FromMilliseconds(1)), _limits.LongestPause), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now() => _time.GetElapsedTime(_start);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
