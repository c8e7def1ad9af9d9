using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

/// <summary>
/// The real host on a free port with a real database; only the deciding is a small script, so that these tests speak about
/// the channel alone. Started anew on the same folder it is the same gateway after a restart.
/// </summary>
public sealed class WebGateway : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kotanbot-web-");

    private RunningGateway? _running;

    internal SettableTime Time { get; } = new();

    /// <summary>Set before the start, where the small bot is not enough.</summary>
    public RunTurnFunction RunTurn { get; init; } = ScriptedBot.RunTurn;

    public HttpClient Client => _running!.Client;

    public string Url { get; private set; } = "";

    public IServiceProvider Services => _running!.Services;

    /// <summary>Set before the start.</summary>
    public DatabaseOptions Database { get; init; } = new();

    /// <summary>Set before the start.</summary>
    public ImmutableArray<string> TrustedOrigins { get; init; } = [];

    /// <summary>Set before the start, null for none.</summary>
    public DirectLineLimitSettings? Limits { get; init; }

    /// <summary>Takes the place of <see cref="Time"/>.</summary>
    public TimeProvider? Clock { get; init; }

    public string SecretPath => Path.Combine(_folder.FullName, "directline.secret");

    public string Secret => File.ReadAllText(SecretPath).Trim();

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    public async Task StartAsync(string url = "http://127.0.0.1:0")
    {
        _running = await RunningGateway.StartAsync(new GatewayOptions
        {
            DataPath = _folder.FullName,
            DefinitionsPath = Path.Combine(RepositoryFiles.Root, "dialogs"),
            Urls = [url],
            TimeProvider = Clock ?? Time,
            Limits = Limits,
            Database = Database,
            TrustedOrigins = TrustedOrigins,
            RunTurn = RunTurn,
        });
        Url = _running.Url;
    }

    public async Task StopAsync()
    {
        if (_running is { } running)
            await running.DisposeAsync();
        _running = null;
    }

    /// <summary>A conversation as our own page begins it.</summary>
    public async Task<Chat> BeginAsync()
    {
        using var answer = await PostPageTokenAsync("{}");
        answer.EnsureSuccessStatusCode();
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return new Chat(this, json["conversationId"]!.GetValue<string>(), json["token"]!.GetValue<string>(), json["resume"]!.GetValue<string>(), json["streamUrl"]!.GetValue<string>());
    }

    public Task<string> InviteAsync() => Services.GetRequiredService<InvitationStore>().CreateAsync("BNNK-19.02", "penggiat", 1, 7, Time.GetUtcNow());

    /// <summary>A conversation of somebody with a role, in the middle of a report that has a place for photos.</summary>
    public async Task<Chat> BeginReportAsync()
    {
        var chat = await BeginAsync();
        await chat.SayAsync("gabung " + await InviteAsync());
        return chat;
    }

    public string[] AllFiles() => Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories);

    public string[] StoredFiles() => Directory.GetFiles(Path.Combine(_folder.FullName, "media"));

    public Task<HttpResponseMessage> PostPageTokenAsync(string body, string? origin = "", string? site = "same-origin")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Content = Json(body) };
        if (origin is not null)
            request.Headers.Add("Origin", origin.Length == 0 ? Url : origin);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, string? bearer, HttpContent? content = null, string? origin = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return Client.SendAsync(request);
    }

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}

/// <summary>One conversation in the hands of a test.</summary>
public sealed record Chat(WebGateway Gateway, string Id, string Token, string Resume, string StreamUrl)
{
    public string Path(string rest = "") => $"/v3/directline/conversations/{Id}{rest}";

    public Task<HttpResponseMessage> PostRawAsync(string body) =>
        Gateway.CallAsync(HttpMethod.Post, Path("/activities"), Token, WebGateway.Json(body));

    public async Task<string> PostAsync(JsonObject activity)
    {
        using var answer = await PostRawAsync(activity.ToJsonString());
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }

    public Task<string> SayAsync(string text, string? clientActivityId = null) => PostAsync(new JsonObject
    {
        ["type"] = "message",
        ["text"] = text,
        ["channelData"] = clientActivityId is null ? null : new JsonObject { ["clientActivityID"] = clientActivityId },
    });

