using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace KotanBot.Tests.DirectLine;

/// <summary>Requests that are wrong before anybody looks at what a person said: each gets one clear answer in Direct Line's form.</summary>
public sealed class BadRequestTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    public static TheoryData<string, byte[]> NoRequests => new()
    {
        { "cut off", """{"user":{"id":"dl_"""u8.ToArray() },
        { "very deep", Encoding.UTF8.GetBytes(new string('[', 10_000)) },
        { "a list", "[]"u8.ToArray() },
        { "a word", "\"halo\""u8.ToArray() },
        { "a form", "user=dl_budi"u8.ToArray() },
        { "a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] },
        { "invalid UTF-8", [.. """{"user":{"id":"""u8, (byte)'"', 0xC3, 0x28, (byte)'"', .. "}}"u8] },
        { "another encoding", Encoding.Unicode.GetBytes("""{"user":{"id":"dl_budi"}}""") },
        { "half a pair in a name", """{"\ud83d":1}"""u8.ToArray() },
        { "half a pair in the user", """{"user":{"id":"\ud83d"}}"""u8.ToArray() },
        { "half a pair in an origin", """{"trustedOrigins":["https://\ud83d.example"]}"""u8.ToArray() },
        { "half a pair in a resume token", """{"resume":"\ud83d"}"""u8.ToArray() },
        { "a number as resume token", """{"resume":7}"""u8.ToArray() },
        { "an endless user", Encoding.UTF8.GetBytes($$$"""{"user":{"id":"{{{new string('a', 101)}}}"}}""") },
        { "an object as origin", """{"trustedOrigins":[{}]}"""u8.ToArray() },
        { "any origin", """{"trustedOrigins":["*"]}"""u8.ToArray() },
        { "21 origins", Encoding.UTF8.GetBytes($$"""{"trustedOrigins":[{{string.Join(',', Enumerable.Range(0, 21).Select(i => $"\"https://k{i}.example\""))}}]}""") },
        { "origins too long for a token", Encoding.UTF8.GetBytes($$"""{"trustedOrigins":[{{string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"https://{new string('a', 60)}.{new string('b', 60)}.k{i}\""))}}]}""") },
    };

    [Theory]
    [MemberData(nameof(NoRequests))]
    public async Task What_cannot_begin_a_conversation_is_refused_with_400(string what, byte[] body)
    {
        Assert.NotEmpty(what);
        foreach (var path in new[] { "/v3/directline/tokens/generate", "/v3/directline/conversations" })
            Assert.Equal("BadArgument", await ErrorAnswer.AssertAsync(HttpStatusCode.BadRequest, await gateway.CallAsync(HttpMethod.Post, path, gateway.Secret, new ByteArrayContent(body))));
    }

    [Fact]
    public async Task A_body_longer_than_any_such_call_needs_is_refused_with_413()
    {
        var body = $$$"""{"user":{"id":"dl_budi"},"rest":"{{{new string('a', 20_000)}}}"}""";
        foreach (var path in new[] { "/v3/directline/tokens/generate", "/v3/directline/conversations" })
            await ErrorAnswer.AssertAsync(HttpStatusCode.RequestEntityTooLarge, await gateway.CallAsync(HttpMethod.Post, path, gateway.Secret, WebGateway.Json(body)));
        await ErrorAnswer.AssertAsync(HttpStatusCode.RequestEntityTooLarge, await gateway.PostPageTokenAsync(body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"user":null,"trustedOrigins":null}""")]
    [InlineData("""{"user":{},"locale":"id-ID"}""")]
    [InlineData("""{"user":{"id":"r_7","name":"Budi"},"locale":"en-US","eTag":null,"channelData":{"a":[1]}}""")]
    public async Task What_official_clients_send_begins_a_conversation(string body)
    {
        using var generated = await SendAsync("/v3/directline/tokens/generate", gateway.Secret, body);
        Assert.Equal(HttpStatusCode.OK, generated.StatusCode);
        var token = (await generated.Content.ReadFromJsonAsync<JsonNode>())!["token"]!.GetValue<string>();
        using var begun = await SendAsync("/v3/directline/conversations", token, body);
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        using var refreshed = await SendAsync("/v3/directline/tokens/refresh", token, "");
        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
        using var bySecret = await SendAsync("/v3/directline/conversations", gateway.Secret, body);
        Assert.Equal(HttpStatusCode.Created, bySecret.StatusCode);
    }

    [Fact]
    public async Task Reads_names_as_other_servers_clients_write_them_and_the_longest_token_works()
    {
        var origins = string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"https://{new string('a', 50)}{i:D2}.example\""));
        var user = string.Concat(Enumerable.Repeat("🙂", 50));
        using var generated = await SendAsync("/v3/directline/tokens/generate", gateway.Secret, $$$"""{"User":{"Id":"{{{user}}}"},"TrustedOrigins":[{{{origins}}}]}""");
        var token = (await generated.Content.ReadFromJsonAsync<JsonNode>())!["token"]!.GetValue<string>();

        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await gateway.CallAsync(HttpMethod.Post, "/v3/directline/conversations", token, null, "https://jahat.example"));
        using var begun = await gateway.CallAsync(HttpMethod.Post, "/v3/directline/conversations", token, null, $"https://{new string('a', 50)}07.example");
        var json = (await begun.Content.ReadFromJsonAsync<JsonNode>())!;
        var chat = new Chat(gateway, json["conversationId"]!.GetValue<string>(), json["token"]!.GetValue<string>(), "", json["streamUrl"]!.GetValue<string>());
        await using var stream = await chat.ListenAsync();
        await chat.SayAsync("halo");
        Assert.Equal(user, (await stream.TakeAsync(1))[0]["from"]!["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "/v3/directline/tokens/generate", "POST")]
    [InlineData("PUT", "/v3/directline/tokens/refresh", "POST")]
    [InlineData("DELETE", "/v3/directline/conversations", "POST")]
    [InlineData("PATCH", "/v3/directline/conversations/abc", "GET")]
    [InlineData("DELETE", "/v3/directline/conversations/abc/activities", "GET, POST")]
    [InlineData("GET", "/v3/directline/conversations/abc/upload", "POST")]
    [InlineData("POST", "/v3/directline/session/getsessionid", "GET")]
    [InlineData("OPTIONS", "/v3/directline/conversations", "POST")]
    [InlineData("GET", "/chat/token", "POST")]
    public async Task A_wrong_method_is_told_the_right_ones(string method, string path, string allowed)
    {
        var answer = await gateway.CallAsync(new HttpMethod(method), path, gateway.Secret);
        Assert.Equal(allowed.Split(", "), answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
        Assert.Equal("MethodNotAllowed", await ErrorAnswer.AssertAsync(HttpStatusCode.MethodNotAllowed, answer));
    }

    [Theory]
    [InlineData("/v3/directline")]
    [InlineData("/v3/directline/")]
    [InlineData("/v3/directline/conversation")]
    [InlineData("/v3/directline/conversations/abc/members")]
    [InlineData("/v3/directline/tokens/generate/more")]
    [InlineData("/v3/directline/%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("/v3/directline/..%2F..%2Fetc/passwd")]
    public async Task An_unknown_call_is_not_found_and_not_quoted(string path)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            var answer = await gateway.CallAsync(method, path, gateway.Secret);
            Assert.DoesNotContain("script", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal("NotFound", await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, answer));
        }
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e99")]
    [InlineData("0x10")]
    [InlineData("9223372036854775808")]
    [InlineData("%C2%B2")]
    [InlineData("1&watermark=2")]
    [InlineData("%00")]
    public async Task A_watermark_that_is_no_place_in_the_log_is_refused_by_every_call_that_takes_one(string watermark)
    {
        var chat = await gateway.BeginAsync();
        Assert.Equal("BadArgument", await ErrorAnswer.AssertAsync(HttpStatusCode.BadRequest, await gateway.CallAsync(HttpMethod.Get, chat.Path($"?watermark={watermark}"), chat.Token)));
        Assert.Equal("BadArgument", await ErrorAnswer.AssertAsync(HttpStatusCode.BadRequest, await gateway.CallAsync(HttpMethod.Get, chat.Path($"/activities?watermark={watermark}"), chat.Token)));
        using var socket = new ClientWebSocket();
        var stream = new Uri(chat.StreamUrl.Replace("watermark=-", $"watermark={watermark}", StringComparison.Ordinal));
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(stream, TestContext.Current.CancellationToken));
        Assert.Contains("400", refused.Message);
        await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await gateway.CallAsync(HttpMethod.Get, chat.Path($"?watermark={watermark}"), null));
    }

    [Fact]
    public async Task Headers_without_end_are_cut_off_and_the_next_caller_is_served()
    {
        var chat = await gateway.BeginAsync();
        var huge = new HttpRequestMessage(HttpMethod.Get, chat.Path("/activities"));
        huge.Headers.Add("X-Requested-With", new string('a', 40_000));
        using (var refused = await gateway.Client.SendAsync(huge, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, refused.StatusCode);
        var many = new HttpRequestMessage(HttpMethod.Get, chat.Path("/activities"));
        for (var i = 0; i < 200; i++)
            many.Headers.Add($"X-{i}", "a");
        using (var refused = await gateway.Client.SendAsync(many, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, refused.StatusCode);
        Assert.Empty(await chat.TextsAsync());
    }

    [Fact]
    public async Task Markup_leaves_as_json_that_no_browser_takes_for_a_page()
    {
        const string markup = "<img src=x onerror=alert(1)></script><!--";
        var chat = await gateway.BeginAsync();
        await chat.SayAsync(markup);
        using var answer = await gateway.CallAsync(HttpMethod.Get, chat.Path("/activities"), chat.Token);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(markup, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["activities"]![0]!["text"]!.GetValue<string>());
    }

    private Task<HttpResponseMessage> SendAsync(string path, string bearer, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body.Length == 0 ? null : WebGateway.Json(body) };
        request.Headers.Authorization = new("Bearer", bearer);
        request.Headers.Add("X-Requested-With", "XMLHttpRequest");
        request.Headers.Add("x-ms-bot-agent", "DirectLine/3.0 (directlinejs 0.15.8)");
        return gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
