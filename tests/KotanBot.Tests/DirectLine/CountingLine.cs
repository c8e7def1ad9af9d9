using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KotanBot.Tests.DirectLine;

/// <summary>A line to a server that counts every byte both ways, heads and frames included, and notes each request's first line.</summary>
internal sealed class CountingLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private readonly CancellationTokenSource _stop = new();

    private readonly int _port;

    private long _bytes;

    public CountingLine(string url)
    {
        _port = new Uri(url).Port;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Method and path, without the query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
                await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream(), Note), PumpAsync(far.GetStream(), near.GetStream(), _ => { }));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // One side has gone, so the other goes as well.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Action<ReadOnlySpan<byte>> see)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            Interlocked.Add(ref _bytes, read);
            see(buffer.AsSpan(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }

    private void Note(ReadOnlySpan<byte> sent)
    {
        var words = Encoding.Latin1.GetString(sent[..Math.Min(sent.Length, 200)]).Split(' ', 3);
        if (words is ["GET" or "POST" or "HEAD", var target, _])
            Requests.Enqueue($"{words[0]} {target.Split('?')[0]}");
    }
}
