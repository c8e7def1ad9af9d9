using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KotanBot.Core.Conversations;
using KotanBot.Tests.Media;

namespace KotanBot.Tests.Corpus;

/// <summary>Plays a transcript as a Direct Line client against the real server, over HTTP.</summary>
internal sealed class DirectLinePlayer(CorpusHost host, DirectLineChat chat, bool deliversTwice) : CorpusPlayer(host)
{
    private readonly List<JsonNode> _fromBot = [];
    private JsonNode? _echo;
    private long _sent;

    public override ChannelAddress Address => chat.Address;

    public override bool? ShowsForgotten => _echo?["channelData"]?["forgotten"]?.GetValue<bool>() ?? false;

    /// <summary>Direct Line knows neither edits nor replies.</summary>
    protected override string RefOfOwn(string shown) => throw new NotSupportedException();

    protected override string RefOfPrompt(string part) => throw new NotSupportedException();

    protected override Input PressOf(string label, bool stale)
    {
        var value = _fromBot.AsEnumerable().Reverse().Skip(stale ? 1 : 0)
            .SelectMany(a => a["suggestedActions"]?["actions"]?.AsArray() ?? [])
            .First(b => b!["text"]!.GetValue<string>() == label || b["value"]!["k"]!.GetValue<string>() == label)!["value"]!;
        return new Input.Press(value["t"]!.GetValue<long>(), value["o"]!.GetValue<long>(), value["k"]!.GetValue<string>());
    }

    protected override async Task JoinAsync(CorpusPeople people, DateTimeOffset at)
    {
        await people.JoinAsync(chat.Address, Person, at);
        Assert.Single((await chat.ReadOnAsync())!);
    }

    protected override async Task<IEnumerable<Prompt>> DeliverAsync(Input input, string shown, bool erases) =>
        (await HearAsync(input, shown, erases)).Select(DirectLineChat.PromptOf);

    private async Task<IReadOnlyList<JsonNode>> HearAsync(Input input, string shown, bool erases)
    {
        _echo = null;
        if (input is Input.Timeout)
        {
            await Host.WakeAsync();
            return FromBot((await chat.ReadOnAsync())!);
        }

        var activity = ActivityOf(input, shown);
        activity["channelData"] = new JsonObject { ["clientActivityID"] = $"c{++_sent}" };
        if (await PostAsync(input, activity) is not { } id)
            return [];
        if (deliversTwice)
            Assert.Equal(erases ? null : id, await PostAsync(input, activity));
        var fresh = (await chat.ReadOnAsync())!;
        if (erases)
            fresh = await EndedAsync(fresh);
        if (input is Input.Photos photos)
            Name(photos);
        return FromBot(Checked(fresh, id));
    }

    /// <summary>The activity's id, or null when the server says that the conversation has ended.</summary>
    private async Task<string?> PostAsync(Input input, JsonObject activity)
    {
        using var answer = input is Input.Photos photos
            ? await chat.UploadAsync(activity, SmallPhoto.Marked(photos.Ids[0]))
            : await chat.PostAsync(activity);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }

    /// <summary>A client that polls is told of the end after the last words, and from then on that nothing is there.</summary>
    private async Task<IReadOnlyList<JsonNode>> EndedAsync(IReadOnlyList<JsonNode> fresh)
    {
        Assert.Equal("endOfConversation", fresh[^1]["type"]!.GetValue<string>());
        Assert.Null(await chat.ReadOnAsync());
        return [.. fresh.SkipLast(1)];
    }

    /// <summary>The first of what came is the person's own line, under the id that the post was answered with.</summary>
    private IReadOnlyList<JsonNode> Checked(IReadOnlyList<JsonNode> fresh, string id)
    {
        _echo = fresh[0];
        Assert.Equal(id, _echo["id"]!.GetValue<string>());
        Assert.Equal("user", _echo["from"]!["role"]!.GetValue<string>());
        Assert.All(fresh.Skip(1), a => Assert.Equal("bot", a["from"]!["role"]!.GetValue<string>()));
        return fresh;
    }

    private List<JsonNode> FromBot(IReadOnlyList<JsonNode> activities)
    {
        var said = activities.Where(a => a["from"]!["role"]!.GetValue<string>() == "bot").ToList();
        _fromBot.AddRange(said);
        return said;
    }

    /// <summary>Stored files have ids of their own; their bytes tell which file of the transcript they are.</summary>
    private void Name(Input.Photos sent)
    {
        var stored = Host.Stores.Turns.ReadTurns(Host.Stores.Turns.Load(chat.Address).Conversation.Id)[^1].Input;
        // Where no photo is wanted none is taken, and what no answer names is not kept.
        if (Assert.IsType<Input.Photos>(stored).Ids is not [var id] || Host.Stores.Attachments.Open(id) is not { } kept)
            return;
        Assert.Equal(SmallPhoto.Marked(sent.Ids[0]), kept.Bytes.ToArray());
        Photos[id] = sent.Ids[0];
    }

    /// <summary>As our own page sends them.</summary>
    private static JsonObject ActivityOf(Input input, string shown) => input switch
    {
        Input.Text text => new() { ["type"] = "message", ["text"] = text.Value },
        Input.Press press => new()
        {
            ["type"] = "message",
            ["text"] = shown,
            ["value"] = new JsonObject { ["t"] = press.Turn, ["o"] = press.Ordinal, ["k"] = press.Key },
        },
        Input.Photos => new() { ["type"] = "message", ["text"] = "" },
        Input.Place place => new()
        {
            ["type"] = "message",
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "GeoCoordinates", ["latitude"] = place.Latitude, ["longitude"] = place.Longitude }),
        },
        Input.Unsupported => new()
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "audio/ogg", ["contentUrl"] = "https://example.org/suara.ogg" }),
        },
        Input.Joined => new() { ["type"] = "event", ["name"] = "webchat/join" },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