    public async Task<JsonNode> ReadAsync(long watermark = 0)
    {
        using var answer = await Gateway.CallAsync(HttpMethod.Get, Path($"/activities?watermark={watermark}"), Token);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public async Task<ImmutableArray<string>> TextsAsync() =>
        [.. (await ReadAsync())["activities"]!.AsArray().Select(a => a!["text"]?.GetValue<string>() ?? "")];

    public async Task<OpenStream> ListenAsync(long watermark = 0, string? url = null)
    {
        var socket = new ClientWebSocket();
        var address = new UriBuilder(url ?? StreamUrl) { Scheme = "ws" };
        address.Query = address.Query.Replace("watermark=-", $"watermark={watermark}", StringComparison.Ordinal);
        await socket.ConnectAsync(address.Uri, TestContext.Current.CancellationToken);
        return new OpenStream(socket);
    }

    /// <summary>As our own page opens its stream: the token among the subprotocols.</summary>
    public async Task<OpenStream> ListenLeanAsync(long watermark = 0, string? token = null, Action<ClientWebSocketOptions>? options = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(KotanBot.Channels.DirectLine.LeanWire.Protocol);
        socket.Options.AddSubProtocol(token ?? Token);
        options?.Invoke(socket.Options);
        var address = new Uri(Gateway.Url.Replace("http:", "ws:", StringComparison.Ordinal) + Path($"/stream?watermark={watermark}"));
        await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        return new OpenStream(socket);
    }

    public Task<HttpResponseMessage> PostLeanAsync(string body)
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(KotanBot.Channels.DirectLine.LeanWire.MediaType);
        return Gateway.CallAsync(HttpMethod.Post, Path("/activities"), Token, content);
    }

    public async Task<JsonNode> ReadLeanAsync(long watermark = 0, string rest = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Path($"/activities?watermark={watermark}{rest}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.Accept.ParseAdd(KotanBot.Channels.DirectLine.LeanWire.MediaType);
        using var answer = await Gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}

/// <summary>The client's end of a stream.</summary>
public sealed class OpenStream(ClientWebSocket socket) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public ClientWebSocket Socket => socket;

    /// <summary>Reads sets until so many activities have come.</summary>
    public async Task<IReadOnlyList<JsonNode>> TakeAsync(int activities)
    {
        var taken = new List<JsonNode>();
        while (taken.Count < activities)
            taken.AddRange((await NextSetAsync())["activities"]!.AsArray().Select(a => a!));
        return taken;
    }

    /// <summary>On a busy machine any turn may take longer than a second; only tests about that want to see it.</summary>
    public bool ShowsTyping { get; set; }

    public async Task<JsonNode> NextSetAsync()
    {
        while (true)
        {
            var set = await NextFrameAsync();
            if (ShowsTyping || !IsTyping(set))
                return set;
        }
    }

    private static bool IsTyping(JsonNode set) =>
        set.ToJsonString() == """{"y":1}""" || set["activities"] is JsonArray { Count: 1 } activities && activities[0]!["type"]!.GetValue<string>() == "typing";

    private async Task<JsonNode> NextFrameAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, got.MessageType);
            text.Write(buffer, 0, got.Count);
        }
        while (!got.EndOfMessage);
        return JsonNode.Parse(text.ToArray())!;
    }

    public async Task<WebSocketCloseStatus?> ReadToCloseAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var buffer = new byte[4096];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).MessageType != WebSocketMessageType.Close)
        {
            // What still comes before the close is read away.
        }

        return socket.CloseStatus;
    }

    public async Task SendAsync(string frame) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(frame).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A bot of a few lines that shows every kind of prompt. It says one thing a turn unless asked for many.</summary>
internal static class ScriptedBot
{
    private static readonly ImmutableArray<PromptChoice> Kinds = [new("sosialisasi", "Sosialisasi"), new("tes-urine", "Tes urine"), new("rapat", "Rapat koordinasi")];

