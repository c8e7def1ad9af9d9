using System.Text;

namespace KotanBot.Bench;

/// <summary>Asks the bare app for its hello, over and over on one connection.</summary>
internal sealed class Greeter(Uri server) : ILoad
{
    private readonly byte[] _request = Encoding.ASCII.GetBytes($"GET {BareApp.Path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
    private HttpLine? _line;

    public async Task<Exchange> SendOneAsync()
    {
        if (_line is null)
        {
            _line = new HttpLine();
            await _line.ConnectAsync(server);
        }
        var (sent, received) = (_line.BytesSent, _line.BytesReceived);
        var clock = Stopwatch64.Start();
        await _line.SendAsync(_request);
        return new Exchange(clock.Elapsed, _line.BytesSent - sent, _line.BytesReceived - received);
    }

    public void Dispose() => _line?.Dispose();
}
