using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using KotanBot.Channels.DirectLine;
using KotanBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

public sealed class TokenRulesTests : IAsyncDisposable
{
    private readonly WebGateway _gateway = new();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("", "same-origin", HttpStatusCode.OK)]
    [InlineData("", null, HttpStatusCode.OK)]
    [InlineData(null, "same-origin", HttpStatusCode.OK)]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData("https://jahat.example", null, HttpStatusCode.Forbidden)]
    [InlineData("https://jahat.example", "same-origin", HttpStatusCode.Forbidden)]
    [InlineData("", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("null", null, HttpStatusCode.Forbidden)]
    public async Task Gives_page_tokens_to_its_own_page_only(string? origin, string? site, HttpStatusCode status)
    {
        await _gateway.InitializeAsync();
        using var answer = await _gateway.PostPageTokenAsync("{}", origin, site);
        Assert.Equal(status, answer.StatusCode);
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal(status == HttpStatusCode.OK, json["token"] is not null);
        Assert.Equal(status != HttpStatusCode.OK, json["error"]?["code"] is not null);
    }

    [Fact]
    public async Task Answers_401_without_a_token_or_with_one_that_is_not_ours()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        foreach (var path in new[] { chat.Path(), chat.Path("/activities"), chat.Path("/stream") })
            foreach (var bearer in new[] { null, "rubbish", chat.Token[..^4] + "AAAA" })
                await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await _gateway.CallAsync(HttpMethod.Get, path, bearer));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await _gateway.CallAsync(HttpMethod.Post, chat.Path("/activities"), null, WebGateway.Json("{}")));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await _gateway.CallAsync(HttpMethod.Post, chat.Path("/upload"), "x", WebGateway.Json("{}")));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/conversations", "x"));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Unauthorized, await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", null));
    }

    [Fact]
    public async Task Answers_403_to_an_expired_token_and_refreshes_one_that_is_not()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        _gateway.Time.Now += DirectLineTokens.ConversationLifetime - TimeSpan.FromMinutes(1);
        using var refreshed = await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", chat.Token);
        var fresh = (await refreshed.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal(chat.Id, fresh["conversationId"]!.GetValue<string>());
        Assert.Equal(1800, fresh["expires_in"]!.GetValue<int>());
        _gateway.Time.Now += TimeSpan.FromMinutes(1);
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(HttpMethod.Get, chat.Path("/activities"), chat.Token));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", chat.Token));
        using var good = await _gateway.CallAsync(HttpMethod.Get, chat.Path("/activities"), fresh["token"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Fact]
    public async Task Answers_403_to_a_token_of_another_conversation_use_or_origin()
    {
        await _gateway.InitializeAsync();
        var (mine, other) = (await _gateway.BeginAsync(), await _gateway.BeginAsync());
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(HttpMethod.Get, other.Path("/activities"), mine.Token));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(HttpMethod.Post, other.Path("/activities"), mine.Token, WebGateway.Json("{}")));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(HttpMethod.Get, mine.Path("/activities"), mine.Resume));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(HttpMethod.Get, mine.Path("/activities"), mine.Token, origin: "https://jahat.example"));
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(HttpMethod.Get, $"{other.Path("/stream")}?t={mine.Token}", null));
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => other.ListenAsync(url: other.StreamUrl.Split("&t=")[0] + "&t=" + mine.Token));
        Assert.Contains("403", refused.Message);
    }

    [Fact]
    public async Task Answers_404_once_the_person_was_erased_and_begins_anew()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        await chat.SayAsync("/hapus");
        await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await _gateway.CallAsync(HttpMethod.Get, chat.Path("/activities"), chat.Token));
        await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await _gateway.CallAsync(HttpMethod.Get, chat.Path(), chat.Token));
        await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await chat.PostRawAsync("""{"type":"message","text":"masih di sini"}"""));
        await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", chat.Token));
        await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await _gateway.PostPageTokenAsync($$"""{"resume":"{{chat.Resume}}"}"""));
        var next = await _gateway.BeginAsync();
        Assert.NotEqual(chat.Id, next.Id);
        await next.SayAsync("halo lagi");
        Assert.Equal(["halo lagi", "Anda menulis: halo lagi"], await next.TextsAsync());
    }

    [Fact]
    public async Task An_erased_conversation_cannot_be_resumed_after_a_restart_either()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("/hapus");
        await _gateway.StopAsync();
        await _gateway.StartAsync(_gateway.Url);
        await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await _gateway.PostPageTokenAsync($$"""{"resume":"{{chat.Resume}}"}"""));
        await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await chat.PostRawAsync("""{"type":"message","text":"masih di sini"}"""));
        await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, await _gateway.CallAsync(HttpMethod.Post, chat.Path("/activities"), _gateway.Secret, WebGateway.Json("""{"type":"message","text":"x"}""")));
        Assert.Empty(_gateway.Services.GetRequiredService<TurnStore>().ListConversations());
    }

    [Fact]
    public async Task A_double_press_on_the_erasure_starts_no_new_person()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => chat.PostRawAsync($$$"""{"type":"message","text":"/hapus","channelData":{"clientActivityID":"d{{{i}}}"}}""")));

        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        foreach (var late in answers.Where(a => a.StatusCode != HttpStatusCode.OK))
            await ErrorAnswer.AssertAsync(HttpStatusCode.NotFound, late);
        Assert.Empty(_gateway.Services.GetRequiredService<TurnStore>().ListConversations());
    }

    [Fact]
    public async Task Resumes_after_weeks_and_a_restart_with_the_whole_history()
    {
        await _gateway.InitializeAsync();
        var chat = await _gateway.BeginAsync();
        await chat.SayAsync("halo");
        await _gateway.StopAsync();
        _gateway.Time.Now += TimeSpan.FromDays(60);
        await _gateway.StartAsync(_gateway.Url);
        using var answer = await _gateway.PostPageTokenAsync($$"""{"resume":"{{chat.Resume}}"}""");
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal(chat.Id, json["conversationId"]!.GetValue<string>());
        Assert.Equal(["halo", "Anda menulis: halo"], await (chat with { Token = json["token"]!.GetValue<string>() }).TextsAsync());
    }

    [Fact]
    public async Task The_secret_generates_tokens_for_named_users_and_starts_conversations()
    {
        await _gateway.InitializeAsync();
        using var generated = await _gateway.CallAsync(
            HttpMethod.Post, "/v3/directline/tokens/generate", _gateway.Secret, WebGateway.Json("""{"user":{"id":"dl_budi"},"trustedOrigins":["https://kota.example"]}"""));
        var json = (await generated.Content.ReadFromJsonAsync<JsonNode>())!;
        var token = json["token"]!.GetValue<string>();
        using var started = await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/conversations", token, origin: "https://kota.example");
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        var begun = (await started.Content.ReadFromJsonAsync<JsonNode>())!;
        var chat = new Chat(_gateway, begun["conversationId"]!.GetValue<string>(), begun["token"]!.GetValue<string>(), "", begun["streamUrl"]!.GetValue<string>());
        Assert.Equal(json["conversationId"]!.GetValue<string>(), chat.Id);
        await chat.SayAsync("halo");
        Assert.Equal("dl_budi", (await chat.ReadAsync())["activities"]![0]!["from"]!["id"]!.GetValue<string>());
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(HttpMethod.Get, chat.Path("/activities"), chat.Token, origin: "https://jahat.example"));
        using var again = await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/conversations", chat.Token);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var bySecret = await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/conversations", _gateway.Secret);
        Assert.Equal(HttpStatusCode.Created, bySecret.StatusCode);
        await ErrorAnswer.AssertAsync(HttpStatusCode.Forbidden, await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/generate", chat.Token));
    }

    [Theory]
    [InlineData("""{"user":{"id":""}}""")]
    [InlineData("""{"user":{"id":7}}""")]
    [InlineData("""{"trustedOrigins":"https://kota.example"}""")]
    [InlineData("""{"trustedOrigins":["kota.example/path"]}""")]
    [InlineData("""{"user":""")]
    public async Task Generating_refuses_what_it_cannot_sign(string body)
    {
        await _gateway.InitializeAsync();
        await ErrorAnswer.AssertAsync(HttpStatusCode.BadRequest, await _gateway.CallAsync(HttpMethod.Post, "/v3/directline/tokens/generate", _gateway.Secret, WebGateway.Json(body)));
    }
}
