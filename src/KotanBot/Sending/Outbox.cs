using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// The part of the outbox that is in memory: a lane for each conversation that sends now, and who is let in. Nothing overtakes within a
/// conversation: one with unsent rows that are not here is <em>behind</em>, and takes new messages only together with those rows.
/// Bulk fills a small part of the memory, so that replies always find room.
/// </summary>
internal sealed class Outbox(Func<Lane, Task> run)
{
    /// <summary>Above this many messages new ones stay in the database.</summary>
    public const int MostWaiting = 10_000;

    /// <summary>Above this many messages that nobody asked for, further ones stay in the database.</summary>
    public const int MostBulk = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lane> _lanes = [];

    /// <summary>Conversations with unsent rows that are not in memory.</summary>
    private readonly HashSet<string> _behind = [];

    /// <summary>Of these the ones where somebody waits for a reply.</summary>
    private readonly HashSet<string> _urgent = [];

    /// <summary>Conversations that were active since a reading of the database began: its rows for them may be out of date.</summary>
    private HashSet<string>? _touched;

    /// <summary>Whether every unsent row from before this process was seen; until then any conversation may be behind.</summary>
    private bool _known;

    private bool _left;
    private int _waiting;
    private int _bulk;
    private bool _stopped;

    /// <summary>Takes a message right after its commit. True when it is a reply behind bulk of its own conversation that is on its way.</summary>
    public bool Offer(StoredMessage message, bool hasRows)
    {
        lock (_gate)
        {
            var id = message.ConversationId;
            _touched?.Add(id);
            if (_stopped)
                return false;
            var lane = _lanes.GetValueOrDefault(id);
            if (message.LastWord)
            {
                // Its rows tell no address any more: whatever else waited there is given up, and this goes from memory or never.
                _behind.Remove(id);
                _urgent.Remove(id);
                Enqueue(message);
            }
            else if (_behind.Contains(id) || (hasRows && !_known && lane is null) || !Admits(!message.Unprompted))
            {
                _behind.Add(id);
                if (message.Unprompted || _waiting >= MostWaiting)
                    _left = true;
                else
                    _urgent.Add(id);
            }
            else
            {
                Enqueue(message);
            }
            return !message.Unprompted && lane?.Current is { Unprompted: true };
        }
    }

    /// <summary>What a page of unsent rows brings. Returns where to go on.</summary>
    public MessagePlace? TakeUp(UnsentPage page, OutboxReading reading)
    {
        lock (_gate)
        {
            foreach (var conversation in page.Messages.GroupBy(m => m.ConversationId))
                if (!_stopped && !IsTouched(conversation.Key))
                    TakeUp(conversation.Key, [.. conversation], conversation.Key == page.Next?.ConversationId, reading);
            if (_stopped || page.Next is not { } next)
                return null;
            if (_waiting < MostWaiting)
                return IsTouched(next.ConversationId) ? next with { Ordinal = long.MaxValue } : next;
            // Memory is full, and it is not known whose rows come next.
            _left = true;
            reading.CutShort = true;
            return null;
        }
    }

    /// <summary>
    /// What a page of rows brings that nobody waits for: as much as has room. Returns where to go on, now or, when memory is full, in a
    /// later reading: null is the end of the rows.
    /// </summary>
    public MessagePlace? TakeUpBulk(UnsentPage page, MessagePlace? from, OutboxReading reading)
    {
        lock (_gate)
        {
            var place = from;
            foreach (var conversation in page.Messages.GroupBy(m => m.ConversationId))
            {
                if (_stopped || !Admits(live: false))
                {
                    _left = true;
                    reading.CutShort = true;
                    return place;
                }
                if (!IsTouched(conversation.Key))
                    TakeUp(conversation.Key, [.. conversation], conversation.Key == page.Next?.ConversationId, reading);
                place = new MessagePlace(conversation.Key, conversation.Last().Ordinal);
            }
            return page.Next;
        }
    }

    /// <summary>How many messages that nobody waits for find room now.</summary>
    public int RoomForBulk
    {
        get
        {
            lock (_gate)
                return _stopped ? 0 : Math.Max(0, Math.Min(MostBulk - _bulk, MostWaiting - _waiting));
        }
    }

    public OutboxReading BeginReading()
    {
        lock (_gate)
            _touched = [.. _lanes.Keys];
        return new OutboxReading();
    }

    /// <summary>
    /// A reading is over. Once one came to the end of the rows, each that is unsent was seen, then or when it was offered: its
    /// conversation is in memory or behind.
    /// </summary>
    public void EndSweep(OutboxReading reading)
    {
        lock (_gate)
        {
            _touched = null;
            if (reading.CutShort)
                _left = true;
            else
                _known = true;
        }
    }

    /// <summary>The rows of one conversation were read; when it was active meanwhile, it stays urgent and is read again.</summary>
    public void EndCatchUp(string conversationId, OutboxReading reading)
    {
        lock (_gate)
        {
            var touched = IsTouched(conversationId);
            _touched = null;
            if (touched)
                return;
            _urgent.Remove(conversationId);
            if (!reading.Refused.Contains(conversationId) && !reading.CutShort)
                _behind.Remove(conversationId);
        }
    }

