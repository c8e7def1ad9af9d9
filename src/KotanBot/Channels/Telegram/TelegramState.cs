using Telegram.Bot.Exceptions;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// How it stands between this gateway and Telegram, for the health page and the log. A trouble is told once when it
/// begins and once when it ends, however often it is met in between; never with an address, which holds the token.
/// </summary>
public sealed class TelegramState(TelegramSettings settings, ILogger<TelegramState> logger)
{
    private readonly Lock _changing = new();
    private string? _trouble;

    /// <summary>One of <c>starting</c>, <c>polling</c>, <c>webhook</c>, <c>refused</c>, <c>conflict</c>, <c>unreachable</c>.</summary>
    public string Name { get; private set; } = "starting";

    /// <summary>The bot's @name without the @; null until Telegram told it.</summary>
    public string? Username { get; set; }

    /// <summary>Opens the chat with the bot and gives it this code; null while the bot's name is not known.</summary>
    public string? LinkTo(string code) => Username is { } name ? $"https://t.me/{name}?start={Uri.EscapeDataString(code)}" : null;

    /// <summary>Updates come in, or Telegram answers as it should.</summary>
    public void Works()
    {
        lock (_changing)
        {
            var before = Name;
            Name = settings.UsesWebhook ? "webhook" : "polling";
            if (before == Name)
                return;
            logger.LogInformation("Telegram works{Again} ({Mode})", _trouble is null ? "" : " again", Name);
            _trouble = null;
        }
    }

    public void Fails(Exception exception)
    {
        var (name, line) = Explain(exception);
        lock (_changing)
        {
            Name = name;
            if (_trouble == name)
                return;
            _trouble = name;
        }
        logger.LogWarning("{Trouble}", line);
    }

    private (string Name, string Line) Explain(Exception exception) => exception switch
    {
        ApiRequestException { ErrorCode: 401 or 404 } => ("refused", $"Telegram refuses the token in {TelegramSettings.TokenVariable}; ask @BotFather for the right one. The web chat goes on."),
        ApiRequestException { ErrorCode: 409 } => (
            "conflict",
            "Another program asks Telegram for the updates of this bot, or a webhook is set for it. Only one may: end the other, or give it a token of its own. Trying again meanwhile."),
        ApiRequestException api => ("unreachable", $"Telegram answers {api.ErrorCode}. Trying again."),
        RequestException request => ("unreachable", $"Telegram cannot be reached at {settings.Api.Host} ({request.InnerException?.GetType().Name ?? "unreadable answer"}). Trying again."),
        _ => ("unreachable", $"Telegram failed: {Failure.Describe(exception)}. Trying again."),
    };
}
