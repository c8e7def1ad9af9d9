namespace KotanBot.Fakes.Api;

/// <summary>What goes wrong with the next calls, as a test asked for.</summary>
internal abstract record Fault(string Method, long? ChatId)
{
    /// <summary>Answered so, without being carried out.</summary>
    public sealed record Refusal(string Method, long? ChatId, int Status, string Description, int? RetryAfter) : Fault(Method, ChatId);

    /// <summary>The connection breaks, before the call is carried out or after it: then only the answer is lost.</summary>
    public sealed record Drop(string Method, long? ChatId, bool AfterwardsOnly) : Fault(Method, ChatId);

    /// <summary>Carried out, but answered late.</summary>
    public sealed record Slow(string Method, long? ChatId, TimeSpan Delay) : Fault(Method, ChatId);

    /// <summary>Something between the bot and Telegram answers with a page instead of JSON.</summary>
    public sealed record Page(string Method, long? ChatId, int Status, string Html) : Fault(Method, ChatId);
}

/// <summary>The faults to come, each of them used once.</summary>
internal sealed class FaultScript
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _next = [];

    public void Add(Fault fault, int times)
    {
        lock (_gate)
            _next.AddRange(Enumerable.Repeat(fault, times));
    }

    public Fault? Take(string method, long? chatId)
    {
        lock (_gate)
        {
            var at = _next.FindIndex(f => (f.Method == "*" || f.Method.Equals(method, StringComparison.OrdinalIgnoreCase)) && (f.ChatId is null || f.ChatId == chatId));
            if (at < 0)
                return null;
            var fault = _next[at];
            _next.RemoveAt(at);
            return fault;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _next.Clear();
    }
}
