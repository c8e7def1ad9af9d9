using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KotanBot.Tests.Clients;

/// <summary>
/// A TCP line between a client and a server that breaks when it is told to: all that is open at once, the answer to the
/// next post, or anywhere by chance, also in the middle of a frame.
/// </summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Link, byte> _open = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Random? _chance;
    private Task _accepting = Task.CompletedTask;
    private int _swallow;
    private int _cuts;

    private CuttableLine(Uri server, Random? chance)
    {
        _server = server;
        _chance = chance;
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>How many connections were broken.</summary>
    public int Cuts => _cuts;

    /// <summary>Nothing breaks by chance for now.</summary>
    public bool Holds { get; set; }

    /// <param name="server">Where the line ends; it may go and come back.</param>
    /// <param name="chance">Breaks one in forty pieces of what goes over the line; null never.</param>
    public static CuttableLine Open(Uri server, Random? chance = null)
    {
        var line = new CuttableLine(server, chance);
        line._listener.Start();
        line.Url = new Uri($"http://{line._listener.LocalEndpoint}/");
        line._accepting = line.AcceptAsync();
        return line;
    }

    public void CutAll()
    {
        foreach (var link in _open.Keys)
            Cut(link);
    }

    /// <summary>The server takes the next post and its answer gets lost.</summary>
    public void SwallowNextAnswer() => Interlocked.Exchange(ref _swallow, 1);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (var link in _open.Keys)
            link.Reset();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (; ; )
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The line is taken down.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        var link = new Link(client, new TcpClient());
        _open[link] = 0;
        try
        {
            await link.Server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            await Task.WhenAny(CopyAsync(link, link.Client, link.Server, fromClient: true), CopyAsync(link, link.Server, link.Client, fromClient: false));
        }
        catch (Exception away) when (away is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server is not there.
        }
        finally
        {
            _open.TryRemove(link, out _);
            link.Reset();
        }
    }

    private async Task CopyAsync(Link link, TcpClient from, TcpClient to, bool fromClient)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer, _stop.Token)) > 0;)
            {
                if (fromClient)
                    link.Begins(buffer.AsSpan(0, read));
                else if (link.AwaitsAnswer && Interlocked.Exchange(ref _swallow, 0) == 1)
                {
                    Cut(link);
                    return;
                }

                if (Chance() is { } share)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, (int)(read * share)), _stop.Token);
                    Cut(link);
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone; so is the other, soon.
        }
    }

    /// <summary>How much of a piece still gets through before the line breaks; null when it does not break.</summary>
    private double? Chance()
    {
        if (_chance is null || Holds)
            return null;
        lock (_chance)
            return _chance.Next(40) == 0 ? _chance.NextDouble() : null;
    }

    private void Cut(Link link)
    {
        if (!_open.TryRemove(link, out _))
            return;
        Interlocked.Increment(ref _cuts);
        link.Reset();
    }

    private sealed class Link(TcpClient client, TcpClient server)
    {
        public TcpClient Client => client;

        public TcpClient Server => server;

        /// <summary>Whether the last request was a post.</summary>
        public bool AwaitsAnswer { get; private set; }

        public void Begins(ReadOnlySpan<byte> piece)
        {
            if (piece.StartsWith("POST "u8))
                AwaitsAnswer = true;
            else if (piece.StartsWith("GET "u8))
                AwaitsAnswer = false;
        }

        /// <summary>No goodbye: the other end learns of it by a reset.</summary>
        public void Reset()
        {
            client.LingerState = new LingerOption(true, 0);
            client.Dispose();
            server.Dispose();
        }
    }
}
