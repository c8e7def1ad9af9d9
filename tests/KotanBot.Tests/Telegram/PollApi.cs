using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace KotanBot.Tests.Telegram;

/// <summary>A Bot API that answers getUpdates from a script and after that holds the call, as Telegram does while nothing happens.</summary>
internal sealed class PollApi(params Func<HttpResponseMessage>[] script) : HttpMessageHandler
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    public List<JsonObject> Asked { get; } = [];

    /// <summary>Once the script is used up and the bot waits for more.</summary>
    public Task Held => _held.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public IReadOnlyList<int?> Offsets
    {
        get
        {
            lock (Asked)
                return [.. Asked.Select(a => (int?)a["offset"])];
        }
    }

    public static Func<HttpResponseMessage> Updates(params string[] updates) => Raw($$"""{"ok":true,"result":[{{string.Join(',', updates)}}]}""");

    public static Func<HttpResponseMessage> Refusal(int code, string description = "Conflict") =>
        Raw($$"""{"ok":false,"error_code":{{code}},"description":"{{description}}"}""", (HttpStatusCode)code);

    public static Func<HttpResponseMessage> Raw(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        () => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static string Text(int id, long chat, string text) =>
        $$$"""{"update_id":{{{id}}},"message":{"message_id":{{{id}}},"date":1767225600,"from":{"id":{{{chat}}},"is_bot":false,"first_name":"Sari"},"chat":{"id":{{{chat}}},"type":"private"},"text":"{{{text}}}"}}""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = (JsonObject)JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        lock (Asked)
            Asked.Add(body);
        if (_next < script.Length)
            return script[_next++]();
        if ((int?)body["timeout"] is null or 0)
            return Updates()();
        _held.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("an endless wait ended");
    }
}
