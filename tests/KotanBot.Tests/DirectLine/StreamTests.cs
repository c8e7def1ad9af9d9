using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

public sealed class StreamTests : IAsyncDisposable
{
    private readonly WebGateway _gateway = new();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Replays_from_the_watermark_and_goes_on_without_gap_or_double()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("satu");
        await chat.SayAsync("dua");
        await using var stream = await chat.ListenAsync(2);
        await chat.SayAsync("tiga");
        await chat.SayAsync("empat");
        Assert.Equal(
            ["dua", "Anda menulis: dua", "tiga", "Anda menulis: tiga", "empat", "Anda menulis: empat"],
            (await stream.TakeAsync(6)).Select(Text));
    }

    [Fact]
    public async Task Brings_every_message_once_to_every_listener_while_many_write()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("mulai");
        await using var one = await chat.ListenAsync();
        await using var two = await chat.ListenAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => chat.SayAsync($"{i}")));
        var ids = Enumerable.Range(1, 82).Select(i => $"{chat.Id}|{i:D7}").ToList();
        Assert.Equal(ids, (await one.TakeAsync(82)).Select(Id));
        Assert.Equal(ids, (await two.TakeAsync(82)).Select(Id));
    }

    [Fact]
    public async Task A_reconnected_client_gets_exactly_what_it_missed()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using (var first = await chat.ListenAsync())
        {
            await chat.SayAsync("satu");
            await first.TakeAsync(2);
            first.Socket.Abort();
        }

        await chat.SayAsync("dua");
        using var answer = await _gateway.CallAsync(HttpMethod.Get, chat.Path("?watermark=2"), chat.Token);
        var again = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Contains("watermark=2", again["streamUrl"]!.GetValue<string>());
        await using var second = await chat.ListenAsync(url: again["streamUrl"]!.GetValue<string>());
        Assert.Equal(["dua", "Anda menulis: dua"], (await second.TakeAsync(2)).Select(Text));
    }

    [Fact]
    public async Task Takes_a_turn_with_more_messages_than_a_listener_can_queue()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenAsync();
        await chat.SayAsync("banyak");
        Assert.Equal(Enumerable.Range(1, 251).Select(i => $"{chat.Id}|{i:D7}"), (await stream.TakeAsync(251)).Select(Id));
    }

    [Fact]
    public async Task Stays_open_over_keep_alives_and_frames_that_are_nothing()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenAsync();
        await stream.SendAsync("");
        await stream.SendAsync(new string('x', 10_000));
        Assert.Equal("BadArgument", (await stream.NextSetAsync())["error"]!["code"]!.GetValue<string>());
        await chat.SayAsync("halo");
        Assert.Equal(["halo", "Anda menulis: halo"], (await stream.TakeAsync(2)).Select(Text));
    }

    [Fact]
    public async Task Says_the_last_word_of_an_erasure()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenAsync();
        await chat.SayAsync("/hapus");
        Assert.Equal("Data Anda sudah dihapus.", Text((await stream.TakeAsync(2))[1]));
    }

    [Fact]
    public async Task Closes_its_sockets_when_the_server_stops()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        await using var stream = await chat.ListenAsync();
        await stream.TakeAsync(2);
        var closed = stream.ReadToCloseAsync();
        await _gateway.StopAsync();
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await closed);
    }

    [Fact]
    public async Task Forgets_listeners_that_left()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        var streams = _gateway.Services.GetRequiredService<ConversationStreams>();
        var stream = await chat.ListenAsync();
        await stream.TakeAsync(2);
        Assert.Equal(1, streams.Count);
        await stream.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        await stream.DisposeAsync();
        // The server forgets it a moment after it answered the close.
        Assert.True(SpinWait.SpinUntil(() => streams.Count == 0, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_stream_token_does_not_live_as_long_as_the_conversation()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        _gateway.Time.Now += DirectLineTokens.StreamLifetime;
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => chat.ListenAsync());
        Assert.Contains("403", refused.Message);
    }

    private static string Text(JsonNode activity) => activity["text"]!.GetValue<string>();

    private static string Id(JsonNode activity) => activity["id"]!.GetValue<string>();
}
