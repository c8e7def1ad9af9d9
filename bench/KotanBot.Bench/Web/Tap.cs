using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace KotanBot.Bench.Web;

/// <summary>A TCP proxy before one server, which keeps every byte that passes, and lets it pass over an emulated line where one is given.</summary>
internal sealed class Tap : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private readonly EdgeLine? _line;
    private readonly List<TappedConnection> _connections = [];
    private readonly List<Task> _relays = [];
    private readonly Task _accepting;

    private Tap(Uri server, EdgeLine? line)
    {
        (_server, _line) = (server, line);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public static Tap Start(Uri server, EdgeLine? line = null) => new(server, line);

    public List<TappedConnection> Connections()
    {
        lock (_connections)
            return [.. _connections];
    }

    public Traffic Traffic() => Connections().Aggregate(new Traffic(0, 0), (sum, c) => sum + new Traffic(c.Up.Length, c.Down.Length));

    /// <summary>Returns when nothing has passed for that long.</summary>
    public async Task<Traffic> SettleAsync(TimeSpan quiet)
    {
        for (Traffic? seen = null; seen != Traffic();)
        {
            seen = Traffic();
            await Task.Delay(quiet);
        }
        return Traffic();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var connection in Connections())
            connection.Hang();
        await Task.WhenAll(_relays);
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var browser = await _listener.AcceptSocketAsync();
                var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await server.ConnectAsync(IPAddress.Loopback, _server.Port);
                var connection = new TappedConnection(browser, server);
                lock (_connections)
                    _connections.Add(connection);
                _relays.Add(connection.RelayAsync(_line));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }
}

/// <summary>Bytes from the browser and to the browser.</summary>
internal sealed record Traffic(long Up, long Down)
{
    public long Together => Up + Down;

    public static Traffic operator +(Traffic a, Traffic b) => new(a.Up + b.Up, a.Down + b.Down);

    public static Traffic operator -(Traffic a, Traffic b) => new(a.Up - b.Up, a.Down - b.Down);
}

/// <summary>One connection of the browser, with all that passed in each direction.</summary>
internal sealed class TappedConnection(Socket browser, Socket server)
{
    public Passed Up { get; } = new();

    public Passed Down { get; } = new();

    public async Task RelayAsync(EdgeLine? line)
    {
        browser.NoDelay = server.NoDelay = true;
        if (line is null)
        {
            await Task.WhenAll(RelayAsync(browser, server, Up), RelayAsync(server, browser, Down));
        }
        else
        {
            var connected = line.Connected();
            await Task.WhenAll(
                new EdgeStream(line, line.Up, browser, server, b => Up.Add(b.Span)).RunAsync(connected),
                new EdgeStream(line, line.Down, server, browser, b => Down.Add(b.Span)).RunAsync(connected));
        }
        Hang();
    }

    public void Hang()
    {
        browser.Dispose();
        server.Dispose();
    }

    private static async Task RelayAsync(Socket from, Socket to, Passed passed)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                passed.Add(buffer.AsSpan(0, count));
                await to.SendAsync(buffer.AsMemory(0, count));
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}

/// <summary>The bytes of one direction so far.</summary>
internal sealed class Passed
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Lock _lock = new();

    public long Length
    {
        get
        {
            lock (_lock)
                return _bytes.WrittenCount;
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
            _bytes.Write(bytes);
    }

    public byte[] ToArray()
    {
        lock (_lock)
            return _bytes.WrittenSpan.ToArray();
    }
}
