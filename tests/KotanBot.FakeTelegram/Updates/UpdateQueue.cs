using System.Text.Json.Nodes;
using KotanBot.Fakes.Api;

namespace KotanBot.Fakes.Updates;

/// <summary>
/// The updates of the bot in the order of their ids, kept until they are confirmed or too old. Callers hold the world's gate, except in
/// <see cref="PollAsync"/>.
/// </summary>
internal sealed class UpdateQueue(World world)
{
    private static readonly string[] AskedForOnly = ["chat_member", "message_reaction", "message_reaction_count"];
    private readonly SortedDictionary<long, QueuedUpdate> _waiting = [];
    private readonly Dictionary<long, QueuedUpdate> _known = [];
    private readonly List<QueuedUpdate> _again = [];
    private readonly List<Held> _held = [];
    private readonly List<MadeUpdate> _made = [];
    private HashSet<string> _allowed = [];
    private TaskCompletionSource? _poll;
    private (long Offset, DateTimeOffset At) _lastPoll = (long.MinValue, DateTimeOffset.MinValue);
    private long _next = world.Options.FirstUpdateId;

    public bool IsHolding { get; set; }

    public Func<MadeUpdate, bool> DeliversTwice { get; set; } = _ => false;

    public WebhookDelivery? Webhook { get; set; }

    public IReadOnlyCollection<string> Allowed => _allowed;

    public IReadOnlyList<MadeUpdate> Made => _made;

    public long PendingCount => Pending().LongCount();

    public IEnumerable<QueuedUpdate> Pending()
    {
        foreach (var old in _waiting.Values.Where(u => u.ExpiresAt <= world.Now).ToList())
            _waiting.Remove(old.Id);
        return _again.Concat(_waiting.Values);
    }

    public void Allow(JsonNode? kinds)
    {
        if (kinds is JsonArray given)
            _allowed = [.. given.Select(k => (string?)k ?? "")];
    }

    public void Add(string kind, long chatId, JsonObject content, TimeSpan? lifetime = null)
    {
        if (_allowed.Count == 0 ? AskedForOnly.Contains(kind) : !_allowed.Contains(kind))
            return;
        var held = new Held(kind, chatId, WireCopy.Of(content), world.Now + (lifetime ?? world.Options.UpdateLifetime));
        if (IsHolding)
            _held.Add(held);
        else
            Queue(held);
    }

    /// <summary>Lets go what was held back, in another order if one is given. Ids follow the new order.</summary>
    public void Release(Func<IReadOnlyList<MadeUpdate>, IEnumerable<MadeUpdate>>? order)
    {
        IsHolding = false;
        var byContent = _held.ToDictionary(h => h.Content);
        var all = _held.Select(h => new MadeUpdate(0, h.Kind, h.Content)).ToList();
        _held.Clear();
        foreach (var update in order?.Invoke(all) ?? all)
            Queue(byContent[update.Content]);
    }

    /// <summary>Delivers once more what the bot has already confirmed, or has still to fetch, with the same id.</summary>
    public void Redeliver(long id)
    {
        var update = _known[id];
        _again.Add(update);
        Webhook?.Enqueue(update);
        Wake();
    }

    /// <summary>The bot has it.</summary>
    public void Confirm(QueuedUpdate update)
    {
        if (!_waiting.Remove(update.Id))
            _again.Remove(update);
        else if (DeliversTwice(new(update.Id, update.Kind, update.Content)))
            Redeliver(update.Id);
    }

    public void Clear()
    {
        _waiting.Clear();
        _again.Clear();
    }

    public void EndPoll(string why)
    {
        _poll?.TrySetException(new ApiFault(409, why));
        _poll = null;
    }

    public async Task<JsonArray> PollAsync(long offset, int limit, TimeSpan timeout, CancellationToken aborted)
    {
        TaskCompletionSource mine;
        lock (world.Gate)
        {
            Brake(offset, ref limit, ref timeout);
            Forget(offset);
            var ready = Take(limit);
            if (ready.Count > 0 || timeout <= TimeSpan.Zero)
                return ready;
            EndPoll("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
            mine = _poll = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        try
        {
            await mine.Task.WaitAsync(timeout, world.Options.Time, aborted);
        }
        catch (TimeoutException)
        {
            // Nothing happened: the answer is empty.
        }
        finally
        {
            lock (world.Gate)
                if (_poll == mine)
                    _poll = null;
        }
        lock (world.Gate)
            return Take(limit);
    }

    private void Queue(Held held)
    {
        var lane = world.Options.WebhookKeepsOrderWithinChat ? (held.ChatId << 2) + (held.Kind switch { "callback_query" => 1, "my_chat_member" => 2, _ => 0 }) : _next;
        var update = new QueuedUpdate(_next++, held.Kind, lane, held.Content, held.ExpiresAt);
        _waiting[update.Id] = _known[update.Id] = update;
        _made.Add(new(update.Id, update.Kind, update.Content));
        Webhook?.Enqueue(update);
        Wake();
    }

    private void Wake()
    {
        _poll?.TrySetResult();
        world.Pulse.Beat();
    }

    private void Brake(long offset, ref int limit, ref TimeSpan timeout)
    {
        if (world.Options.BrakesQuickPolls && offset == _lastPoll.Offset)
        {
            var since = world.Now - _lastPoll.At;
            if (since < TimeSpan.FromSeconds(3) && timeout < TimeSpan.FromSeconds(3))
                timeout = TimeSpan.FromSeconds(3);
            if (since < TimeSpan.FromSeconds(0.5))
                limit = 1;
        }
        _lastPoll = (offset, world.Now);
    }

    /// <summary>A positive offset confirms what is before it, a negative one all but the last; one from the far future is not believed.</summary>
    private void Forget(long offset)
    {
        if (offset < 0)
            offset = _waiting.Count > -offset ? _waiting.Keys.ElementAt(_waiting.Count + (int)offset) : 0;
        if (offset <= 0 || offset > _next + 10)
            return;
        foreach (var update in _waiting.Values.TakeWhile(u => u.Id < offset).ToList())
            Confirm(update);
        world.Pulse.Beat();
    }

    private JsonArray Take(int limit)
    {
        var updates = Pending().Take(limit).ToList();
        _again.RemoveAll(updates.Contains);
        return [.. updates.OrderBy(u => u.Id).Select(u => u.ToJson())];
    }

    private sealed record Held(string Kind, long ChatId, JsonObject Content, DateTimeOffset ExpiresAt);
}
