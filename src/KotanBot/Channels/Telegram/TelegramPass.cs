namespace KotanBot.Channels.Telegram;

/// <summary>The right to make one request. Dispose it when Telegram has answered: only then the second begins to count.</summary>
public sealed class TelegramPass : IDisposable
{
    private Action? _leave;

    internal TelegramPass(Action leave) => _leave = leave;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
