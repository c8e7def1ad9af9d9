using System.Text.Json;

namespace KotanBot.Bench.Web;

/// <summary>A conversation of its own over one lean stream: one answer after the other, each waited for until it is durable.</summary>
internal sealed class LeanTalk : IDisposable
{
    private readonly LeanSocket _socket = new();
    private Task<string>? _listening;
    private int _sent;

    public LeanSocket Socket => _socket;

    /// <summary>All that the bot said so far.</summary>
    public List<string> Said { get; } = [];

    public async Task BeginAsync(Uri server, HttpClient http)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/chat/token"));
        ask.Headers.Add("Origin", server.GetLeftPart(UriPartial.Authority));
        using var answer = await http.SendAsync(ask);
        answer.EnsureSuccessStatusCode();
        var given = await answer.Content.ReadFromJsonAsync<JsonElement>();
        await _socket.OpenAsync(server, given.GetProperty("conversationId").GetString()!, given.GetProperty("token").GetString()!);
    }

    /// <summary>Returns when the answer is acknowledged as durable; null joins. A refusal ends the run.</summary>
    public async Task SayAsync(string? line)
    {
        var id = $"b{_sent++}";
        await _socket.SendAsync(line is null ? $"{{\"i\":\"{id}\",\"j\":1}}" : $"{{\"i\":\"{id}\",\"t\":{JsonSerializer.Serialize(line)}}}");
        while (!await ReadAsync(id))
        {
            // The frame held messages only.
        }
    }

    public async Task ReadUntilSaidAsync(int messages)
    {
        while (Said.Count < messages)
            await ReadAsync("");
    }

    /// <summary>Listens without an end to what comes next, which answers the server's pings.</summary>
    public void Listen() => _listening = _socket.ReceiveAsync();

    public void Dispose() => _socket.Dispose();

    /// <summary>Whether the next frame acknowledges that answer.</summary>
    private async Task<bool> ReadAsync(string id)
    {
        var text = await (_listening ?? _socket.ReceiveAsync());
        _listening = null;
        if (text.Length == 0)
            return false;
        using var frame = JsonDocument.Parse(text);
        if (frame.RootElement.TryGetProperty("no", out _))
            throw new InvalidOperationException($"refused: {text}");
        if (frame.RootElement.TryGetProperty("m", out var messages))
            Said.AddRange(messages.EnumerateArray().Where(m => !m.TryGetProperty("u", out _)).Select(m => m.GetProperty("t").GetString()!));
        return frame.RootElement.TryGetProperty("a", out var acknowledged)
            && acknowledged.EnumerateArray().Any(a => a[0].GetString() == id && a[1].GetInt64() > 0);
    }
}
