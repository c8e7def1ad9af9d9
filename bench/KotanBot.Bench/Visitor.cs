using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace KotanBot.Bench;

/// <summary>One person at the chat page, who writes a line, waits until it is durable, and writes the next. After the last line another person sits down.</summary>
internal sealed class Visitor(Uri server, string code, HttpClient http, int seat) : ITalker
{
    private const int Seats = 1000;

    private HttpLine? _line;
    private ImmutableArray<string?> _talk = [];
    private int _next;
    private int _persons;
    private int _sent;
    private string _head = "";
    private string _conversation = "";

    public async Task<Exchange> SendOneAsync()
    {
        if (_next == _talk.Length)
            await SitDownAsync();
        var line = _line!;
        var (sent, received) = (line.BytesSent, line.BytesReceived);
        var request = Request(_talk[_next++]);
        var clock = Stopwatch64.Start();
        var body = await line.SendAsync(request);
        var took = clock.Elapsed;
        if (!body.Span.StartsWith("{\"id\":\""u8) || body.Length < 10)
            throw new InvalidOperationException($"not an accepted activity: {Encoding.UTF8.GetString(body.Span)}");
        return new Exchange(took, line.BytesSent - sent, line.BytesReceived - received);
    }

    /// <summary>Writes the rest of the talk and then reads the log as a client would: every report must have been kept.</summary>
    public async Task<int> FinishAsync()
    {
        var turns = 0;
        for (; _next < _talk.Length; turns++)
            await SendOneAsync();
        var log = new StringBuilder();
        for (var watermark = ""; ;)
        {
            var body = await _line!.SendAsync(Encoding.UTF8.GetBytes($"GET {Path}?watermark={watermark} HTTP/1.1\r\n{_head}\r\n"));
            using var set = JsonDocument.Parse(body);
            if (set.RootElement.GetProperty("activities").GetArrayLength() == 0)
                break;
            watermark = set.RootElement.GetProperty("watermark").GetString()!;
            foreach (var activity in set.RootElement.GetProperty("activities").EnumerateArray())
                log.Append(activity.GetProperty("from").GetProperty("id").GetString()).Append(": ").AppendLine(activity.TryGetProperty("text", out var text) ? text.GetString() : "");
        }
        var kept = log.ToString().Split(Talk.ReportKept).Length - 1;
        return kept == Talk.Reports ? turns : throw new InvalidOperationException($"{kept} reports were kept, not {Talk.Reports}:\n{log}");
    }

    public void Dispose() => _line?.Dispose();

    private string Path => $"/v3/directline/conversations/{_conversation}/activities";

    private async Task SitDownAsync()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/chat/token"));
        ask.Headers.Add("Origin", server.GetLeftPart(UriPartial.Authority));
        using var answer = await http.SendAsync(ask);
        answer.EnsureSuccessStatusCode();
        var given = await answer.Content.ReadFromJsonAsync<JsonElement>();
        _conversation = given.GetProperty("conversationId").GetString()!;
        _head = $"Host: {server.Authority}\r\nAuthorization: Bearer {given.GetProperty("token").GetString()}\r\nOrigin: {server.GetLeftPart(UriPartial.Authority)}\r\n";
        _talk = Talk.Lines(code, (_persons++ * Seats) + seat);
        _next = 0;
        if (_line is null)
        {
            _line = new HttpLine();
            await _line.ConnectAsync(server);
        }
    }

    private byte[] Request(string? text)
    {
        var activity = text is null ? "\"type\":\"event\",\"name\":\"webchat/join\"" : $"\"type\":\"message\",\"text\":\"{text}\"";
        var body = $"{{{activity},\"from\":{{\"id\":\"bench\"}},\"locale\":\"id\",\"channelData\":{{\"clientActivityID\":\"b{seat}-{_sent++}\"}}}}";
        return Encoding.UTF8.GetBytes($"POST {Path} HTTP/1.1\r\n{_head}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }
}
