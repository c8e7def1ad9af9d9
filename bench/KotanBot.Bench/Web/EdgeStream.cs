using System.Net.Sockets;
using System.Threading.Channels;

namespace KotanBot.Bench.Web;

/// <summary>
/// One direction of one connection over the line. Bytes arrive in order: a lost packet holds back everything behind it, until the
/// third packet behind it has arrived and told (then it takes a round trip more), else until the sender's timeout. A connection has
/// at most one packet waiting for the line, so that connections share it evenly.
/// </summary>
internal sealed class EdgeStream(EdgeLine line, EdgeLane lane, Socket from, Socket to, Action<ReadOnlyMemory<byte>> sent)
{
    public const int PacketBytes = 1400;

    private const int TellingPackets = 3;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

    private readonly Channel<Packet> _underWay = Channel.CreateUnbounded<Packet>();
    private readonly Lock _lock = new();
    private readonly List<Packet> _missing = [];

    public Task RunAsync(TimeSpan connectedAt) => Task.WhenAll(SendAsync(connectedAt), ArriveAsync());

    private async Task SendAsync(TimeSpan connectedAt)
    {
        try
        {
            await line.WaitUntilAsync(connectedAt);
            var buffer = new byte[PacketBytes];
            while (await from.ReceiveAsync(buffer) is var count and > 0)
            {
                sent(buffer.AsMemory(0, count));
                var leaves = lane.Reserve(line.Now, count);
                Send(new Packet(buffer.AsSpan(0, count).ToArray(), leaves + EdgeLine.OneWay), leaves);
                await line.WaitUntilAsync(leaves - EdgeLane.Took(count));
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The other side is gone.
        }
        finally
        {
            _underWay.Writer.Complete();
        }
    }

    private void Send(Packet packet, TimeSpan leaves)
    {
        lock (_lock)
        {
            if (line.Loses())
            {
                lane.Reserve(line.Now, packet.Bytes.Length);
                packet.Again = EdgeLane.Took(packet.Bytes.Length) + line.RepeatedLoss();
                packet.Due = leaves + EdgeLine.Timeout + EdgeLine.OneWay + packet.Again;
                _missing.Add(packet);
            }
            else
            {
                foreach (var missing in _missing.Where(m => ++m.Followers == TellingPackets))
                    missing.Due = Earlier(missing.Due, packet.Due + EdgeLine.RoundTrip + missing.Again);
            }
        }
        _underWay.Writer.TryWrite(packet);
    }

    private async Task ArriveAsync()
    {
        try
        {
            await foreach (var packet in _underWay.Reader.ReadAllAsync())
            {
                while (Rest(packet) is var rest && rest > TimeSpan.Zero)
                    await Task.Delay(rest);
                await to.SendAsync(packet.Bytes);
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            from.Dispose();
        }
    }

    /// <summary>A missing packet is looked at again and again, since it may be told about meanwhile.</summary>
    private TimeSpan Rest(Packet packet)
    {
        lock (_lock)
        {
            var rest = packet.Due - line.Now;
            if (!_missing.Contains(packet))
                return rest;
            if (rest <= TimeSpan.Zero)
                _missing.Remove(packet);
            return rest < LookAgain ? rest : LookAgain;
        }
    }

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed class Packet(byte[] bytes, TimeSpan due)
    {
        public byte[] Bytes => bytes;

        public TimeSpan Due { get; set; } = due;

        /// <summary>How long its repetition takes beside the delay.</summary>
        public TimeSpan Again { get; set; }

        public int Followers { get; set; }
    }
}