    public static TurnResult RunTurn(DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now)
    {
        var ordinal = conversation.Ordinal + (input.IsMessage ? 1 : 0);
        var effects = ImmutableArray.CreateBuilder<Effect>();
        foreach (var prompt in Reply(input))
            effects.Add(new Effect.Say(++ordinal, prompt));
        if (input is Input.Text { Value: "/hapus" })
            effects.Add(new Effect.ErasePerson());
        if (input is Input.Text { Value: "tip" })
            effects.Add(new Effect.ForgetInput());
        if (input is Input.Text { Value: { } words } && words.StartsWith("gabung ", StringComparison.Ordinal))
        {
            // As if registered and in the middle of a report.
            var dialog = definitions.Find("lapor-kegiatan")!;
            conversation = conversation with { Run = new Run { Id = conversation.Id, DialogId = dialog.Id, DialogHash = dialog.Hash } };
            effects.Add(new Effect.UseInvitation(words["gabung ".Length..]));
            effects.Add(new Effect.StartSubmission(conversation.Id, dialog.Id, dialog.Hash));
        }
        if (input is Input.Text { Value: "tanpa peran" })
        {
            var dialog = definitions.Find("lapor-kegiatan")!;
            conversation = conversation with { Run = new Run { Id = conversation.Id, DialogId = dialog.Id, DialogHash = dialog.Hash } };
        }
        if (input is Input.Photos { Ids.Length: > 0, Caption: not "buang" } photos)
            effects.Add(new Effect.RecordAnswer(conversation.Id, "foto", new AnswerValue.Photos(photos.Ids)));
        return new TurnResult(conversation with { Turn = conversation.Turn + 1, Ordinal = ordinal }, effects.ToImmutable());
    }

    private static IEnumerable<Prompt> Reply(Input input) => input switch
    {
        Input.Joined => [new Prompt("Halo, saya KotanBot. Kegiatan apa yang Anda laporkan?") { Kind = PromptKind.Question, Choices = Kinds }],
        Input.Press press => [new Prompt($"Anda memilih {press.Key}. Berapa peserta yang hadir?") { Kind = PromptKind.Question, Expects = Expectation.Number }],
        Input.Photos photos => [new Prompt($"{photos.Ids.Length} foto diterima: {photos.Caption}")],
        Input.Place place => [new Prompt($"Lokasi diterima: {place.Latitude:0.0###} {place.Longitude:0.0###}")],
        Input.Unsupported unsupported => [new Prompt($"Tidak bisa dibaca: {unsupported.Kind}")],
        Input.Text { Value: "foto" } => [new Prompt("Kirim fotonya.") { Kind = PromptKind.Question, Expects = Expectation.Photo }],
        Input.Text { Value: "lokasi" } => [new Prompt("Di mana?") { Kind = PromptKind.Question, Expects = Expectation.Location }],
        Input.Text { Value: "panjang" } => [new Prompt("Yang mana?") { Kind = PromptKind.Question, Choices = [new("tatap-muka", "Sosialisasi tatap muka di sekolah atau kampus"), new("rapat", "Rapat")] }],
        Input.Text { Value: "huruf" } => [new Prompt("Seberapa sering?") { Kind = PromptKind.Question, Choices = [new("a", "Tidak pernah dalam satu tahun terakhir ini"), new("b", "Sering sekali")] }],
        Input.Text { Value: "beberapa" } => [new Prompt("Siapa saja yang ikut?") { Kind = PromptKind.Question, Many = true, Help = true, Choices = [new("pelajar", "Pelajar"), new("pekerja", "Pekerja"), new("warga", "Warga desa"), new("lewati", "Lewati")] }],
        Input.Text { Value: "banyak" } => Enumerable.Range(1, 250).Select(i => new Prompt($"{i}")),
        Input.Text { Value: "/hapus" } => [new Prompt("Data Anda sudah dihapus.")],
        Input.Text { Value: "english" } => [new Prompt("English it is.") { Language = "en" }],
        Input.Text text => [new Prompt($"Anda menulis: {text.Value}")],
        _ => [],
    };
}
