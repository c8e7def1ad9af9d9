using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KotanBot.Tests.Corpus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KotanBot.Tests.Clients;

/// <summary>An office's own site, of another origin than the gateway: it holds the secret and shows the official Web Chat.</summary>
internal sealed class WebChatSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CorpusHost _gateway;

    private WebChatSite(WebApplication app, CorpusHost gateway)
    {
        _app = app;
        _gateway = gateway;
    }

    public string Url => _app.Urls.First();

    /// <summary>The conversation that was begun last.</summary>
    public string ConversationId { get; private set; } = "";

    public static async Task<WebChatSite> StartAsync(CorpusHost gateway)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var site = new WebChatSite(app, gateway);
        app.MapGet("/", () => Results.File(NodePackages.WebChat.PathOf("page.html"), "text/html"));
        app.MapGet("/{bundle}.js", (string bundle) => Results.File(BundlePath(bundle), "text/javascript"));
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapPost("/token", site.TokenAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string BundlePath(string bundle) =>
        Path.Combine(NodePackages.WebChat.Folder, "node_modules", "botframework-webchat", "dist", Path.GetFileName(bundle) + ".js");

    private async Task<IResult> TokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _gateway.Secret);
        request.Content = JsonContent.Create(new { user = new { id = "dl_rina" }, trustedOrigins = new[] { Url } });
        using var answer = await _gateway.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var told = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        ConversationId = (string)told["conversationId"]!;
        told["domain"] = new Uri(_gateway.Client.BaseAddress!, "v3/directline").ToString();
        return Results.Text(told.ToJsonString(), "application/json");
    }
}
