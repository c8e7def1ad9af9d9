using System.Net;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// The one way out to the Bot API. The token stands in the path of every request, so nothing here follows a redirect,
/// traces or logs a request.
/// </summary>
public static class TelegramNetwork
{
    /// <summary>Seconds for which Telegram may hold an answer back.</summary>
    public const int PollSeconds = 50;

    /// <summary>A hundred updates of the longest kind are far below.</summary>
    public const int MostAnswerBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(PollSeconds + 20);

    public static HttpClient CreateClient(TelegramSettings settings, TelegramRawUpdates raw)
    {
        raw.InnerHandler = new TelegramAnswers(settings.Network ?? CreateHandler(settings));
        return new HttpClient(raw) { Timeout = Patience, MaxResponseContentBufferSize = MostAnswerBytes };
    }

    private static SocketsHttpHandler CreateHandler(TelegramSettings settings) => new()
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // A changed address of the server is noticed, and a dead line too.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        UseCookies = false,
        UseProxy = !PublicAddress.IsLoopback(settings.Api),
    };
}
