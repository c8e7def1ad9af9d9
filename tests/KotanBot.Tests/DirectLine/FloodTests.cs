using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Tests.Telegram;

namespace KotanBot.Tests.DirectLine;

/// <summary>Clients that are too fast, against the real host. The limits are small and the gateway's clock stands still.</summary>
public sealed class FloodTests : IAsyncDisposable
{
    private readonly VirtualTime _time = new();
    private WebGateway? _gateway;

    public async ValueTask DisposeAsync()
    {
        if (_gateway is { } gateway)
            await gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_flooding_conversation_is_told_when_to_come_again_and_loses_nothing()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Answers = 10 });
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("satu", "c1");
        await chat.SayAsync("dua", "c2");
        const string third = """{"type":"message","text":"tiga","channelData":{"clientActivityID":"c3"}}""";

        using var refused = await chat.PostRawAsync(third);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(6), refused.Headers.RetryAfter!.Delta);
        var error = (await refused.Content.ReadFromJsonAsync<JsonNode>())!["error"]!;
        Assert.Equal("TooManyRequests", error["code"]!.GetValue<string>());
        Assert.Contains("coba lagi", error["message"]!.GetValue<string>());
        Assert.Equal(["satu", "Anda menulis: satu", "dua", "Anda menulis: dua"], await chat.TextsAsync());
        _time.Advance(TimeSpan.FromSeconds(6));
        using var taken = await chat.PostRawAsync(third);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(["satu", "Anda menulis: satu", "dua", "Anda menulis: dua", "tiga", "Anda menulis: tiga"], await chat.TextsAsync());
    }

    [Fact]
    public async Task Answers_over_a_stream_and_in_one_body_are_counted_one_by_one()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Answers = 10 });
        var chat = await gateway.BeginAsync();
        await using var stream = await chat.ListenLeanAsync();
        await stream.SendAsync("""[{"i":"c1","t":"satu"},{"i":"c2","t":"dua"},{"i":"c3","t":"tiga"},{"i":"c4","t":"empat"}]""");
        var sets = new List<JsonNode>();
        while (sets.Count == 0 || sets[^1]["no"] is null)
            sets.Add(await stream.NextSetAsync());
        Assert.Equal("""{"i":"c3","s":429,"m":"Terlalu banyak pesan sekaligus. Silakan coba lagi sebentar lagi.","after":6}""", sets[^1]["no"]!.ToJsonString());
        Assert.Equal(["c1", "c2"], sets.SelectMany(s => s["a"]?.AsArray() ?? []).Select(a => a![0]!.GetValue<string>()));
        _time.Advance(TimeSpan.FromSeconds(6));
        using var posted = await chat.PostLeanAsync("""[{"i":"c3","t":"tiga"},{"i":"c4","t":"empat"}]""");
        Assert.Equal(HttpStatusCode.TooManyRequests, posted.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(6), posted.Headers.RetryAfter!.Delta);
        var body = (await posted.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("""[["c3",5]]""", body["a"]!.ToJsonString());
        Assert.Equal("c4", body["no"]!["i"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_refusal_is_english_for_english_browsers()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Answers = 1 });
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("satu");
        gateway.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB,id;q=0.5");

        using var refused = await chat.PostRawAsync("{}");

        Assert.Contains("try again", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Uploads_are_answers_and_reads_are_counted_apart()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Answers = 5, Reads = 10 });
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("satu");
        using var form = new MultipartFormDataContent();

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(gateway.CallAsync(HttpMethod.Post, chat.Path("/upload"), chat.Token, form)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway.CallAsync(HttpMethod.Get, chat.Path("/activities"), chat.Token)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway.CallAsync(HttpMethod.Get, chat.Path(), chat.Token)));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", chat.Token)));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(gateway.Client.GetAsync(new Uri(chat.StreamUrl.Replace("ws://", "http://", StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task A_conversation_is_refused_before_it_costs_its_address_anything()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Answers = 1, Address = 4 });
        var flooding = await gateway.BeginAsync();
        var other = await gateway.BeginAsync();
        await flooding.SayAsync("satu");
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(flooding.PostRawAsync("{}")));

        await other.SayAsync("masih dilayani");

        // Now the address has used its four.
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(gateway.PostPageTokenAsync("{}")));
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway.PostPageTokenAsync("{}")));
    }

    [Fact]
    public async Task A_stranger_who_names_a_conversation_uses_nothing_of_it()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Answers = 1 });
        var chat = await gateway.BeginAsync();
        var stranger = await gateway.BeginAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway.CallAsync(HttpMethod.Post, chat.Path("/activities"), "x.y.z", WebGateway.Json("{}"))));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(gateway.CallAsync(HttpMethod.Post, chat.Path("/activities"), stranger.Token, WebGateway.Json("{}"))));

        await chat.SayAsync("satu");
    }

    [Fact]
    public async Task The_owner_of_the_secret_speaks_for_many_and_is_limited_by_conversation_only()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Answers = 1, Address = 1 });

        foreach (var conversation in Enumerable.Range(0, 3).Select(_ => DirectLineIds.NewConversation()).ToList())
        {
            var path = $"/v3/directline/conversations/{conversation}/activities";
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway.CallAsync(HttpMethod.Post, path, gateway.Secret, WebGateway.Json("""{"type":"message","text":"halo"}"""))));
            Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(gateway.CallAsync(HttpMethod.Post, path, gateway.Secret, WebGateway.Json("{}"))));
        }
    }

    [Fact]
    public async Task The_address_is_the_one_that_a_proxy_of_this_machine_names()
    {
        var gateway = await StartAsync(DirectLineLimitSettings.Lifted with { Address = 1 });

        Assert.Equal(HttpStatusCode.OK, await BeginFromAsync(gateway, "198.51.100.1"));
        Assert.Equal(HttpStatusCode.OK, await BeginFromAsync(gateway, "198.51.100.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await BeginFromAsync(gateway, "198.51.100.2"));
        // What a client writes itself stands left of what the proxy adds.
        Assert.Equal(HttpStatusCode.TooManyRequests, await BeginFromAsync(gateway, "192.0.2.9, 198.51.100.1"));
    }

    private async Task<WebGateway> StartAsync(DirectLineLimitSettings limits)
    {
        _gateway = new WebGateway { Limits = limits, Clock = _time };
        await _gateway.InitializeAsync();
        return _gateway;
    }

    private static async Task<HttpStatusCode> BeginFromAsync(WebGateway gateway, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Headers = { { "Sec-Fetch-Site", "same-origin" }, { "X-Forwarded-For", forwardedFor } } };
        return await StatusAsync(gateway.Client.SendAsync(request));
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        return answer.StatusCode;
    }
}