    public bool HasErrand
    {
        get
        {
            lock (_gate)
                return !_stopped && (HasRoomForMore() || _urgent.Any(id => !_lanes.ContainsKey(id)));
        }
    }

    /// <summary>The most urgent thing to fetch, or null.</summary>
    public Errand? NextErrand()
    {
        lock (_gate)
        {
            if (_stopped)
                return null;
            if (_urgent.FirstOrDefault(id => !_lanes.ContainsKey(id)) is { } urgent)
                return new Errand.CatchUp(urgent);
            if (!HasRoomForMore())
                return null;
            _left = false;
            return new Errand.Sweep();
        }
    }

    /// <summary>Gives up on a reading that failed; the next sweep does it.</summary>
    public void Drop(string? conversationId = null)
    {
        lock (_gate)
        {
            _touched = null;
            if (conversationId is not null)
                _urgent.Remove(conversationId);
        }
    }

    /// <summary>The next message of a lane, or null when the lane is done and closed. A reply behind it makes a message no bulk.</summary>
    public StoredMessage? Next(Lane lane)
    {
        lock (_gate)
        {
            Release(lane);
            if (!lane.Waiting.TryDequeue(out var message))
            {
                _lanes.Remove(lane.ConversationId);
                return null;
            }
            lane.Current = message;
            if (!message.Unprompted)
                lane.Live--;
            return lane.Live > 0 ? message with { Unprompted = false } : message;
        }
    }

    /// <summary>The lane broke off: what it holds is in the database, and waits for a sweep or the next reply. Last words go on.</summary>
    public void Break(Lane lane)
    {
        lock (_gate)
        {
            Release(lane);
            StoredMessage[] last = [.. lane.Waiting.Where(m => m.LastWord)];
            Clear(lane);
            _lanes.Remove(lane.ConversationId);
            if (last.Length == 0)
                _behind.Add(lane.ConversationId);
            if (_stopped)
                return;
            foreach (var message in last)
                Enqueue(message);
        }
    }

    /// <summary>Gives up on what waits in a lane; the last ordinal of it.</summary>
    public long? Forget(Lane lane)
    {
        lock (_gate)
        {
            var last = lane.Waiting.LastOrDefault()?.Ordinal;
            Clear(lane);
            return last;
        }
    }

    /// <summary>Gives up on what had waited for this address by then. What is not marked after all is found behind.</summary>
    public void Forget(ChannelAddress address, DateTimeOffset at)
    {
        lock (_gate)
        {
            foreach (var lane in _lanes.Values.Where(l => l.Address == address && l.Waiting.Any(m => m.At <= at)).ToList())
            {
                StoredMessage[] later = [.. lane.Waiting.Where(m => m.At > at)];
                Clear(lane);
                foreach (var message in later)
                    Enqueue(message);
                _behind.Add(lane.ConversationId);
            }
        }
    }

    /// <summary>Takes nothing more; the tasks of the lanes that still send.</summary>
    public Task[]? Stop()
    {
        lock (_gate)
        {
            if (_stopped)
                return null;
            _stopped = true;
            return [.. _lanes.Values.Select(l => l.Done)];
        }
    }

    private void TakeUp(string id, StoredMessage[] messages, bool goesOn, OutboxReading reading)
    {
        var live = messages.Any(m => !m.Unprompted);
        if (reading.Refused.Contains(id))
        {
            if (live)
                _urgent.Add(id);
            return;
        }
        if (!Admits(live))
        {
            reading.Refused.Add(id);
            _behind.Add(id);
            _left = true;
            return;
        }
        // A page may end inside a conversation: what is said there now must wait for what the next page holds.
        if (goesOn)
            _behind.Add(id);
        else
            _behind.Remove(id);
        foreach (var message in messages)
            Enqueue(message);
    }

    private bool Admits(bool live) => _waiting < MostWaiting && (live || _bulk < MostBulk);

    /// <summary>Well before memory is empty, since the database is read only then.</summary>
    private bool HasRoomForMore() => _left && _bulk <= MostBulk / 4 && _waiting <= MostWaiting / 2;

    private bool IsTouched(string conversationId) => _touched?.Contains(conversationId) != false;

    private void Enqueue(StoredMessage message)
    {
        if (!_lanes.TryGetValue(message.ConversationId, out var lane))
        {
            _lanes[message.ConversationId] = lane = new Lane(message.ConversationId, message.Address);
            lane.Done = Task.Run(() => run(lane));
        }
        lane.Waiting.Enqueue(message);
        _waiting++;
        if (message.Unprompted)
            _bulk++;
        else
            lane.Live++;
    }

    private void Clear(Lane lane)
    {
        _waiting -= lane.Waiting.Count;
        _bulk -= lane.Waiting.Count(m => m.Unprompted);
        lane.Waiting.Clear();
        lane.Live = 0;
    }

    private void Release(Lane lane)
    {
        if (lane.Current is not { } done)
            return;
        lane.Current = null;
        _waiting--;
        if (done.Unprompted)
            _bulk--;
    }
}
