using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace KotanBot.Tests.Telegram;

/// <summary>Answers many requests at once by what they ask; a message is taken and numbered unless the test decides otherwise.</summary>
internal sealed class ChatApi(Func<ChatApi.Call, HttpResponseMessage?>? decide = null) : HttpMessageHandler
{
    private int _messageId = 100;

    public ConcurrentQueue<Call> Calls { get; } = new();

    public static HttpResponseMessage Refuse(int code, string description, int? retryAfter = null) => Json(
        (HttpStatusCode)code,
        new { ok = false, error_code = code, description, parameters = retryAfter is null ? null : new { retry_after = retryAfter } });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Deserialize<JsonElement>(await request.Content!.ReadAsStringAsync(cancellationToken));
        var call = new Call(request.RequestUri!.Segments[^1], body);
        Calls.Enqueue(call);
        return decide?.Invoke(call) ?? Take(call);
    }

    private HttpResponseMessage Take(Call call) => call.Method is "sendMessage" or "editMessageText" or "editMessageReplyMarkup"
        ? Json(HttpStatusCode.OK, new { ok = true, result = new { message_id = Interlocked.Increment(ref _messageId), date = 1_770_000_000, chat = new { id = call.ChatId, type = "private" } } })
        : Json(HttpStatusCode.OK, new { ok = true, result = true });

    private static HttpResponseMessage Json(HttpStatusCode status, object body) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };

    internal sealed record Call(string Method, JsonElement Body)
    {
        public long ChatId => Body.GetProperty("chat_id").GetInt64();

        public string? Text => Body.TryGetProperty("text", out var text) ? text.GetString() : null;

        public bool Has(string name) => Body.TryGetProperty(name, out _);
    }
}
