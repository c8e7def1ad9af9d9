using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;

namespace KotanBot.Tests.DirectLine;

/// <summary>Good tokens in wrong places, and tokens made to look good.</summary>
public sealed class ReplayedTokenTests : IAsyncLifetime
{
    private readonly WebGateway _gateway = new();

    public ValueTask InitializeAsync() => _gateway.InitializeAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_token_is_good_for_its_own_use_only()
    {
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        var stream = chat.StreamUrl.Split("&t=")[1];
        foreach (var other in new[] { stream, chat.Resume })
        {
            await AssertForbiddenAsync(await _gateway.CallAsync(HttpMethod.Get, chat.Path(), other));
            await AssertForbiddenAsync(await _gateway.CallAsync(HttpMethod.Get, chat.Path("/activities"), other));
            await AssertForbiddenAsync(await _gateway.CallAsync(HttpMethod.Post, chat.Path("/activities"), other, WebGateway.Json("""{"type":"message","text":"a"}""")));
            await AssertForbiddenAsync(await _gateway.CallAsync(HttpMethod.Post, chat.Path("/upload"), other, new MultipartFormDataContent { { new StringContent("a"), "file", "a" } }));
            await AssertForbiddenAsync(await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", other));
            await AssertForbiddenAsync(await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/conversations", other));
            await AssertForbiddenAsync(await _gateway.CallAsync(HttpMethod.Get, "/v3/directline/session/getsessionid", other));
        }

        await AssertForbiddenAsync(await _gateway.PostPageTokenAsync($$"""{"resume":"{{chat.Token}}"}"""));
        await AssertForbiddenAsync(await _gateway.PostPageTokenAsync($$"""{"resume":"{{stream}}"}"""));
        Assert.Equal(["halo", "Anda menulis: halo"], await chat.TextsAsync());
    }

    [Fact]
    public async Task A_token_opens_no_other_conversation_however_its_id_is_written()
    {
        var (mine, other) = (await _gateway.BeginAsync(), await _gateway.BeginAsync());
        await other.SayAsync("rahasia");
        foreach (var id in new[] { other.Id, mine.Id + "%2F..%2F" + other.Id, mine.Id + "%00", mine.Id.ToUpperInvariant() + "x", "..%2F" + other.Id, mine.Id + "|0000001", "%F0%9F%99%82" })
            foreach (var rest in new[] { "", "/activities" })
            {
                using var answer = await _gateway.CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{id}{rest}", mine.Token);
                // Kestrel itself refuses a path with NUL.
                Assert.Equal((id, id.Contains("%00", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden), (id, answer.StatusCode));
                Assert.DoesNotContain("rahasia", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }
    }

    [Theory]
    [InlineData("not-one-of-ours")]
    [InlineData("abc%2Fdef%2F..%2Fghijklmnop")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("%F0%9F%99%82")]
    public async Task Not_even_the_secret_makes_up_conversations(string id)
    {
        await ErrorAnswer.AssertAsync(
            HttpStatusCode.NotFound,
            await _gateway.CallAsync(HttpMethod.Post, $"/v3/directline/conversations/{id}/activities", _gateway.Secret, WebGateway.Json("""{"type":"message","text":"a"}""")));
        await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await _gateway.CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{id}", _gateway.Secret));
    }

    [Fact]
    public async Task A_changed_or_home_made_token_is_nobodys()
    {
        var (mine, other) = (await _gateway.BeginAsync(), await _gateway.BeginAsync());
        var parts = mine.Token.Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace(mine.Id, other.Id, StringComparison.Ordinal);
        var changed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        var none = Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);
        foreach (var token in new[]
        {
            $"{parts[0]}.{changed}.{parts[2]}",
            $"{none}.{changed}.",
            $"{none}.{changed}.{parts[2]}",
            $"{parts[0]}.{changed}.",
            $"{parts[0]}.{changed}",
            $"{other.Token.Split('.')[0]}.{changed}.{other.Token.Split('.')[2]}",
            other.Token + new string('A', 8_000),
            "Bearer " + other.Token,
        })
        {
            var answer = await _gateway.CallAsync(HttpMethod.Get, other.Path("/activities"), token);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            Assert.Equal("Unauthorized", await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, answer));
        }
    }

    [Fact]
    public async Task Two_credentials_at_once_are_none()
    {
        var (mine, other) = (await _gateway.BeginAsync(), await _gateway.BeginAsync());
        var request = new HttpRequestMessage(HttpMethod.Get, mine.Path("/activities"));
        request.Headers.TryAddWithoutValidation("Authorization", ["Bearer " + mine.Token, "Bearer " + other.Token]);
        await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken));
        var stream = mine.StreamUrl.Split("&t=")[1];
        await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await _gateway.CallAsync(HttpMethod.Get, mine.Path($"/stream?t={stream}&t={stream}"), null));
    }

    [Theory]
    [InlineData("Basic {0}")]
    [InlineData("{0}")]
    [InlineData("Bearer")]
    [InlineData("Bearer{0}")]
    public async Task Another_scheme_is_no_credential(string header)
    {
        var chat = await _gateway.BeginAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, chat.Path("/activities"));
        request.Headers.TryAddWithoutValidation("Authorization", string.Format(header, chat.Token));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task After_its_expiry_a_token_is_told_so_everywhere()
    {
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        _gateway.Time.Now += DirectLineTokens.ConversationLifetime;
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, chat.Path()), (HttpMethod.Get, chat.Path("/activities")), (HttpMethod.Post, chat.Path("/activities")), (HttpMethod.Post, chat.Path("/upload")),
            (HttpMethod.Post, "/v3/directline/tokens/generate"), (HttpMethod.Post, "/v3/directline/conversations"), (HttpMethod.Get, "/v3/directline/session/getsessionid"),
        })
            Assert.Equal((path, "TokenExpired"), (path, await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(method, path, chat.Token))));
        _gateway.Time.Now += DirectLineTokens.ResumeLifetime;
        Assert.Equal("TokenExpired", await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.PostPageTokenAsync($$"""{"resume":"{{chat.Resume}}"}""")));
    }

    [Fact]
    public async Task After_the_end_every_token_of_the_conversation_finds_nothing()
    {
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("/hapus");
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, chat.Path()), (HttpMethod.Post, chat.Path("/upload")), (HttpMethod.Post, "/v3/directline/conversations"),
            (HttpMethod.Get, "/v3/directline/session/getsessionid"), (HttpMethod.Get, chat.Path("/stream")),
        })
            Assert.Equal((path, "ConversationNotFound"), (path, await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await _gateway.CallAsync(method, path, chat.Token))));
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => chat.ListenAsync());
        Assert.Contains("404", refused.Message);
    }

    [Fact]
    public async Task A_session_id_is_the_same_for_one_conversation_and_tells_nothing_of_it()
    {
        var (mine, other) = (await _gateway.BeginAsync(), await _gateway.BeginAsync());
        var first = await SessionIdAsync(mine.Token);
        using var refreshed = await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", mine.Token);
        var fresh = (await refreshed.Content.ReadFromJsonAsync<JsonNode>())!["token"]!.GetValue<string>();
        await _gateway.StopAsync();
        await _gateway.StartAsync();

        Assert.Equal(first, await SessionIdAsync(fresh));
        Assert.NotEqual(first, await SessionIdAsync(other.Token));
        Assert.DoesNotContain(mine.Id, first);
        await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await _gateway.CallAsync(HttpMethod.Get, "/v3/directline/session/getsessionid", null));
        await AssertForbiddenAsync(await _gateway.CallAsync(HttpMethod.Get, "/v3/directline/session/getsessionid", _gateway.Secret));
    }

    private async Task<string> SessionIdAsync(string token)
    {
        using var answer = await _gateway.CallAsync(HttpMethod.Get, "/v3/directline/session/getsessionid", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["sessionId"]!.GetValue<string>();
    }

    private static async Task AssertForbiddenAsync(HttpResponseMessage answer) =>
        Assert.Equal("Forbidden", await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, answer));
}
