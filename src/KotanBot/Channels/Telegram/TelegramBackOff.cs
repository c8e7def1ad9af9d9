namespace KotanBot.Channels.Telegram;

/// <summary>
/// How long to wait before asking Telegram again: twice as long after each failure in a row, with jitter so that many
/// gateways do not come back at the same moment. What Telegram itself asks for comes first.
/// </summary>
public sealed class TelegramBackOff(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>A refused token is mended by a person, not by asking often.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(5);

    private int _failures;

    public void Reset() => _failures = 0;

    public Task WaitAsync(Exception? exception, CancellationToken cancellation) => Task.Delay(Next(exception), time, cancellation);

    public TimeSpan Next(Exception? exception)
    {
        var failures = _failures++;
        return (exception is null ? null : TelegramFaultReader.Read(exception)) switch
        {
            TelegramFault.TokenRefused => AfterRefusal,
            TelegramFault.TooMany when TelegramFaultReader.ToldWait(exception!) is { } told => told,
            _ => Jittered(TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(failures, 10))))),
        };
    }

    /// <summary>Between half and the whole.</summary>
#pragma warning disable CA5394 // Nobody gains from guessing when we come back.
    private static TimeSpan Jittered(TimeSpan whole) => whole * (0.5 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
}
