using System.IO.Compression;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;

namespace KotanBot.Tests.DirectLine;

/// <summary>What really goes over the wire of a stream.</summary>
public sealed class StreamCompressionTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    private const string Offer = "permessage-deflate; client_max_window_bits";

    [Fact]
    public async Task Agrees_that_neither_side_keeps_a_context_even_where_the_client_does_not_offer_it()
    {
        var chat = await gateway.BeginAsync();
        using var line = await RawLine.OpenAsync(gateway.Url, chat, chat.Token, Offer);
        Assert.Contains("permessage-deflate", line.Extensions);
        Assert.Contains("server_no_context_takeover", line.Extensions);
        Assert.Contains("client_no_context_takeover", line.Extensions);
    }

    [Fact]
    public async Task Packs_long_frames_each_by_itself_and_leaves_short_ones()
    {
        var chat = await gateway.BeginAsync();
        for (var i = 0; i < 20; i++)
            await chat.SayAsync("panjang");
        using var line = await RawLine.OpenAsync(gateway.Url, chat, chat.Token, Offer);
        var (packed, bytes) = await line.NextAsync();
        Assert.True(packed);
        var text = RawLine.Unpack(bytes);
        Assert.Equal(40, JsonNode.Parse(text)!["w"]!.GetValue<int>());
        Assert.True(bytes.Length * 4 < text.Length, $"{text.Length} bytes became {bytes.Length}");

        // Again from nothing: a frame can be read without those before it.
        await chat.SayAsync("panjang");
        (packed, bytes) = await line.NextAsync();
        Assert.True(packed);
        Assert.Equal(42, JsonNode.Parse(RawLine.Unpack(bytes))!["w"]!.GetValue<int>());

        await chat.SayAsync("a", "x1");
        (packed, bytes) = await line.NextAsync();
        Assert.False(packed);
        Assert.Equal("""{"m":[{"n":43,"u":1,"t":"a","i":"x1"},{"n":44,"t":"Anda menulis: a"}],"w":44}""", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task A_token_goes_alone_and_unpacked()
    {
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("halo");
        gateway.Time.Now += TimeSpan.FromDays(2);
        using var line = await RawLine.OpenAsync(gateway.Url, chat, chat.Resume, Offer);
        var (packed, bytes) = await line.NextAsync();
        Assert.False(packed);
        Assert.Equal("r", Assert.Single(JsonNode.Parse(bytes)!.AsObject()).Key);
    }

    [Fact]
    public async Task A_client_that_packs_is_read_and_one_without_compression_is_served()
    {
        var chat = await gateway.BeginAsync();
        await using var packing = await chat.ListenLeanAsync(options: o => o.DangerousDeflateOptions = new WebSocketDeflateOptions());
        await using var plain = await chat.ListenLeanAsync();
        var words = string.Concat(Enumerable.Repeat("peserta ", 400)).Trim();
        await packing.SendAsync($$"""{"i":"x1","t":"{{words}}"}""");
        Assert.Equal("Anda menulis: " + words, (await packing.NextSetAsync())["m"]![0]!["t"]!.GetValue<string>());
        Assert.Equal(words, (await plain.NextSetAsync())["m"]![0]!["t"]!.GetValue<string>());
        await packing.SendAsync("""{"i":"x2","t":"pendek"}""");
        Assert.Equal("""{"a":[["x2",3]],"m":[{"n":4,"t":"Anda menulis: pendek"}],"w":4}""", (await packing.NextSetAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_short_frame_that_unpacks_to_much_is_refused()
    {
        var chat = await gateway.BeginAsync();
        await using var packing = await chat.ListenLeanAsync(options: o => o.DangerousDeflateOptions = new WebSocketDeflateOptions());
        await packing.SendAsync($$"""{"i":"x1","t":"{{new string('x', 500_000)}}"}""");
        Assert.Equal(413, (await packing.NextSetAsync())["no"]!["s"]!.GetValue<int>());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await packing.ReadToCloseAsync());
    }

    /// <summary>A stream read byte by byte.</summary>
    private sealed class RawLine : IDisposable
    {
        private readonly TcpClient _client = new();

        public string Extensions { get; private set; } = "";

        public static async Task<RawLine> OpenAsync(string url, Chat chat, string token, string extensions)
        {
            var line = new RawLine();
            var address = new Uri(url);
            await line._client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            var request = $"GET {chat.Path("/stream?watermark=0")} HTTP/1.1\r\nHost: {address.Authority}\r\nOrigin: {url}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Convert.ToBase64String(new byte[16])}\r\n"
                + $"Sec-WebSocket-Protocol: {LeanWire.Protocol}, {token}\r\nSec-WebSocket-Extensions: {extensions}\r\n\r\n";
            await line._client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
            var head = new StringBuilder();
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                head.Append((char)(await line.ReadAsync(1))[0]);
            Assert.StartsWith("HTTP/1.1 101 ", head.ToString());
            line.Extensions = head.ToString().Split("\r\n").FirstOrDefault(h => h.StartsWith("Sec-WebSocket-Extensions:", StringComparison.OrdinalIgnoreCase)) ?? "";
            return line;
        }

        /// <summary>The next frame of text as it came, but for signs that a busy machine makes the bot give.</summary>
        public async Task<(bool Packed, byte[] Bytes)> NextAsync()
        {
            while (true)
            {
                var (packed, bytes) = await NextFrameAsync();
                if (!bytes.AsSpan().SequenceEqual("""{"y":1}"""u8))
                    return (packed, bytes);
            }
        }

        private async Task<(bool Packed, byte[] Bytes)> NextFrameAsync()
        {
            var head = await ReadAsync(2);
            Assert.Equal(0x81, head[0] & 0x8F);
            var length = head[1] switch
            {
                126 => await ReadAsync(2) is var two ? (two[0] << 8) | two[1] : 0,
                127 => throw new InvalidOperationException("frames here are shorter"),
                var few => few,
            };
            return ((head[0] & 0x40) != 0, await ReadAsync(length));
        }

        public static string Unpack(byte[] bytes)
        {
            using var packed = new MemoryStream([.. bytes, 0x00, 0x00, 0xFF, 0xFF]);
            using var unpacking = new DeflateStream(packed, CompressionMode.Decompress);
            using var text = new MemoryStream();
            unpacking.CopyTo(text);
            return Encoding.UTF8.GetString(text.ToArray());
        }

        public void Dispose() => _client.Dispose();

        private async Task<byte[]> ReadAsync(int count)
        {
            var bytes = new byte[count];
            await _client.GetStream().ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
            return bytes;
        }
    }
}
