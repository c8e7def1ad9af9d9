using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace KotanBot.Bench.Telegram;

/// <summary>What a report cost in the web chat, seen from KotanBot. Calls are posts; the replies come by the stream.</summary>
internal sealed record WebReport(long Calls, long Sent, long Received);

/// <summary>One person at the chat page who posts lines and reads the replies from the stream, as the page does.</summary>
internal sealed class WebReporter(Uri server, HttpClient http) : IDisposable
{
    /// <summary>The stream is known to be quiet after this.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly HttpLine _line = new();
    private readonly ClientWebSocket _stream = new();
    private long _streamed;
    private Task _reading = Task.CompletedTask;
    private string _head = "";
    private string _path = "";
    private string _last = "";
    private int _sent;

    public async Task SitDownAsync(string code)
    {
        var origin = server.GetLeftPart(UriPartial.Authority);
        using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/chat/token"));
        ask.Headers.Add("Origin", origin);
        using var answer = await http.SendAsync(ask);
        answer.EnsureSuccessStatusCode();
        var given = await answer.Content.ReadFromJsonAsync<JsonElement>();
        _path = $"/v3/directline/conversations/{given.GetProperty("conversationId").GetString()}/activities";
        _head = $"Host: {server.Authority}\r\nAuthorization: Bearer {given.GetProperty("token").GetString()}\r\nOrigin: {origin}\r\n";
        await _line.ConnectAsync(server);
        _stream.Options.SetRequestHeader("Origin", origin);
        await _stream.ConnectAsync(new Uri(given.GetProperty("streamUrl").GetString()!.Replace("http", "ws", StringComparison.Ordinal)), CancellationToken.None);
        _reading = Task.Run(ReadAsync);
        foreach (var line in Talk.Registration(code, 1))
            await SayAsync(line);
    }

    public async Task<WebReport> ReportAsync()
    {
        await SettleAsync();
        var (posted, answered, streamed) = (_line.BytesSent, _line.BytesReceived, Volatile.Read(ref _streamed));
        foreach (var line in Talk.Report)
            await SayAsync(line);
        await SettleAsync();
        if (!_last.Contains(Talk.ReportKept, StringComparison.Ordinal))
            throw new InvalidOperationException($"the report was not kept: {_last}");
        return new WebReport(Talk.Report.Length, _line.BytesReceived - answered + Volatile.Read(ref _streamed) - streamed, _line.BytesSent - posted);
    }

    public void Dispose()
    {
        _line.Dispose();
        _stream.Abort();
        _reading.Wait();
        _stream.Dispose();
    }

    private async Task SayAsync(string text)
    {
        var body = $"{{\"type\":\"message\",\"text\":\"{text}\",\"from\":{{\"id\":\"bench\"}},\"locale\":\"id\",\"channelData\":{{\"clientActivityID\":\"r-{_sent++}\"}}}}";
        await _line.SendAsync(Encoding.UTF8.GetBytes($"POST {_path} HTTP/1.1\r\n{_head}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
    }

    private async Task SettleAsync()
    {
        for (var seen = -1L; seen != Volatile.Read(ref _streamed);)
        {
            seen = Volatile.Read(ref _streamed);
            await Task.Delay(Quiet);
        }
    }

    /// <summary>A frame of the server has a head of 2, 4 or 10 bytes.</summary>
    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var frame = await _stream.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (frame.Count > 0)
                    _last = Encoding.UTF8.GetString(buffer, 0, frame.Count);
                Interlocked.Add(ref _streamed, frame.Count + (frame.Count < 126 ? 2 : frame.Count < 65_536 ? 4 : 10));
            }
        }
        catch (Exception stopped) when (stopped is WebSocketException or OperationCanceledException)
        {
            // Aborted at the end.
        }
    }
}
