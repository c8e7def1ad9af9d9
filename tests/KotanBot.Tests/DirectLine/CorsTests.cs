using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

/// <summary>What a browser asks and reads before a page of another origin may talk to us.</summary>
public sealed class CorsTests(CorsTests.Trusting trusting) : IClassFixture<CorsTests.Trusting>
{
    private const string Kota = "https://kota.example";

    private const string AllowOrigin = "Access-Control-Allow-Origin";

    /// <summary>One server for all of these, that trusts one page by its settings.</summary>
    public sealed class Trusting : IAsyncLifetime
    {
        public WebGateway Gateway { get; } = new() { TrustedOrigins = [Kota], Database = new DatabaseOptions { LockTimeout = TimeSpan.FromMilliseconds(50) } };

        public ValueTask InitializeAsync() => Gateway.InitializeAsync();

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }

    private WebGateway Gateway => trusting.Gateway;

    [Theory]
    [InlineData("POST", "/v3/directline/tokens/generate")]
    [InlineData("POST", "/v3/directline/tokens/refresh")]
    [InlineData("POST", "/v3/directline/conversations")]
    [InlineData("GET", "/v3/directline/conversations/abc?watermark=3")]
    [InlineData("GET", "/v3/directline/conversations/abc/activities?watermark=3")]
    [InlineData("POST", "/v3/directline/conversations/abc/activities")]
    [InlineData("POST", "/v3/directline/conversations/abc/upload?userId=dl_1")]
    [InlineData("GET", "/v3/directline/session/getsessionid")]
    public async Task A_trusted_page_may_make_every_call_as_the_official_client_does(string method, string path)
    {
        // What Chromium asks for DirectLineJS: its own headers, in lower case and sorted.
        using var answer = await PreflightAsync(path, Kota, method, "accept,authorization,content-type,x-ms-bot-agent,x-requested-with");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Kota, Header(answer, AllowOrigin));
        Assert.Equal("Origin", Header(answer, "Vary"));
        Assert.Equal("true", Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Equal("86400", Header(answer, "Access-Control-Max-Age"));
        Assert.Contains(method, Header(answer, "Access-Control-Allow-Methods")!.Split(','));
        var allowed = Header(answer, "Access-Control-Allow-Headers")!.ToLowerInvariant().Split(',');
        foreach (var header in new[] { "accept", "authorization", "content-type", "x-ms-bot-agent", "x-requested-with" })
            Assert.Contains(header, allowed);
    }

