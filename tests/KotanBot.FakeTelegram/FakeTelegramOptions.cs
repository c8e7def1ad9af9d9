namespace KotanBot.Fakes;

/// <summary>How the fake Bot API server behaves. Whatever could surprise a test is off until it is asked for.</summary>
public sealed record FakeTelegramOptions
{
    /// <summary>Zero takes a free one.</summary>
    public int Port { get; init; }

    public string Token { get; init; } = "4815162342:AAF-token-of-the-fake-server-000000";

    public string BotName { get; init; } = "KotanBot";

    public string BotUserName { get; init; } = "kotan_bot";

    /// <summary>Dates of messages, retention and expiry follow this clock; so do the timeouts, when its timers are not real ones.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Telegram's advice is 1; more than this to one chat is a 429. Null: no limit.</summary>
    public int? MessagesPerSecondToOneChat { get; init; }

    /// <summary>Telegram's advice is 30; more than this to all chats is a 429. Null: no limit.</summary>
    public int? MessagesPerSecondOverall { get; init; }

    /// <summary>Telegram answers a poller that asks for the same offset again at once with one update only, and lets it wait for three seconds.</summary>
    public bool BrakesQuickPolls { get; init; }

    public TimeSpan UpdateLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Telegram keeps a press far shorter than a message: a bot that is down for longer never hears of it.</summary>
    public TimeSpan CallbackLifetime { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>How long a press can still be answered.</summary>
    public TimeSpan CallbackPatience { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan FilePathLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The first wait after a repeated failure of the webhook; every further one is twice as long.</summary>
    public TimeSpan WebhookBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Telegram keeps the order within one chat and one kind of update (a message, a press), not between the kinds. Without it, no order
    /// at all holds at a webhook.
    /// </summary>
    public bool WebhookKeepsOrderWithinChat { get; init; } = true;

    public long FirstUpdateId { get; init; } = 710_000_001;

    public int FirstMessageId { get; init; } = 101;
}
