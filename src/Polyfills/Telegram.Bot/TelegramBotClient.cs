using System.Net;
using System.Net.Http.Json;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace Telegram.Bot;

/// <summary>
/// Sends requests to a Bot API server. Whatever goes wrong comes out as a <see cref="RequestException"/>: the server's own
/// refusals as <see cref="ApiRequestException"/>, everything else without an error code. No message holds the token.
/// </summary>
public class TelegramBotClient : ITelegramBotClient
{
    private readonly TelegramBotClientOptions options;
    private readonly HttpClient http;

    public TelegramBotClient(TelegramBotClientOptions options, HttpClient? httpClient = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        http = httpClient ?? new HttpClient();
    }

    public long BotId => options.BotId;

    public async Task<TResponse> SendRequest<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        for (var attempt = 1; ; attempt++)
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseRequestUrl}/{request.MethodName}");
            message.Content = request.ToHttpContent();
            using var response = await Exchange(message, HttpCompletionOption.ResponseContentRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK) return await ReadResult<TResponse>(response, cancellationToken);
            var refusal = await ReadRefusal(response, cancellationToken);
            if (WaitAllowed(refusal, attempt) is not { } wait) throw refusal;
            await Task.Delay(wait, cancellationToken);
        }
    }

    public async Task DownloadFile(string filePath, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
        ArgumentNullException.ThrowIfNull(destination);
        using var message = new HttpRequestMessage(HttpMethod.Get, $"{options.BaseFileUrl}/{filePath}");
        using var response = await Exchange(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode) throw await ReadRefusal(response, cancellationToken);
        try
        {
            await response.Content.CopyToAsync(destination, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new RequestException("The download of a file broke off.", response.StatusCode, fault);
        }
    }

    private async Task<HttpResponseMessage> Exchange(HttpRequestMessage message, HttpCompletionOption until, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(message, until, cancellationToken);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RequestException("The Bot API did not answer in time.", fault);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new RequestException($"The Bot API could not be reached ({fault.GetType().Name}).", fault);
        }
    }

    /// <summary>How long to wait before another try, or null when the caller shall decide.</summary>
    private TimeSpan? WaitAllowed(ApiRequestException refusal, int attempt) =>
        refusal is { ErrorCode: 429, Parameters.RetryAfter: { } seconds }
        && options.RetryThreshold > 0 && seconds <= options.RetryThreshold && attempt < options.RetryCount
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static async Task<TResponse> ReadResult<TResponse>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await Read<ApiResponse<TResponse>>(response, cancellationToken) is { Ok: true, Result: { } result }
            ? result
            : throw Incomplete(response);

    private static async Task<ApiRequestException> ReadRefusal(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await Read<ApiResponse>(response, cancellationToken) is { ErrorCode: not 0, Description: { } description } refusal
            ? new ApiRequestException(description, refusal.ErrorCode, refusal.Parameters)
            : throw Incomplete(response);

    private static async Task<T?> Read<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(JsonBotAPI.Options, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new RequestException("The Bot API answered with something else than its JSON.", response.StatusCode, fault);
        }
    }

    private static RequestException Incomplete(HttpResponseMessage response) =>
        new("The Bot API's answer lacks what every answer has.", response.StatusCode);
}
