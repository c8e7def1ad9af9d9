using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Core.Conversations;
using KotanBot.Tests.Clients;
using KotanBot.Tests.Media;

namespace KotanBot.Tests.Corpus;

/// <summary>What goes wrong between the official client and the server, every so many messages; 0 never.</summary>
internal sealed record LineTrouble(bool Polls = false, int CutEvery = 0, int LoseAnswerEvery = 0, int ExpireEvery = 0, int ReloadEvery = 0);

/// <summary>
/// Plays a transcript with the official DirectLineJS, and after every message holds what came on its <c>activity$</c> against
/// the whole message log: each activity exactly once, in order.
/// </summary>
internal sealed class DirectLineJsPlayer : CorpusPlayer, IAsyncDisposable
{
    private static readonly TimeSpan TokensLive = TimeSpan.FromMinutes(30);

    /// <summary>
    /// With the fifth expired call of its life the client gives up, however often it got a fresh token in between, and the sockets that it
    /// opens beside the first make such calls too.
    /// </summary>
    private const int MostExpiries = 1;

    private readonly DirectLineJs _page;
    private readonly CuttableLine _line;
    private readonly LineTrouble _trouble;
    private readonly string _id;
    private JsonNode _tokens;
    private DateTimeOffset? _opened;
    private JsonNode? _echo;
    private int _sent;
    private int _heard;

    private DirectLineJsPlayer(CorpusHost host, DirectLineJs page, CuttableLine line, LineTrouble trouble, JsonNode tokens)
        : base(host)
    {
        _page = page;
        _line = line;
        _trouble = trouble;
        _tokens = tokens;
        _id = (string)tokens["conversationId"]!;
    }

    public override ChannelAddress Address => DirectLineIds.Address(_id);

    public override bool? ShowsForgotten => (bool?)_echo?["channelData"]?["forgotten"] ?? false;

    /// <summary>How often the client's token had expired.</summary>
    public int Expired { get; private set; }

    /// <summary>How many messages were sent.</summary>
    public int Sent => _sent;

    public DirectLineJs Page => _page;

