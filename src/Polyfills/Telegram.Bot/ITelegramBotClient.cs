using Telegram.Bot.Requests.Abstractions;

namespace Telegram.Bot;

/// <summary>
/// The Bot API, reached through one send path; its methods are extensions on this interface. Test doubles stand behind
/// the HttpClient instead, because the package's interface has more members than this one.
/// </summary>
public interface ITelegramBotClient
{
    long BotId { get; }

    Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default);

    /// <param name="filePath">The path that <c>GetFile</c> told.</param>
    /// <param name="destination">Receives the bytes; it is left open.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    Task DownloadFile(string filePath, Stream destination, CancellationToken cancellationToken = default);
}
