namespace KotanBot.Channels.Telegram;

/// <summary>
/// What is wrong between this gateway and Telegram, told to the operator once when it begins, whoever meets it, and once when it has
/// ended on both sides, however often it is met in between; never with an address, which holds the token. A trouble has ended when
/// it did not come again for a while: one answer between two failures is no end.
/// </summary>
public sealed class TelegramTrouble(TelegramSettings settings, TimeProvider time, ILogger<TelegramTrouble> logger)
{
    public const string Conflict = "conflict";

    /// <summary>So long must everything go well.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    /// <summary>Two programs that ask in turn both get answers in between.</summary>
    public static readonly TimeSpan CalmAfterConflict = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<TelegramSide, Met> _met = [];

    private sealed record Met(string Kind, long? GoodSince);

    /// <summary>How it stands now: <c>refused</c>, <c>conflict</c>, <c>unreachable</c>, <c>failed</c>, or null when it goes well.</summary>
    public string? Of(TelegramSide side)
    {
        lock (_gate)
            return _met.TryGetValue(side, out var met) && (met.GoodSince is null || met.Kind == Conflict) ? met.Kind : null;
    }

    /// <summary>Whether this side was in a trouble that is not over yet.</summary>
    public bool IsOpen(TelegramSide side)
    {
        lock (_gate)
            return _met.ContainsKey(side);
    }

    /// <summary>Telegram did as asked. <paramref name="settled"/>: in a way that shows by itself that the trouble is over.</summary>
    public void Works(TelegramSide side, bool settled = false)
    {
        lock (_gate)
        {
            if (!_met.TryGetValue(side, out var met))
                return;
            var calm = met.Kind == Conflict ? CalmAfterConflict : Calm;
            if (!settled && (met.GoodSince is not { } since || time.GetElapsedTime(since) < calm))
            {
                _met[side] = met with { GoodSince = met.GoodSince ?? time.GetTimestamp() };
                return;
            }
            _met.Remove(side);
            if (_met.Count > 0)
                return;
        }
        logger.LogInformation("Telegram works again");
    }

    public void Fails(TelegramSide side, TelegramFault fault)
    {
        var (kind, line) = Explain(fault);
        Tell(side, kind, line);
    }

    /// <summary>Something of ours went wrong that says nothing about Telegram.</summary>
    public void Fails(TelegramSide side, Exception exception)
    {
        if (TelegramFaultReader.Read(exception) is { } fault)
            Fails(side, fault);
        else
            Tell(side, "failed", $"Telegram failed: {Failure.Describe(exception)}. Trying again.");
    }

    private void Tell(TelegramSide side, string kind, string line)
    {
        lock (_gate)
        {
            var known = _met.Values.Any(m => m.Kind == kind);
            _met[side] = new Met(kind, null);
            if (known)
                return;
        }
        logger.LogWarning("{Trouble}", line);
    }

    private (string Kind, string Line) Explain(TelegramFault fault) => fault switch
    {
        TelegramFault.TokenRefused { Code: var code } => (
            "refused", $"Telegram refuses the token in {TelegramSettings.TokenVariable} ({code}); ask @BotFather for the right one. Messages wait until then; the web chat goes on."),
        TelegramFault.Conflict => (
            Conflict, "Another program asks Telegram for the updates of this bot, or a webhook is set for it. Only one may: end the other, or give it a token of its own. Trying again meanwhile."),
        TelegramFault.Unavailable { Reason: var reason } => ("unreachable", $"Telegram cannot be reached at {settings.Api.Host} ({reason}); everything waits and is tried again."),
        TelegramFault.TooMany { Wait: var wait } => ("unreachable", $"Telegram asks to wait for {wait.TotalSeconds} s; everything waits and is tried again."),
        TelegramFault.Refused { Code: var code, Reason: var reason } => ("unreachable", $"Telegram answers {code} ({reason}). Trying again."),
        _ => ("unreachable", "Telegram answers 403. Trying again."),
    };
}