    public static async Task<DirectLineJsPlayer> BeginAsync(CorpusHost host, CuttableLine line, LineTrouble trouble)
    {
        using var answer = await CallAsync(host, HttpMethod.Post, "/v3/directline/tokens/generate", """{"user":{"id":"dl_rina"}}""");
        return new(host, await DirectLineJs.StartAsync(), line, trouble, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    protected override string RefOfOwn(string shown) => throw new NotSupportedException();

    protected override string RefOfPrompt(string part) => throw new NotSupportedException();

    protected override Input PressOf(string label, bool stale)
    {
        var value = Heard().Where(a => (string?)a["from"]?["role"] == "bot").Reverse().Skip(stale ? 1 : 0)
            .SelectMany(a => a["suggestedActions"]?["actions"]?.AsArray() ?? [])
            .First(b => (string?)b!["text"] == label || (string?)b["value"]!["k"] == label)!["value"]!;
        return new Input.Press((long)value["t"]!, (long)value["o"]!, (string)value["k"]!);
    }

    protected override async Task<IEnumerable<Prompt>> DeliverAsync(Input input, string shown, bool erases)
    {
        _echo = null;
        if (_opened is null)
        {
            await FetchTokensAsync();
            await OpenAsync(null);
        }
        else if (Host.Time.Now - _opened > TokensLive / 2)
            await (_trouble.Polls ? ReloadAsync() : RenewAsync());
        if (input is Input.Timeout)
        {
            await Host.WakeAsync();
            return await HearAsync();
        }

        var activity = ActivityOf(input, shown);
        activity["from"] = new JsonObject { ["id"] = "dl_rina", ["role"] = "user" };
        activity["channelData"] = new JsonObject { ["clientActivityID"] = $"c{++_sent}" };
        if (input is Input.Press)
            activity["channelData"]!["messageBack"] = new JsonObject { ["displayText"] = shown };
        if (await PostAsync(input, activity, calmly: erases) is not { } id)
            return [];
        return erases ? await FarewellAsync(id) : await HearAsync(id, input as Input.Photos);
    }

    private async Task RenewAsync()
    {
        await FetchTokensAsync();
        await _page.ReconnectAsync(_tokens);
    }

    /// <summary>What the server of an embedding page does: with the secret it gets fresh tokens for the same conversation.</summary>
    private async Task FetchTokensAsync()
    {
        using var answer = await CallAsync(Host, HttpMethod.Get, $"/v3/directline/conversations/{_id}?watermark={_heard}");
        _tokens = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        // The address that the page sees is that of the line.
        _tokens["streamUrl"] = ((string)_tokens["streamUrl"]!).Replace(Host.Client.BaseAddress!.Authority, _line.Url.Authority, StringComparison.Ordinal);
        _opened = Host.Time.Now;
    }

    /// <summary>The page is loaded anew: another client that goes on where this one was.</summary>
    private async Task ReloadAsync()
    {
        await FetchTokensAsync();
        var told = _page.Statuses.Count;
        await OpenAsync("last");
        await _page.WaitAsync(p => p.Statuses.Skip(told).Contains("Online"));
    }

    private Task OpenAsync(string? watermark)
    {
        var options = new JsonObject { ["domain"] = new Uri(_line.Url, "v3/directline").ToString(), ["token"] = (string)_tokens["token"]!, ["webSocket"] = !_trouble.Polls, ["pollingInterval"] = 200 };
        if (watermark is not null)
        {
            options["conversationId"] = _id;
            options["watermark"] = watermark;
        }

        return _page.OpenAsync(options);
    }

    /// <summary>The activity's id, or null when the conversation has ended.</summary>
    private async Task<string?> PostAsync(Input input, JsonObject activity, bool calmly)
    {
        // The client can only upload what has content, and a voice message is told by its type alone.
        if (input is Input.Unsupported)
        {
            using var answer = await CallAsync(Host, HttpMethod.Post, $"/v3/directline/conversations/{_id}/activities", activity.ToJsonString());
            return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        }

        // The log is gone with the person: who misses the farewell cannot ask for it again.
        _line.Holds = calmly;
        var cutsAfter = !calmly && await TroubleAsync(activity);
        for (; ; )
        {
            var posted = await _page.PostAsync(activity);
            if (posted.Refused is not null && Host.Stores.Ended.Contains(Address))
                return null;
            Assert.True(posted.Refused is null, $"{posted}\n{_page}");
            if (cutsAfter)
                _line.CutAll();
            cutsAfter = false;
            // "retry" is the client's word for: whether it came is not known; the person may press "send again".
            if (!posted.IsRetry)
                return posted.Id!;
            await ReconnectWhenExpiredAsync();
        }
    }

    /// <returns>Whether the line breaks right after the post, before its answers are there.</returns>
    private async Task<bool> TroubleAsync(JsonObject activity)
    {
        bool Now(int every) => every > 0 && _sent % every == 0;
        if (Now(_trouble.ReloadEvery))
            await ReloadAsync();
        if (Now(_trouble.ExpireEvery) && (_trouble.ReloadEvery > 0 || Expired < MostExpiries))
            await ExpireAsync(activity);
        if (Now(_trouble.LoseAnswerEvery))
            _line.SwallowNextAnswer();
        if (!Now(_trouble.CutEvery))
            return false;
        if (_sent / _trouble.CutEvery % 2 == 0)
            return true;
        _line.CutAll();
        return false;
    }

    /// <summary>The person was away for longer than a token lives, and longer each time, since a fresh one is from then. Nothing of it reaches the bot.</summary>
    private async Task ExpireAsync(JsonObject activity)
    {
        var now = Host.Time.Now;
        Host.Time.Now = now + ((Expired + 1) * (TokensLive + TimeSpan.FromMinutes(1)));
        while (_page.Status != "ExpiredToken")
            Assert.True((await _page.PostAsync(activity)).IsRetry, $"{_page}");
        await ReconnectWhenExpiredAsync();
        Host.Time.Now = now;
    }

    private async Task ReconnectWhenExpiredAsync()
    {
        if (_page.Status != "ExpiredToken")
            return;
        Expired++;
        if (_trouble.ReloadEvery > 0)
        {
            await ReloadAsync();
            return;
        }

        await RenewAsync();
        await _page.WaitAsync(p => p.Status == "Online");
    }

    private async Task<IEnumerable<Prompt>> HearAsync(string? id = null, Input.Photos? photos = null)
    {
        var log = Host.Stores.Messages.ReadAfter(Address, 0, 1_000);
        await _page.WaitAsync(_ => Heard().Count >= log.Count);
        var heard = Heard();
        Assert.Equal(log.Select(m => DirectLineIds.Activity(_id, m.Ordinal)), heard.Select(a => (string?)a["id"]));
        if (photos is not null)
            Name(photos);
        return Take(heard, id);
    }

    /// <summary>What they still hear is their own line, the farewell and the end; the page then ends the client.</summary>
    private async Task<IEnumerable<Prompt>> FarewellAsync(string id)
    {
        await _page.WaitAsync(p => p.Activities.Any(a => (string?)a["type"] == "endOfConversation"));
        // Over a WebSocket the client learns of it when it wants to come back; its status stays as it was.
        await _page.WaitAsync(p => _trouble.Polls ? p.Status == "Ended" : p.Over == "conversation ended");
        await _page.EndAsync();
        await _page.WaitAsync(p => p.Status == "Ended");
        return Take(Heard(), id);
    }

    /// <summary>
    /// Once its token had expired, this client opens one more socket for each change of its status, the old one beside it, so that everything
    /// comes several times; pages know the copies by their ids, as Web Chat does. A cut line can bring it there too, when the transcript's
    /// clock jumps while the client comes back.
    /// </summary>
    private List<JsonNode> Heard()
    {
        var heard = _page.Activities.Where(IsLogged);
        return [.. _trouble.ReloadEvery == 0 && _page.Statuses.Contains("ExpiredToken") ? heard.DistinctBy(a => (string?)a["id"]) : heard];
    }

    private IEnumerable<Prompt> Take(List<JsonNode> heard, string? id)
    {
        var fresh = heard.Skip(_heard).ToList();
        _heard = heard.Count;
        _echo = fresh.Find(a => (string?)a["from"]?["role"] == "user" && (string?)a["id"] == id);
        if (id is not null && ShowsForgotten is false)
            Assert.Equal($"c{_sent}", (string?)_echo?["channelData"]?["clientActivityID"]);
        return [.. fresh.Where(a => (string?)a["from"]?["role"] == "bot").Select(DirectLineChat.PromptOf)];
    }

    private static bool IsLogged(JsonNode activity) => (string?)activity["type"] is "message" or "event";

    /// <summary>Stored files have ids of their own; their bytes tell which file of the transcript they are.</summary>
    private void Name(Input.Photos sent)
    {
        var stored = Host.Stores.Turns.ReadTurns(Host.Stores.Turns.Load(Address).Conversation.Id)[^1].Input;
        if (Assert.IsType<Input.Photos>(stored).Ids is not [var id] || Host.Stores.Attachments.Open(id) is not { } kept)
            return;
        Assert.Equal(SmallPhoto.Marked(sent.Ids[0]), kept.Bytes.ToArray());
        Photos[id] = sent.Ids[0];
    }

    /// <summary>As Web Chat sends them through DirectLineJS.</summary>
    private static JsonObject ActivityOf(Input input, string shown) => input switch
    {
        Input.Text text => new() { ["type"] = "message", ["text"] = text.Value, ["textFormat"] = "plain", ["locale"] = "id-ID" },
        Input.Press press => new()
        {
            ["type"] = "message",
            ["text"] = shown,
            ["value"] = new JsonObject { ["t"] = press.Turn, ["o"] = press.Ordinal, ["k"] = press.Key },
        },
        Input.Photos photos => new()
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "image/jpeg",
                ["name"] = "foto.jpg",
                ["contentUrl"] = "data:image/jpeg;base64," + Convert.ToBase64String(SmallPhoto.Marked(photos.Ids[0])),
            }),
        },
        Input.Place place => new()
        {
            ["type"] = "message",
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "GeoCoordinates", ["latitude"] = place.Latitude, ["longitude"] = place.Longitude }),
        },
        Input.Unsupported => new() { ["type"] = "message", ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "audio/ogg" }) },
        Input.Joined => new() { ["type"] = "event", ["name"] = "webchat/join", ["value"] = new JsonObject { ["language"] = "id-ID" } },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static async Task<HttpResponseMessage> CallAsync(CorpusHost host, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Secret);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return answer;
    }
}
