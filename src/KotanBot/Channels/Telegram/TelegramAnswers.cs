using System.Net;
using System.Text;
using System.Text.Json;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Holds every answer of the Bot API whole before the client sees it, up to a limit; only a file streams. A 200 that does not say
/// <c>"ok": true</c> is none of Telegram's (a proxy's page) and becomes a 502, so that behind here a 200 means that it was done.
/// </summary>
internal sealed class TelegramAnswers(HttpMessageHandler network) : DelegatingHandler(network)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode && request.RequestUri?.AbsolutePath.StartsWith("/file/", StringComparison.Ordinal) == true)
            return answer;
        try
        {
            await HoldAsync(answer, cancellationToken);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
        return answer;
    }

    private static async Task HoldAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            await answer.Content.LoadIntoBufferAsync(TelegramNetwork.MostAnswerBytes, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && answer.StatusCode == HttpStatusCode.OK && IsJson(answer.Content))
        {
            // It was done, and what came of it broke off or is beyond all measure.
            answer.Content.Dispose();
            answer.Content = new StringContent("", Encoding.UTF8, "application/json");
            return;
        }
        if (answer.StatusCode == HttpStatusCode.OK && !SaysOk(await answer.Content.ReadAsByteArrayAsync(cancellation)))
            answer.StatusCode = HttpStatusCode.BadGateway;
    }

    private static bool IsJson(HttpContent content) => content.Headers.ContentType?.MediaType == "application/json";

    /// <summary>Whether it begins as an answer that says so; what follows may be broken.</summary>
    private static bool SaysOk(byte[] answer)
    {
        var reader = new Utf8JsonReader(answer, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 512 }));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("ok"u8))
                    return reader.Read() && reader.TokenType == JsonTokenType.True;
                if (!reader.TrySkip())
                    return false;
            }
            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