    [Theory]
    [InlineData("https://jahat.example")]
    [InlineData("null")]
    [InlineData("http://kota.example")]
    [InlineData("https://kota.example:8443")]
    [InlineData("https://kota.example.jahat.example")]
    [InlineData("https://sub.kota.example")]
    [InlineData("https://kota.example, https://jahat.example")]
    public async Task A_page_that_nobody_trusts_learns_nothing(string origin)
    {
        using var preflight = await PreflightAsync("/v3/directline/conversations", origin, "POST", "authorization");
        using var call = await CallAsync(HttpMethod.Post, "/v3/directline/conversations", Gateway.Secret, origin);

        Assert.DoesNotContain(preflight.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(call.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_trusted_page_can_read_every_refusal()
    {
        var chat = await Gateway.BeginAsync();
        foreach (var (status, method, path, bearer, body) in new (HttpStatusCode, HttpMethod, string, string?, string?)[]
        {
            (HttpStatusCode.Created, HttpMethod.Post, "/v3/directline/conversations", Gateway.Secret, null),
            (HttpStatusCode.BadRequest, HttpMethod.Post, "/v3/directline/conversations", Gateway.Secret, "{"),
            (HttpStatusCode.Unauthorized, HttpMethod.Get, chat.Path("/activities"), null, null),
            (HttpStatusCode.Forbidden, HttpMethod.Get, chat.Path("/activities"), chat.Token, null),
            (HttpStatusCode.NotFound, HttpMethod.Get, "/v3/directline/conversations/unknown", Gateway.Secret, null),
            (HttpStatusCode.NotFound, HttpMethod.Get, "/v3/directline/nothing", Gateway.Secret, null),
            (HttpStatusCode.MethodNotAllowed, HttpMethod.Put, chat.Path("/activities"), Gateway.Secret, "{}"),
            (HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, chat.Path("/activities"), Gateway.Secret, $"\"{new string('a', 70_000)}\""),
            (HttpStatusCode.UnsupportedMediaType, HttpMethod.Post, chat.Path("/upload"), Gateway.Secret, "{}"),
        })
        {
            using var answer = await CallAsync(method, path, bearer, Kota, body);
            Assert.Equal((path, status), (path, answer.StatusCode));
            Assert.Equal((path, Kota), (path, Header(answer, AllowOrigin)));
            Assert.Equal((path, "Origin"), (path, Header(answer, "Vary")));
            Assert.Equal("true", Header(answer, "Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task A_trusted_page_can_read_how_long_to_wait()
    {
        var chat = await Gateway.BeginAsync();
        await using var other = new SqliteConnection($"Data Source={Gateway.Services.GetRequiredService<DataFolder>().DatabasePath};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = other.CreateCommand();
        command.CommandText = "begin immediate";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        using var answer = await CallAsync(HttpMethod.Post, chat.Path("/activities"), Gateway.Secret, Kota, """{"type":"message","text":"a"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(Kota, Header(answer, AllowOrigin));
        Assert.Equal("Retry-After", Header(answer, "Access-Control-Expose-Headers"));
    }

    [Fact]
    public async Task A_trusted_page_that_floods_can_read_that_it_does()
    {
        await using var gateway = new WebGateway { TrustedOrigins = [Kota], Limits = new DirectLineLimitSettings { Reads = 60 } };
        await gateway.InitializeAsync();
        var chat = await gateway.BeginAsync();

        HttpResponseMessage answer;
        var asked = 0;
        do
            answer = await gateway.CallAsync(HttpMethod.Get, chat.Path("/activities"), gateway.Secret, null, Kota);
        while (answer.StatusCode == HttpStatusCode.OK && ++asked < 1_000);

        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(Kota, Header(answer, AllowOrigin));
        Assert.Equal("Retry-After", Header(answer, "Access-Control-Expose-Headers"));
        await ErrorAnswer.AssertAsync(HttpStatusCode.TooManyRequests, answer);
    }

    [Fact]
    public async Task Origins_named_for_a_token_are_trusted_from_then_on_and_after_a_restart()
    {
        await using var gateway = new WebGateway();
        await gateway.InitializeAsync();
        var kept = gateway.Services.GetRequiredService<TrustedOriginStore>();
        using (var before = await PreflightAsync("/v3/directline/conversations", Kota, "POST", "authorization", gateway))
            Assert.Null(Header(before, AllowOrigin));

        await GenerateAsync(gateway, "https://Kota.example/");
        await GenerateAsync(gateway, Kota);

        Assert.Equal([Kota], kept.Read());
        using (var after = await PreflightAsync("/v3/directline/conversations", Kota, "POST", "authorization", gateway))
            Assert.Equal(Kota, Header(after, AllowOrigin));
        await gateway.StopAsync();
        await gateway.StartAsync();
        using var restarted = await PreflightAsync("/v3/directline/conversations", Kota, "POST", "authorization", gateway);
        Assert.Equal(Kota, Header(restarted, AllowOrigin));
    }

    [Fact]
    public async Task Nobody_fills_the_database_with_origins()
    {
        await using var gateway = new WebGateway();
        await gateway.InitializeAsync();
        var store = gateway.Services.GetRequiredService<TrustedOriginStore>();
        await store.AddAsync(Enumerable.Range(0, TrustedOrigins.Most).Select(i => $"https://k{i}.example"), TrustedOrigins.Most, gateway.Time.Now);

        using var beyond = await gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/generate", gateway.Secret, WebGateway.Json("""{"trustedOrigins":["https://baru.example"]}"""));
        await GenerateAsync(gateway, "https://k7.example");

        Assert.Contains(WebOrigin.Variable, await beyond.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await ErrorAnswer.AssertAsync(HttpStatusCode.BadRequest, beyond);
        Assert.Equal(TrustedOrigins.Most, store.Read().Count);
    }

    [Fact]
    public async Task A_token_for_one_origin_opens_nothing_on_another_not_even_a_stream()
    {
        var token = await GenerateAsync(Gateway, Kota);
        using var begun = await CallAsync(HttpMethod.Post, "/v3/directline/conversations", token, Kota);
        var streamUrl = (await begun.Content.ReadFromJsonAsync<JsonNode>())!["streamUrl"]!.GetValue<string>();

        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", token, "https://jahat.example"));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await CallAsync(HttpMethod.Post, "/v3/directline/conversations", token, "https://jahat.example"));
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync(streamUrl, "https://jahat.example"));
        Assert.Contains("403", refused.Message);
        await OpenAsync(streamUrl, Kota);
    }

    [Fact]
    public async Task Our_own_page_is_not_touched_and_its_token_stays_with_it()
    {
        using var own = await Gateway.PostPageTokenAsync("{}");
        using var foreign = await Gateway.PostPageTokenAsync("{}", Kota, null);
        using var preflight = await PreflightAsync("/chat/token", Kota, "POST", "content-type");

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        foreach (var answer in new[] { own, foreign, preflight })
            Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        var chat = await Gateway.BeginAsync();
        using var read = await CallAsync(HttpMethod.Get, chat.Path("/activities"), chat.Token, Gateway.Url);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    private static async Task<string> GenerateAsync(WebGateway gateway, string origin)
    {
        using var generated = await gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/generate", gateway.Secret, WebGateway.Json($$"""{"trustedOrigins":["{{origin}}"]}"""));
        Assert.Equal(HttpStatusCode.OK, generated.StatusCode);
        return (await generated.Content.ReadFromJsonAsync<JsonNode>())!["token"]!.GetValue<string>();
    }

    private static async Task OpenAsync(string streamUrl, string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri(streamUrl), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    private Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, string? bearer, string origin, string? body = null) =>
        Gateway.CallAsync(method, path, bearer, body is null ? null : WebGateway.Json(body), origin);

    private Task<HttpResponseMessage> PreflightAsync(string path, string origin, string method, string headers, WebGateway? gateway = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);
        return (gateway ?? Gateway).Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values.ToImmutableArray()) : null;
}
