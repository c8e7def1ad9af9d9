using System.Globalization;

namespace Telegram.Bot;

/// <summary>
/// Where the Bot API is and who we are there. A token or address that cannot work is refused here, before anything is
/// sent, and the refusal does not repeat the token.
/// </summary>
public class TelegramBotClientOptions
{
    private const string OfficialUrl = "https://api.telegram.org";

    /// <param name="token">The bot's number, a colon and its secret.</param>
    /// <param name="baseUrl">Another server than the official one; only its scheme, host and port count.</param>
    /// <exception cref="ArgumentException">The token or the address has another form.</exception>
    public TelegramBotClientOptions(string token, string? baseUrl = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        Token = token;
        BotId = ReadBotId(token);
        BaseUrl = baseUrl;
        var origin = baseUrl is null ? OfficialUrl : ReadOrigin(baseUrl);
        BaseRequestUrl = $"{origin}/bot{token}";
        BaseFileUrl = $"{origin}/file/bot{token}";
    }

    public string Token { get; }

    public string? BaseUrl { get; }

    public long BotId { get; }

    /// <summary>Holds the token: keep it out of logs.</summary>
    public string BaseRequestUrl { get; }

    /// <summary>Holds the token: keep it out of logs.</summary>
    public string BaseFileUrl { get; }

    /// <summary>The longest wait, in seconds, that the client makes by itself when told to slow down; 0 never waits.</summary>
    public int RetryThreshold { get; set; } = 60;

    /// <summary>How many requests one call makes at most, the first included.</summary>
    public int RetryCount { get; set; } = 3;

    private static long ReadBotId(string token)
    {
        var colon = token.IndexOf(':');
        if (colon is >= 1 and <= 16 && long.TryParse(token.AsSpan(0, colon), NumberStyles.Integer, CultureInfo.InvariantCulture, out var id)) return id;
        throw new ArgumentException("A bot token is the bot's number, a colon and a secret.", nameof(token));
    }

    private static string ReadOrigin(string baseUrl) =>
        Uri.TryCreate(baseUrl, UriKind.Absolute, out var address) && address.Authority.Length > 0
            ? $"{address.Scheme}://{address.Authority}"
            : throw new ArgumentException("The address of a Bot API server looks like http://localhost:8081.", nameof(baseUrl));
}
