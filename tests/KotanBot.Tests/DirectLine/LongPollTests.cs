using System.Net;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Tests.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

public sealed class LongPollTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly VirtualTime _time = new();
    private readonly WebGateway _gateway;

    public LongPollTests() => _gateway = new WebGateway { Clock = _time };

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Answers_as_soon_as_something_is_committed_in_both_forms()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("satu");
        var lean = chat.ReadLeanAsync(2, "&wait=20");
        var foreign = HoldAsync(chat, "20");
        Held(2);
        await chat.SayAsync("dua", "x2");
        Assert.Equal("""{"m":[{"n":3,"u":1,"t":"dua","i":"x2"},{"n":4,"t":"Anda menulis: dua"}],"w":4}""", (await lean).ToJsonString());
        Assert.Equal(2, JsonNode.Parse((await foreign).Body)!["activities"]!.AsArray().Count);
        Held(0);
    }

    [Fact]
    public async Task Does_not_wait_where_something_is_there()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("satu");
        Assert.Equal(2, (await chat.ReadLeanAsync(0, "&wait=25"))["w"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("9999", 25)]
    [InlineData("25", 25)]
    public async Task Comes_back_empty_when_the_time_is_up(string wait, int seconds)
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("satu");
        var armed = _time.Armed;
        var held = HoldAsync(chat, wait);
        Held(1);
        Assert.True(SpinWait.SpinUntil(() => _time.Armed > armed, Patience));
        _time.Advance(TimeSpan.FromSeconds(seconds - 0.1));
        Assert.Equal(1, Streams.Count);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        var (status, body) = await held;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("2", JsonNode.Parse(body)!["watermark"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    public async Task Answers_400_to_a_wait_that_is_no_number(string wait)
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("satu");
        Assert.Equal(HttpStatusCode.BadRequest, (await HoldAsync(chat, wait)).Status);
        Assert.Equal(HttpStatusCode.OK, (await HoldAsync(chat, "-5")).Status);
        Assert.Equal(HttpStatusCode.OK, (await HoldAsync(chat, "0")).Status);
    }

    [Fact]
    public async Task Comes_back_when_the_server_stops()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("satu");
        using var client = new HttpClient { BaseAddress = new Uri(_gateway.Url) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", chat.Token);
        var held = client.GetAsync(new Uri(chat.Path("/activities?watermark=2&wait=25"), UriKind.Relative), TestContext.Current.CancellationToken);
        Held(1);
        await _gateway.StopAsync();
        using var answer = await held;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Lets_go_when_the_client_leaves()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("satu");
        using var client = new HttpClient { BaseAddress = new Uri(_gateway.Url) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", chat.Token);
        using var leaving = new CancellationTokenSource();
        var held = client.GetAsync(new Uri(chat.Path("/activities?watermark=2&wait=25"), UriKind.Relative), leaving.Token);
        Held(1);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        Held(0);
    }

    private ConversationStreams Streams => _gateway.Services.GetRequiredService<ConversationStreams>();

    private void Held(int count) => Assert.True(SpinWait.SpinUntil(() => Streams.Count == count, Patience));

    private async Task<(HttpStatusCode Status, string Body)> HoldAsync(Chat chat, string wait)
    {
        using var answer = await _gateway.CallAsync(HttpMethod.Get, chat.Path($"/activities?watermark=2&wait={wait}"), chat.Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
