using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KotanBot.Bench.Web;

/// <summary>Whether the emulated line is what it says: transfers of known sizes, on a connection of their own, beside the time they should take.</summary>
internal sealed class LineCheck(bool quick)
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    private readonly List<(int Size, double Should, double Took, Spread Lossy)> _rows = [];
    private int _packets;
    private int _lost;

    private int LossyTries => quick ? 3 : 21;

    public async Task RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener);
        var server = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        foreach (var size in Sizes)
        {
            var took = await FetchAsync(server, new EdgeLine(1, 0), size);
            var lines = Enumerable.Range(0, LossyTries).Select(i => new EdgeLine(size + i, EdgeLine.Loss)).ToList();
            // Lines of their own, so that they may run side by side.
            var lossy = await Task.WhenAll(lines.Select(l => FetchAsync(server, l, size)));
            _packets += lines.Sum(l => l.Packets);
            _lost += lines.Sum(l => l.Lost);
            _rows.Add((size, Should(size), took, new Spread(lossy)));
            Console.Error.WriteLine($"line: {size} bytes should take {Should(size):0.00} s, took {took:0.00} s, with losses {_rows[^1].Lossy.Median:0.00} s");
        }
        listener.Stop();
        await serving;
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine($"The line itself, looked at in this run: {_lost} of {_packets} packets were lost where losses were wanted.");
        page.AppendLine();
        page.AppendLine($"| bytes asked for on a new connection | should take without losses, s | took | took with losses, {LossyTries} times |");
        page.AppendLine("|---|---|---|---|");
        foreach (var (size, should, took, lossy) in _rows)
            page.AppendLine($"| {size} | {should:0.00} | {took:0.00} | {ReportText.Cell(lossy, "0.00")} |");
        page.AppendLine();
    }

    /// <summary>A round trip to connect, one for the question and the answer, and the packets at the line's rate.</summary>
    private static double Should(int size)
    {
        var full = size / EdgeStream.PacketBytes;
        var rest = size % EdgeStream.PacketBytes;
        var bits = EdgeLane.Took(sizeof(int)) + (full * EdgeLane.Took(EdgeStream.PacketBytes)) + (rest > 0 ? EdgeLane.Took(rest) : TimeSpan.Zero);
        return ((2 * EdgeLine.RoundTrip) + bits).TotalSeconds;
    }

    private static async Task<double> FetchAsync(Uri server, EdgeLine line, int size)
    {
        await using var tap = Tap.Start(server, line);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var clock = Stopwatch64.Start();
        await socket.ConnectAsync(IPAddress.Loopback, tap.Address.Port);
        var asked = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(asked, size);
        await socket.SendAsync(asked);
        var buffer = new byte[64 * 1024];
        var got = 0;
        while (got < size)
            got += await socket.ReceiveAsync(buffer) is var count and > 0 ? count : throw new InvalidOperationException("the line broke");
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Answers a number with that many bytes.</summary>
    private static async Task ServeAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private static async Task AnswerAsync(Socket socket)
    {
        using var owned = socket;
        socket.NoDelay = true;
        var asked = new byte[sizeof(int)];
        if (await socket.ReceiveAsync(asked) == asked.Length)
            await socket.SendAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(asked)]);
        await socket.ReceiveAsync(asked);
    }
}
