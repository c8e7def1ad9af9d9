using System.Collections.Immutable;
using KotanBot.Channels.Telegram;
using KotanBot.Core.Conversations;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using Microsoft.Extensions.Logging;
using Telegram.Bot;

namespace KotanBot.Tests.Telegram;

/// <summary>The channel and the touches over a scripted Bot API and a clock of the test's own.</summary>
internal sealed class TelegramStage : IDisposable
{
    public const string Token = "123456:rahasia-sekali";

    private readonly HttpClient _http;

    public TelegramStage(HttpMessageHandler api, Func<StoredMessage, ImmutableArray<TelegramText>>? write = null)
        : this(api, new TelegramBotClientOptions(Token), new VirtualTime(), write)
    {
    }

    public TelegramStage(Uri server, string token, VirtualTime time)
        : this(new SocketsHttpHandler(), new TelegramBotClientOptions(token, server.ToString()), time, null)
    {
    }

    private TelegramStage(HttpMessageHandler api, TelegramBotClientOptions options, VirtualTime time, Func<StoredMessage, ImmutableArray<TelegramText>>? write)
    {
        Time = time;
        _http = new HttpClient(api);
        options.RetryThreshold = 0;
        Pace = new TelegramPace(Time);
        var client = new TelegramBotClient(options, _http);
        var settings = TelegramSettings.Read(name => name == TelegramSettings.TokenVariable ? Token : null)!;
        var sending = new TelegramSending(client, Pace, new TelegramTrouble(settings, Time, Log.CreateLogger<TelegramTrouble>()), Time, Log.CreateLogger<TelegramSending>());
        Channel = new TelegramChannel(sending, write ?? TelegramWire.Write, new MadeFiles(Makers, Log.CreateLogger<MadeFiles>()), Log.CreateLogger<TelegramChannel>());
        Touches = new TelegramTouches(sending, Log.CreateLogger<TelegramTouches>());
    }

    /// <summary>What makes the files of messages.</summary>
    public List<IFileMaker> Makers { get; } = [];

    public VirtualTime Time { get; }

    public ListLogger Log { get; } = new();

    public TelegramPace Pace { get; }

    public TelegramChannel Channel { get; }

    public TelegramTouches Touches { get; }

    public static StoredMessage Message(long chat, string text, bool unprompted = false, long ordinal = 2) =>
        new($"conversation {chat}", new ChannelAddress("telegram", $"{chat}"), ordinal, 1, FromPerson: false, default, new Prompt(text), null, null) { Unprompted = unprompted };

    public Task<SendResult> SendAsync(StoredMessage message) => Channel.SendAsync(message, CancellationToken.None);

    public void Dispose()
    {
        Pace.Dispose();
        _http.Dispose();
    }
}
