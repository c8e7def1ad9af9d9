using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;

namespace KotanBot.Tests.DirectLine;

/// <summary>The lean dialect over sockets and over HTTP.</summary>
public sealed class LeanStreamTests : IAsyncDisposable
{
    private readonly WebGateway _gateway = new();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Answers_a_frame_with_its_place_and_the_reply_in_one_frame()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenLeanAsync();
        Assert.Equal(LeanWire.Protocol, stream.Socket.SubProtocol);

        await stream.SendAsync("""{"i":"x0","j":1}""");
        Same("""
            {"a":[["x0",1]],"m":[{"n":2,"t":"Halo, saya KotanBot. Kegiatan apa yang Anda laporkan?","q":1,"v":1,
            "c":[["sosialisasi","Sosialisasi"],["tes-urine","Tes urine"],["rapat","Rapat koordinasi"]]}],"w":2}
            """, await stream.NextSetAsync());
        await stream.SendAsync("""{"i":"x1","t":"Tes urine","k":"tes-urine","p":[1,2]}""");
        Same("""{"a":[["x1",3]],"m":[{"n":4,"t":"Anda memilih tes-urine. Berapa peserta yang hadir?","q":1,"e":"number"}],"w":4}""", await stream.NextSetAsync());
        await stream.SendAsync("""{"i":"x2","g":[-6.2,106.8]}""");
        Same("""{"a":[["x2",5]],"m":[{"n":6,"t":"Lokasi diterima: -6.2 106.8"}],"w":6}""", await stream.NextSetAsync());
    }

    [Fact]
    public async Task Shows_another_listener_what_the_person_said_and_only_the_ack_to_the_one_who_said_it()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var speaking = await chat.ListenLeanAsync();
        await using var listening = await chat.ListenLeanAsync();
        await using var foreign = await chat.ListenAsync();
        await speaking.SendAsync("""{"i":"x1","t":"halo"}""");
        Same("""{"a":[["x1",1]],"m":[{"n":2,"t":"Anda menulis: halo"}],"w":2}""", await speaking.NextSetAsync());
        Same("""{"m":[{"n":1,"u":1,"t":"halo","i":"x1"},{"n":2,"t":"Anda menulis: halo"}],"w":2}""", await listening.NextSetAsync());
        Assert.Equal(["halo", "Anda menulis: halo"], (await foreign.TakeAsync(2)).Select(a => a["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Gives_an_answer_that_comes_again_after_a_cut_the_same_place()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using (var first = await chat.ListenLeanAsync())
        {
            await first.SendAsync("""{"i":"x1","t":"sekali"}""");
            await first.NextSetAsync();
            first.Socket.Abort();
        }

        await using var second = await chat.ListenLeanAsync(2);
        await second.SendAsync("""{"i":"x1","t":"sekali"}""");
        Same("""{"a":[["x1",1]]}""", await second.NextSetAsync());
        await second.SendAsync("""{"i":"x2","t":"lagi"}""");
        Same("""{"a":[["x2",3]],"m":[{"n":4,"t":"Anda menulis: lagi"}],"w":4}""", await second.NextSetAsync());
    }

    [Fact]
    public async Task Speaks_lean_over_http_too()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        using var posted = await chat.PostLeanAsync("""[{"i":"x1","t":"satu"},{"i":"x2","t":"dua"}]""");
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Equal(LeanWire.MediaType, posted.Content.Headers.ContentType!.MediaType);
        Same("""{"a":[["x1",1],["x2",3]]}""", (await posted.Content.ReadFromJsonAsync<JsonNode>())!);
        Same("""{"m":[{"n":3,"u":1,"t":"dua","i":"x2"},{"n":4,"t":"Anda menulis: dua"}],"w":4}""", await chat.ReadLeanAsync(2));
        Same("{}", await chat.ReadLeanAsync(4));
    }

    [Fact]
    public async Task Comes_back_with_the_resume_token_and_gets_a_fresh_one_when_it_is_old()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        void FromPage(ClientWebSocketOptions options) => options.SetRequestHeader("Origin", _gateway.Url);
        await using (var early = await chat.ListenLeanAsync(0, chat.Resume, FromPage))
            Assert.Null((await early.NextSetAsync())["r"]);
        _gateway.Time.Now += TimeSpan.FromDays(40);
        await using var late = await chat.ListenLeanAsync(2, chat.Resume, FromPage);
        var fresh = await late.NextSetAsync();
        Assert.Single(fresh.AsObject());
        _gateway.Time.Now += TimeSpan.FromDays(80);
        await using var again = await chat.ListenLeanAsync(0, fresh["r"]!.GetValue<string>(), FromPage);
        Assert.NotNull((await again.NextSetAsync())["r"]);
        Assert.Equal(2, (await again.NextSetAsync())["w"]!.GetValue<long>());
    }

    [Fact]
    public async Task Takes_a_resume_token_only_from_its_own_page()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        await Assert.ThrowsAsync<WebSocketException>(() => chat.ListenLeanAsync(0, chat.Resume));
        await Assert.ThrowsAsync<WebSocketException>(() => chat.ListenLeanAsync(0, chat.Resume, o => o.SetRequestHeader("Origin", "https://lain.example")));
        await Assert.ThrowsAsync<WebSocketException>(() => chat.ListenLeanAsync(0, "x"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("""{"i":"x9"}""")]
    [InlineData("""{"i":"x9","t":{}}""")]
    [InlineData("[]")]
    public async Task Refuses_what_is_no_answer_and_stays_open(string frame)
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenLeanAsync();
        await stream.SendAsync(frame);
        Assert.Equal(400, (await stream.NextSetAsync())["no"]!["s"]!.GetValue<int>());
        await stream.Socket.SendAsync(new byte[] { 1, 2, 3 }.AsMemory(), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        Assert.Equal(415, (await stream.NextSetAsync())["no"]!["s"]!.GetValue<int>());
        await stream.SendAsync("");
        await stream.SendAsync("""{"t":"halo"}""");
        Assert.Equal(2, (await stream.NextSetAsync())["w"]!.GetValue<long>());
    }

    [Fact]
    public async Task Tells_that_a_frame_is_too_long_and_closes()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenLeanAsync();
        await stream.SendAsync($$"""{"i":"x1","t":"{{new string('x', 300_000)}}"}""");
        var refused = (await stream.NextSetAsync())["no"]!;
        Assert.Equal(413, refused["s"]!.GetValue<int>());
        Assert.Contains("terlalu panjang", refused["m"]!.GetValue<string>());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await stream.ReadToCloseAsync());
        Assert.Empty((await chat.ReadAsync())["activities"]!.AsArray());
    }

    [Fact]
    public async Task Says_goodbye_when_the_person_is_erased()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await using var stream = await chat.ListenLeanAsync();
        await stream.SendAsync("""{"i":"x1","t":"/hapus"}""");
        Same("""{"a":[["x1",1]],"m":[{"n":1,"u":1,"f":1,"i":"x1"},{"n":2,"t":"Data Anda sudah dihapus."}],"w":2,"end":1}""", await stream.NextSetAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await stream.ReadToCloseAsync());
    }

    private static void Same(string expected, JsonNode actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
