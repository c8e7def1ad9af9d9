namespace KotanBot.Channels.Telegram;

/// <summary>How it stands between this gateway and Telegram, for the health page; <see cref="TelegramTrouble"/> tells the log.</summary>
public sealed class TelegramState(TelegramSettings settings, TelegramTrouble trouble, ILogger<TelegramState> logger)
{
    private int _begun;

    /// <summary>One of <c>starting</c>, <c>polling</c>, <c>webhook</c>, <c>refused</c>, <c>conflict</c>, <c>unreachable</c>, <c>failed</c>.</summary>
    public string Name => trouble.Of(TelegramSide.Intake) ?? (Volatile.Read(ref _begun) == 0 ? "starting" : Mode);

    /// <summary>The bot's @name without the @; null until Telegram told it.</summary>
    public string? Username { get; set; }

    private string Mode => settings.UsesWebhook ? "webhook" : "polling";

    /// <summary>Opens the chat with the bot and gives it this code; null while the bot's name is not known.</summary>
    public string? LinkTo(string code) => Username is { } name ? $"https://t.me/{name}?start={Uri.EscapeDataString(code)}" : null;

    /// <summary>Telegram answers as it should; <paramref name="settled"/> as in <see cref="TelegramTrouble.Works"/>.</summary>
    public void Works(bool settled)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0 && !trouble.IsOpen(TelegramSide.Intake))
            logger.LogInformation("Telegram works ({Mode})", Mode);
        trouble.Works(TelegramSide.Intake, settled);
    }

    public void Fails(Exception exception) => trouble.Fails(TelegramSide.Intake, exception);
}
