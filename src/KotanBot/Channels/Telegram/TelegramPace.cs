using System.Diagnostics.CodeAnalysis;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// The one gate before Telegram: nobody sends without a <see cref="TelegramPass"/>. A pass holds one of the places of
/// <see cref="TelegramLimits.Overall"/> from before the request until a span after its answer, so however long requests travel,
/// Telegram never sees more than the limit within any span; the same holds for the one place of each chat. Passes are given by
/// <see cref="TelegramPriority"/> and then in the order of coming, and a chat that must wait holds up nobody else. One timer
/// serves everybody who waits.
/// </summary>
/// <remarks>
/// Telegram's 429 tells the wait of one request and not whether it is the chat's or the bot's; its authors say that others
/// usually fail too, but not always (tdlib/td issues 715 and 1062). So a wait is the chat's, for exactly as long as told, until
/// <see cref="TelegramLimits.ChatsThatMeanAll"/> different chats are told within a span: then all wait, for the longest told, but at
/// most <see cref="TelegramLimits.LongestPauseForAll"/>, since that everybody is meant is our guess. A 429 to a request without a chat
/// (the answer to a press) is about such requests: one impatient person must not silence the bot.
/// </remarks>
public sealed class TelegramPace : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly TelegramLimits _limits;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Dictionary<long, Chat> _chats = [];

    /// <summary>Those that only the overall limit holds back.</summary>
    private readonly SortedSet<Waiter> _ready = new(Comparer<Waiter>.Create((a, b) => (a.Priority, a.Number).CompareTo((b.Priority, b.Number))));

    /// <summary>Chats by when they may go on; a chat that was told to wait longer meanwhile stands here twice.</summary>
    private readonly PriorityQueue<Chat, TimeSpan> _resting = new();

    /// <summary>When the places that were left come free.</summary>
    private readonly Queue<TimeSpan> _returns = new();

    /// <summary>The latest 429s, to see whether they are about all.</summary>
    private readonly Queue<(TimeSpan At, long ChatId, TimeSpan Until)> _told = new();

    private int _taken;
    private int _waiting;
    private long _number;
    private TimeSpan _allPausedUntil;
    private bool _closed;

    public TelegramPace(TimeProvider time, TelegramLimits? limits = null)
    {
        _time = time;
        _limits = limits ?? new TelegramLimits();
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
                return _taken - _returns.Count;
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
        Waiter waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (!_chats.TryGetValue(chatId, out var chat))
                _chats[chatId] = chat = new Chat(chatId);
            waiter = new Waiter(chat, priority, _number++);
            chat.Waiters.Add(waiter);
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
        lock (_gate)
        {
            var now = Now();
            if (!_chats.TryGetValue(chatId, out var chat))
                _chats[chatId] = chat = new Chat(chatId);
            Rest(chat, c => c.PausedUntil = Later(c.PausedUntil, now + pause), now + pause, now);
            while (_told.TryPeek(out var old) && old.At + _limits.Span < now)
                _told.Dequeue();
            _told.Enqueue((now, chatId, now + pause));
            if (_told.Select(t => t.ChatId).Distinct().Count() >= _limits.ChatsThatMeanAll)
                PauseAll(_told.Max(t => t.Until), now);
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
            foreach (var waiter in chat.Waiters.Where(w => w.Priority == TelegramPriority.Bulk))
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
        List<Waiter> left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _chats.Values.SelectMany(c => c.Waiters)];
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
            FreePlaces(now);
            WakeChats(now);
            while (_allPausedUntil <= now && _ready.Min is { } next && _taken < Places(next.Priority))
                LetIn(next, now);
            SetTimer(now);
        }
    }

    private void FreePlaces(TimeSpan now)
    {
        while (_returns.TryPeek(out var at) && at <= now)
        {
            _returns.Dequeue();
            _taken--;
        }
    }

    private void WakeChats(TimeSpan now)
    {
        while (_resting.TryPeek(out var chat, out var at) && at <= now)
        {
            _resting.Dequeue();
            Refile(chat, now);
            // By now another may stand under this id, when this one was forgotten while a touch was on its way.
            if (chat.Waiters.Count == 0 && chat.BusyUntil <= now && chat.PausedUntil <= now && _chats.GetValueOrDefault(chat.Id) == chat)
                _chats.Remove(chat.Id);
        }
    }

    private int Places(TelegramPriority priority) => priority == TelegramPriority.Live ? _limits.Overall : _limits.Overall - _limits.KeptForLive;

    private void LetIn(Waiter waiter, TimeSpan now)
    {
        _taken++;
        Forget(waiter);
        if (waiter.TakesSecond)
        {
            waiter.Chat.BusyUntil = TimeSpan.MaxValue;
            Refile(waiter.Chat, now);
        }
        waiter.Pass.SetResult(new TelegramPass(() => Leave(waiter)));
    }

    private void Leave(Waiter waiter)
    {
        lock (_gate)
        {
            var now = Now();
            _returns.Enqueue(now + _limits.Span);
            if (waiter.TakesSecond)
                Rest(waiter.Chat, c => c.BusyUntil = now + _limits.ChatRest, now + _limits.ChatRest, now);
            else
                _resting.Enqueue(waiter.Chat, now);
        }
        Pump();
    }

    private void Cancel(Waiter waiter, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!waiter.Chat.Waiters.Contains(waiter))
                return;
            Forget(waiter);
            // Nothing else may wait for this chat: let it be forgotten in its time.
            _resting.Enqueue(waiter.Chat, Now());
        }
        waiter.Pass.TrySetCanceled(cancellation);
        Pump();
    }

    private void Forget(Waiter waiter)
    {
        _ready.Remove(waiter);
        waiter.Chat.Waiters.Remove(waiter);
        _waiting--;
    }

    private void Rest(Chat chat, Action<Chat> change, TimeSpan until, TimeSpan now)
    {
        change(chat);
        _resting.Enqueue(chat, until);
        Refile(chat, now);
    }

    private void Refile(Chat chat, TimeSpan now)
    {
        foreach (var waiter in chat.Waiters)
            File(waiter, now);
    }

    private void File(Waiter waiter, TimeSpan now)
    {
        if (waiter.Chat.PausedUntil <= now && (!waiter.TakesSecond || waiter.Chat.BusyUntil <= now))
            _ready.Add(waiter);
        else
            _ready.Remove(waiter);
    }

    private void PauseAll(TimeSpan until, TimeSpan now) =>
        _allPausedUntil = Later(_allPausedUntil, until < now + _limits.LongestPauseForAll ? until : now + _limits.LongestPauseForAll);

    private void SetTimer(TimeSpan now)
    {
        if (_waiting == 0)
            return;
        var next = _resting.TryPeek(out _, out var wakes) ? wakes : TimeSpan.MaxValue;
        if (_ready.Count > 0 && _allPausedUntil > now)
            next = Earlier(next, _allPausedUntil);
        else if (_ready.Count > 0 && _returns.TryPeek(out var free))
            next = Earlier(next, free);
        if (next < TimeSpan.MaxValue)
            _timer.Change(Later(next - now, TimeSpan.FromMilliseconds(1)), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now() => _time.GetElapsedTime(_start);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed class Chat(long id)
    {
        public long Id => id;

        /// <summary>Until a second after the answer; without end while the answer is not there.</summary>
        public TimeSpan BusyUntil { get; set; }

        public TimeSpan PausedUntil { get; set; }

        public List<Waiter> Waiters { get; } = [];
    }

    private sealed class Waiter(Chat chat, TelegramPriority priority, long number)
    {
        public Chat Chat => chat;

        public long Number => number;

        public TelegramPriority Priority { get; set; } = priority;

        /// <summary>A touch never becomes anything else.</summary>
        public bool TakesSecond => Priority != TelegramPriority.Touch;

        public TaskCompletionSource<TelegramPass> Pass { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
