using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Core.Conversations;
using KotanBot.Tests.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

/// <summary>A turn that takes its time: the bot is seen at work, and nothing hangs on the line it came by.</summary>
public sealed class SlowTurnTests : IAsyncDisposable
{
    private readonly VirtualTime _time = new();
    private readonly SemaphoreSlim _entered = new(0);
    private readonly SemaphoreSlim _free = new(0);
    private readonly WebGateway _gateway;

    public SlowTurnTests() => _gateway = new WebGateway
    {
        Clock = _time,
        RunTurn = (definitions, conversation, facts, input, now) =>
        {
            if (input is Input.Text { Value: "lama" })
            {
                _entered.Release();
                _free.Wait(TestContext.Current.CancellationToken);
            }

            return ScriptedBot.RunTurn(definitions, conversation, facts, input, now);
        },
    };

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _entered.Dispose();
        _free.Dispose();
    }

    [Fact]
    public async Task Open_streams_see_the_bot_at_work_after_a_second_and_the_log_does_not()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        await using var foreign = await chat.ListenAsync(2);
        await using var lean = await chat.ListenLeanAsync(2);
        // The streams listen before they answer this.
        await lean.SendAsync("""{"i":"x1","t":"sini"}""");
        await lean.NextSetAsync();
        await foreign.TakeAsync(2);

        lean.ShowsTyping = foreign.ShowsTyping = true;
        await lean.SendAsync("""{"i":"x2","t":"lama"}""");
        await _entered.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("""{"y":1}""", (await lean.NextSetAsync()).ToJsonString());
        var set = await foreign.NextSetAsync();
        Assert.Equal("typing", set["activities"]![0]!["type"]!.GetValue<string>());
        Assert.Equal("bot", set["activities"]![0]!["from"]!["role"]!.GetValue<string>());
        Assert.Equal("4", set["watermark"]!.GetValue<string>());
        _free.Release();
        Assert.Equal("""{"a":[["x2",5]],"m":[{"n":6,"t":"Anda menulis: lama"}],"w":6}""", (await lean.NextSetAsync()).ToJsonString());
        Assert.Equal(6, (await chat.ReadAsync())["activities"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_turn_runs_to_its_end_though_its_socket_is_cut_and_comes_again_as_the_same()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using (var first = await chat.ListenLeanAsync())
        {
            await first.SendAsync("""{"i":"x1","t":"lama"}""");
            await _entered.WaitAsync(TestContext.Current.CancellationToken);
            first.Socket.Abort();
        }

        // The page comes back while the turn still runs, and sends again what nobody acknowledged.
        await using var second = await chat.ListenLeanAsync();
        await second.SendAsync("""{"i":"x1","t":"lama"}""");
        // The repeated one is decided too before the log knows it again.
        _free.Release(2);
        var (acknowledged, seen) = (new List<string>(), new List<long>());
        while (acknowledged.Count == 0 || !seen.Contains(2))
        {
            var set = await second.NextSetAsync();
            acknowledged.AddRange((set["a"]?.AsArray() ?? []).Select(a => a!.ToJsonString()));
            seen.AddRange((set["m"]?.AsArray() ?? []).Select(m => m!["n"]!.GetValue<long>()));
        }

        Assert.Equal("""["x1",1]""", Assert.Single(acknowledged));
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(2, (await chat.ReadAsync())["activities"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_server_that_stops_finishes_the_turn_of_a_stream_first()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenLeanAsync();
        await stream.SendAsync("""{"i":"x1","t":"lama"}""");
        await _entered.WaitAsync(TestContext.Current.CancellationToken);
        var stopping = _gateway.StopAsync();
        var closed = await stream.ReadToCloseAsync();
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.EndpointUnavailable, closed);
        _free.Release();
        await stopping;
        await _gateway.StartAsync();
        Assert.Equal(["lama", "Anda menulis: lama"], await chat.TextsAsync());
    }

    [Fact]
    public async Task Takes_the_answers_of_one_socket_in_their_order()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenLeanAsync();
        await stream.SendAsync("""{"i":"x0","t":"lama"}""");
        for (var i = 1; i <= 30; i++)
            await stream.SendAsync($$"""{"i":"x{{i}}","t":"{{i}}"}""");
        _free.Release();
        var acknowledged = new List<JsonNode>();
        while (acknowledged.Count < 31)
            acknowledged.AddRange((await stream.NextSetAsync())["a"]?.AsArray().Select(a => a!) ?? []);
        Assert.Equal(Enumerable.Range(0, 31).Select(i => $"""["x{i}",{(2 * i) + 1}]"""), acknowledged.Select(a => a.ToJsonString()));
        Assert.Equal(0, _gateway.Services.GetRequiredService<ConversationStreams>().Count - 1);
    }
}
