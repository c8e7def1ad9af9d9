using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Storage;
using KotanBot.Tests.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

/// <summary>What one client may hold open, send and ask for, so that it takes nothing from the others. The gateway's clock stands still.</summary>
public sealed class StreamBoundsTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly VirtualTime _time = new();
    private WebGateway? _gateway;

    public async ValueTask DisposeAsync()
    {
        if (_gateway is { } gateway)
            await gateway.DisposeAsync();
    }

    [Theory]
    [InlineData("Bearer x.y.z")]
    [InlineData("bearer   x")]
    public async Task A_second_credential_is_no_way_around_the_read_limit(string authorization)
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted);
        var chat = await gateway.BeginAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, chat.StreamUrl.Replace("ws:", "http:", StringComparison.Ordinal), authorization));
        var error = await Assert.ThrowsAsync<WebSocketException>(() => chat.ListenLeanAsync(options: o => o.SetRequestHeader("Authorization", authorization)));
        Assert.Contains("401", error.Message);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Basic eDp5")]
    public async Task A_header_without_a_token_is_none_to_the_limit_and_to_the_door(string authorization)
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Reads = 5 });
        var chat = await gateway.BeginAsync();
        var url = chat.StreamUrl.Replace("ws:", "http:", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(gateway, url, authorization));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(gateway, url, authorization));
    }

    [Fact]
    public async Task Eight_streams_of_one_conversation_may_be_open_and_one_that_goes_makes_room()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted);
        var chat = await gateway.BeginAsync();
        var open = new List<OpenStream>();
        for (var i = 0; i < 8; i++)
            open.Add(await chat.ListenLeanAsync());
        Assert.Contains("429", (await Assert.ThrowsAsync<WebSocketException>(() => chat.ListenLeanAsync())).Message);
        await using (await (await gateway.BeginAsync()).ListenLeanAsync())
            await open[0].Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => Streams.Count == 7, Patience));
        open.Add(await chat.ListenLeanAsync());
        foreach (var stream in open)
            await stream.DisposeAsync();
    }

    [Fact]
    public async Task Eight_polls_of_one_conversation_may_be_held_beside_its_streams()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted);
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("halo");
        await using var stream = await chat.ListenLeanAsync(2);
        var held = Enumerable.Range(0, 8).Select(_ => chat.ReadLeanAsync(2, "&wait=25")).ToList();
        Assert.True(SpinWait.SpinUntil(() => Streams.Count == 9, Patience));
        using var refused = await gateway.CallAsync(HttpMethod.Get, chat.Path("/activities?watermark=2&wait=25"), chat.Token);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        Assert.Contains("terlalu banyak tempat", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await chat.SayAsync("dua");
        Assert.All(await Task.WhenAll(held), set => Assert.Equal(3, set["m"]![0]!["n"]!.GetValue<int>()));
    }

    [Fact]
    public void A_page_is_bounded_in_bytes_and_never_empty()
    {
        var address = DirectLineIds.Address("c");
        StoredMessage Long(long ordinal, int length) => new("c", address, ordinal, 1, true, DateTimeOffset.UnixEpoch, null, new string('é', length), null);
        var page = LogPage.Of([.. Enumerable.Range(1, 20).Select(i => Long(i, 4000))]);
        Assert.Equal((8, true), (page.Messages.Count, page.IsFull));
        page = LogPage.Of([Long(1, 100_000), Long(2, 1)]);
        Assert.Equal((1, true), (page.Messages.Count, page.IsFull));
        page = LogPage.Of([Long(1, 10), Long(2, 1)]);
        Assert.Equal((2, false), (page.Messages.Count, page.IsFull));
        Assert.Empty(LogPage.Of([]).Messages);
    }

    [Theory]
    [InlineData(WebSocketMessageType.Binary)]
    [InlineData(WebSocketMessageType.Text)]
    public async Task Frames_that_cannot_be_read_are_counted_and_too_many_end_the_line(WebSocketMessageType type)
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Answers = 10 });
        var chat = await gateway.BeginAsync();
        await using var stream = await chat.ListenLeanAsync();
        for (var i = 0; i < 3; i++)
            await stream.Socket.SendAsync("{"u8.ToArray().AsMemory(), type, endOfMessage: true, TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await stream.ReadToCloseAsync());
    }

    [Fact]
    public async Task Answers_over_a_socket_count_for_the_address_too()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Address = 3 });
        var chat = await gateway.BeginAsync();
        await using var stream = await chat.ListenLeanAsync();
        await stream.SendAsync("""[{"i":"c1","t":"satu"},{"i":"c2","t":"dua"}]""");
        var sets = new List<JsonNode>();
        while (sets.Count == 0 || sets[^1]["no"] is null)
            sets.Add(await stream.NextSetAsync());
        Assert.Equal("c2", sets[^1]["no"]!["i"]!.GetValue<string>());
        Assert.Equal(429, sets[^1]["no"]!["s"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    public async Task A_watermark_from_another_time_gets_everything_instead_of_silence(long watermark)
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted);
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("satu");
        Assert.Equal("""{"m":[{"n":1,"u":1,"t":"satu"},{"n":2,"t":"Anda menulis: satu"}],"w":2}""", (await chat.ReadLeanAsync(watermark, "&wait=25")).ToJsonString());
        await using var lean = await chat.ListenLeanAsync(watermark);
        Assert.Equal(2, (await lean.NextSetAsync())["w"]!.GetValue<int>());
        await using var foreign = await chat.ListenAsync(watermark);
        Assert.Equal(2, (await foreign.TakeAsync(2)).Count);
        using var polled = await gateway.CallAsync(HttpMethod.Get, chat.Path($"/activities?watermark={watermark}"), chat.Token);
        Assert.Equal(HttpStatusCode.BadRequest, polled.StatusCode);
    }

    [Fact]
    public async Task Before_the_first_message_a_beginning_is_fine_and_anything_else_is_put_right()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted);
        var chat = await gateway.BeginAsync();
        Assert.Equal("{}", (await chat.ReadLeanAsync()).ToJsonString());
        Assert.Equal("""{"w":0}""", (await chat.ReadLeanAsync(5)).ToJsonString());
        await using var lean = await chat.ListenLeanAsync(5);
        Assert.Equal("""{"w":0}""", (await lean.NextSetAsync()).ToJsonString());
        await chat.SayAsync("satu");
        Assert.Equal(2, (await lean.NextSetAsync())["w"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_in_the_language_of_the_person()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted);
        var chat = await gateway.BeginAsync();
        await using var indonesian = await chat.ListenLeanAsync();
        await indonesian.SendAsync("{");
        Assert.Equal("Kiriman ini tidak terbaca. Silakan kirim lagi.", (await indonesian.NextSetAsync())["no"]!["m"]!.GetValue<string>());
        await using var english = await chat.ListenLeanAsync(options: o => o.SetRequestHeader("Accept-Language", "en"));
        await english.SendAsync("{");
        Assert.Equal("This is not valid JSON.", (await english.NextSetAsync())["no"]!["m"]!.GetValue<string>());
    }

    private ConversationStreams Streams => _gateway!.Services.GetRequiredService<ConversationStreams>();

    private async Task<WebGateway> StartAsync(DirectLineLimitSettings limits)
    {
        _gateway = new WebGateway { Limits = limits, Clock = _time };
        await _gateway.InitializeAsync();
        return _gateway;
    }

    private static async Task<HttpStatusCode> StatusAsync(WebGateway gateway, string url, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
