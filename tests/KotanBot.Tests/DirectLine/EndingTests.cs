using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

public sealed class EndingTests : IAsyncDisposable
{
    private readonly WebGateway _gateway = new();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_stream_gets_the_last_word_then_the_end_then_a_normal_close()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenAsync();
        await chat.SayAsync("/hapus");
        var set = await stream.NextSetAsync();
        var activities = set["activities"]!.AsArray();
        Assert.Equal(["message", "message", "endOfConversation"], activities.Select(a => a!["type"]!.GetValue<string>()));
        Assert.Equal(["1", "2", "3"], activities.Select(a => a!["id"]!.GetValue<string>()[^1..]));
        Assert.Equal("3", set["watermark"]!.GetValue<string>());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await stream.ReadToCloseAsync());
    }

    [Fact]
    public async Task A_client_can_end_the_conversation_for_good_and_everything_said_stays()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        await using var foreign = await chat.ListenAsync(2);
        await using var lean = await chat.ListenLeanAsync(2);
        Assert.Equal($"{chat.Id}|0000003", await chat.PostAsync(new JsonObject { ["type"] = "endOfConversation" }));
        Assert.Equal("endOfConversation", Assert.Single(await foreign.TakeAsync(1))["type"]!.GetValue<string>());
        Assert.Equal("""{"end":1}""", (await lean.NextSetAsync()).ToJsonString());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await foreign.ReadToCloseAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await lean.ReadToCloseAsync());
        await AllCallsAreGoneAsync(chat);
        Assert.Equal(2, Kept(chat).Count);

        var url = _gateway.Url;
        await _gateway.StopAsync();
        await _gateway.StartAsync(url);

        await AllCallsAreGoneAsync(chat);
        Assert.Equal(2, Kept(chat).Count);
    }

    [Theory]
    [InlineData("/hapus", 4)]
    [InlineData(null, 2)]
    public async Task A_polling_client_sees_the_goodbye_and_then_that_it_is_over(string? lastWord, long last)
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        if (lastWord is null)
            await chat.PostAsync(new JsonObject { ["type"] = "endOfConversation" });
        else
            await chat.SayAsync(lastWord);

        var set = await chat.ReadAsync(2);
        Assert.Equal("endOfConversation", set["activities"]!.AsArray()[^1]!["type"]!.GetValue<string>());
        Assert.Equal(last - 2 + 1, set["activities"]!.AsArray().Count);
        Assert.Equal($"{last + 1}", set["watermark"]!.GetValue<string>());
        Assert.Equal(1, (await chat.ReadLeanAsync(2))["end"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(chat, last + 1));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(chat, 0));
        _gateway.Time.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(chat, 2));
    }

    [Fact]
    public async Task A_held_poll_ends_with_the_goodbye()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        var held = chat.ReadLeanAsync(2, "&wait=25");
        Assert.True(SpinWait.SpinUntil(() => _gateway.Services.GetRequiredService<ConversationStreams>().Count == 1, TimeSpan.FromSeconds(20)));
        await chat.SayAsync("/hapus");
        var set = await held;
        Assert.Equal(1, set["end"]!.GetValue<int>());
        Assert.Equal("Data Anda sudah dihapus.", set["m"]![1]!["t"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_poll_that_finds_the_log_gone_waits_for_the_goodbye_of_the_turn_at_work()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        Task<JsonNode> poll;
        using (_gateway.Services.GetRequiredService<TurnsAtWork>().Begin(chat.Id))
        {
            // What an erasure leaves for a moment: a log that is shorter than what the client has seen.
            poll = chat.ReadAsync(7);
            await Task.Delay(100, TestContext.Current.CancellationToken);
            Assert.False(poll.IsCompleted);
            _gateway.Services.GetRequiredService<LastWords>().Keep(new ConversationEnd(chat.Id, 8, _gateway.Time.Now, []));
        }

        Assert.Equal("endOfConversation", (string?)(await poll)["activities"]![0]!["type"]);
        using var beyond = await _gateway.CallAsync(HttpMethod.Get, chat.Path("/activities?watermark=70"), chat.Token);
        Assert.Equal(HttpStatusCode.BadRequest, beyond.StatusCode);
    }

    [Fact]
    public async Task An_end_before_anything_was_said_closes_the_lines_and_keeps_nothing()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenAsync();
        Assert.Equal($"{chat.Id}|0000001", await chat.PostAsync(new JsonObject { ["type"] = "endOfConversation" }));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await stream.ReadToCloseAsync());
        Assert.False(_gateway.Services.GetRequiredService<EndedAddresses>().Contains(DirectLineIds.Address(chat.Id)));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(chat, 0));
    }

    [Fact]
    public async Task The_goodbye_comes_with_the_last_page_of_a_long_log()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("banyak");
        await chat.PostAsync(new JsonObject { ["type"] = "endOfConversation" });
        var sets = new List<JsonNode>();
        for (long after = 1; sets.Count == 0 || sets[^1]["end"] is null; after = sets[^1]["w"]!.GetValue<long>())
            sets.Add(await chat.ReadLeanAsync(after));
        Assert.Equal(Enumerable.Range(2, 250), sets.SelectMany(s => s["m"]!.AsArray()).Select(m => m!["n"]!.GetValue<int>()));
    }

    private IReadOnlyList<StoredMessage> Kept(Chat chat) => _gateway.Services.GetRequiredService<MessageStore>().ReadAfter(DirectLineIds.Address(chat.Id), 0, 10);

    private async Task AllCallsAreGoneAsync(Chat chat)
    {
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(chat, 0));
        using var posted = await chat.PostRawAsync("""{"type":"message","text":"masih di sana?"}""");
        using var lean = await chat.PostLeanAsync("""{"t":"masih di sana?"}""");
        using var again = await _gateway.CallAsync(HttpMethod.Get, chat.Path(), chat.Token);
        using var renewed = await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", chat.Token);
        using var uploaded = await _gateway.CallAsync(HttpMethod.Post, chat.Path("/upload"), chat.Token, new MultipartFormDataContent());
        using var resumed = await _gateway.PostPageTokenAsync($$"""{"resume":"{{chat.Resume}}"}""");
        HttpResponseMessage[] all = [posted, lean, again, renewed, uploaded, resumed];
        Assert.All(all, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal("ConversationNotFound", (await posted.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["code"]!.GetValue<string>());
        Assert.Contains("404", (await Assert.ThrowsAsync<WebSocketException>(() => chat.ListenAsync())).Message);
        Assert.Contains("404", (await Assert.ThrowsAsync<WebSocketException>(() => chat.ListenLeanAsync())).Message);
    }

    private async Task<HttpStatusCode> GetAsync(Chat chat, long watermark)
    {
        using var answer = await _gateway.CallAsync(HttpMethod.Get, chat.Path($"/activities?watermark={watermark}"), chat.Token);
        return answer.StatusCode;
    }
}
