using System.Net;
using System.Net.Http.Headers;
using System.Text;
using KotanBot.Channels.Telegram;
using KotanBot.Tests.Polyfills;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace KotanBot.Tests.Telegram;

/// <summary>What reaches the client of what a server answers: never more than fits, and a 200 only for what was done.</summary>
public sealed class TelegramAnswersTests
{
    [Theory]
    [InlineData("<html>login</html>", "text/html", 502)]
    [InlineData("<html>login</html>", "application/json", 502)]
    [InlineData("", "application/json", 502)]
    [InlineData("{}", "application/json", 502)]
    [InlineData("""{"ok":false}""", "application/json", 502)]
    [InlineData("""{"result":{"ok":true}}""", "application/json", 502)]
    [InlineData("""{"ok":true,"resu""", "application/json", 200)]
    [InlineData("""{"result":{"message_id":"?"},"ok":true}""", "application/json", 200)]
    public async Task Only_what_says_ok_is_a_200(string text, string mediaType, int status)
    {
        var fault = await Assert.ThrowsAsync<RequestException>(() => SendAsync(new ScriptedApi(ScriptedApi.Text(text, mediaType, HttpStatusCode.OK))));

        Assert.Equal(status, (int?)fault.HttpStatusCode);
        Assert.Equal(status == 200, TelegramFaultReader.WasDone(fault));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task An_answer_without_end_is_read_up_to_a_limit_only(HttpStatusCode status)
    {
        using var endless = new Endless();
        var fault = await Assert.ThrowsAsync<RequestException>(() => SendAsync(new ScriptedApi(Of(endless, status))));

        Assert.Equal(status == HttpStatusCode.OK, TelegramFaultReader.WasDone(fault));
        Assert.IsType<TelegramFault.Unavailable>(TelegramFaultReader.Read(fault));
        Assert.InRange(endless.Taken, 1, TelegramNetwork.MostAnswerBytes + 1_000_000);
    }

    [Fact]
    public async Task A_file_streams_past_that_limit()
    {
        using var file = new MemoryStream(new byte[TelegramNetwork.MostAnswerBytes + 1]);
        using var http = Client(new ScriptedApi(Of(file, HttpStatusCode.OK)));
        using var kept = new MemoryStream();

        await Bot(http).DownloadFile("documents/a.pdf", kept, TestContext.Current.CancellationToken);

        Assert.Equal(TelegramNetwork.MostAnswerBytes + 1, kept.Length);
    }

    private static async Task SendAsync(ScriptedApi api)
    {
        using var http = Client(api);
        await Bot(http).SendMessage(77, "halo", cancellationToken: TestContext.Current.CancellationToken);
    }

    private static TelegramBotClient Bot(HttpClient http) => new(Settings().ClientOptions(), http);

    private static HttpClient Client(ScriptedApi api) => TelegramNetwork.CreateClient(Settings() with { Network = api }, new TelegramRawUpdates());

    private static TelegramSettings Settings() => TelegramSettings.Read(name => name == TelegramSettings.TokenVariable ? "123456:AAH-secret" : null)!;

    private static Func<HttpResponseMessage> Of(Stream stream, HttpStatusCode status) => () =>
    {
        var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(status) { Content = content };
    };

    /// <summary>The beginning of a JSON text that never comes to its end.</summary>
    private sealed class Endless : Stream
    {
        private static readonly byte[] Start = Encoding.UTF8.GetBytes("{\"ok\":true,\"description\":\"");

        public long Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'x');
            if (Taken == 0)
                Start.CopyTo(buffer);
            Taken += buffer.Length;
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
