using System.Text;
using System.Text.Json;

namespace KotanBot.Bench.Telegram;

/// <summary>Posts one person's typed messages as Telegram does: an update with an id that grows, and the secret in its header.</summary>
internal sealed class UpdatePost(Uri server, string path, string secret) : IDisposable
{
    private static long _lastUpdate = 1_000_000_000;

    private HttpLine? _line;

    /// <summary>Returns after the 200.</summary>
    public async Task<Exchange> SendAsync(long chat, string text)
    {
        if (_line is null)
        {
            _line = new HttpLine();
            await _line.ConnectAsync(server);
        }
        var request = Request(chat, text);
        var (sent, received) = (_line.BytesSent, _line.BytesReceived);
        var clock = Stopwatch64.Start();
        await _line.SendAsync(request);
        return new Exchange(clock.Elapsed, _line.BytesSent - sent, _line.BytesReceived - received);
    }

    public void Dispose() => _line?.Dispose();

    private byte[] Request(long chat, string text)
    {
        var id = Interlocked.Increment(ref _lastUpdate);
        var entities = text.StartsWith('/') ? $",\"entities\":[{{\"offset\":0,\"length\":{text.Split(' ')[0].Length},\"type\":\"bot_command\"}}]" : "";
        var body = $"{{\"update_id\":{id},\"message\":{{\"message_id\":{id % 1_000_000_000},"
            + $"\"from\":{{\"id\":{chat},\"is_bot\":false,\"first_name\":\"Sari\",\"language_code\":\"id\"}},\"chat\":{{\"id\":{chat},\"first_name\":\"Sari\",\"type\":\"private\"}},"
            + $"\"date\":{DateTimeOffset.UtcNow.ToUnixTimeSeconds()},\"text\":{JsonSerializer.Serialize(text)}{entities}}}}}";
        return Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nX-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }
}
