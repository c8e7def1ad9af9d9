using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using KotanBot.Channels.DirectLine;

namespace KotanBot.Bench.Web;

/// <summary>
/// The real gateway inside a process of the bench, with definitions of the bench's own, and on the same address a page with Microsoft's
/// Web Chat: the same server, the same conversations. The page is as light as Web Chat allows: its script in brotli 11 and kept for
/// good, the token in the page (no call for it), no other origin and so no preflights.
/// </summary>
internal static partial class HostedWeb
{
    public const string WebChatPath = "/webchat";

    /// <summary>Keeps the conversation for the person who comes back, as a site does that has Web Chat in it.</summary>
    private const string Cookie = "conversation";

    private const string ScriptPath = "/webchat/webchat-minimal.js";

    public static async Task RunAsync(string data, string definitions, string webChat)
    {
        await using var app = await GatewayHost.BuildAsync(new GatewayOptions { DataPath = data, DefinitionsPath = definitions, Urls = ["http://127.0.0.1:0"], Limits = DirectLineLimitSettings.Lifted });
        var script = Compress(await File.ReadAllBytesAsync(webChat));
        using var http = new HttpClient();
        app.MapGet(ScriptPath, context => SendAsync(context, script, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"));
        app.MapGet(WebChatPath, async context =>
        {
            var (conversation, token, isNew) = await EnterAsync(http, context, data);
            context.Response.Cookies.Append(Cookie, conversation, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(90) });
            await SendAsync(context, Compress(System.Text.Encoding.UTF8.GetBytes(Page(conversation, token, isNew))), "text/html; charset=utf-8", "no-store");
        });
        await app.StartAsync();
        Console.WriteLine($"gateway {Address(app)}");
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Lives until its input ends.
        }
        await app.StopAsync();
    }

    private static string Address(WebApplication app) => app.Urls.First(u => !u.StartsWith("http://unix:", StringComparison.Ordinal));

    private static async Task<(string Conversation, string Token, bool IsNew)> EnterAsync(HttpClient http, HttpContext context, string data)
    {
        // The server asks itself, as a site's server asks KotanBot.
        var server = new Uri($"http://127.0.0.1:{context.Connection.LocalPort}/v3/directline/");
        var kept = context.Request.Cookies[Cookie];
        using var ask = kept is null
            ? new HttpRequestMessage(HttpMethod.Post, new Uri(server, "tokens/generate")) { Content = JsonContent.Create(new { user = new { id = "dl_bench" } }) }
            : new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"conversations/{kept}"));
        var secret = (await File.ReadAllTextAsync(Path.Combine(data, "directline.secret"))).Trim();
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await http.SendAsync(ask);
        answer.EnsureSuccessStatusCode();
        var given = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (given.GetProperty("conversationId").GetString()!, given.GetProperty("token").GetString()!, kept is null);
    }

    private static string Page(string conversation, string token, bool isNew) => $$"""
        <!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Web Chat</title>
        <style>html,body,#webchat{height:100%;margin:0}</style></head><body><div id="webchat"></div><script src="{{ScriptPath}}"></script><script>
        const store = WebChat.createStore({}, ({ dispatch }) => next => action => {
          if ({{(isNew ? "true" : "false")}} && action.type === 'DIRECT_LINE/CONNECT_FULFILLED') dispatch({ type: 'WEB_CHAT/SEND_EVENT', payload: { name: 'webchat/join' } });
          return next(action);
        });
        const directLine = WebChat.createDirectLine({ domain: location.origin + '/v3/directline', token: '{{token}}'{{(isNew ? "" : $", conversationId: '{conversation}'")}} });
        WebChat.renderWebChat({ directLine, store, locale: 'id-ID' }, document.getElementById('webchat'));
        </script></body></html>
        """;

    private static Task SendAsync(HttpContext context, byte[] brotli, string type, string cache)
    {
        if (!BrotliAccepted().IsMatch(context.Request.Headers.AcceptEncoding.ToString()))
            throw new InvalidOperationException("this browser does not take brotli");
        context.Response.Headers.ContentEncoding = "br";
        context.Response.Headers.CacheControl = cache;
        context.Response.ContentType = type;
        context.Response.ContentLength = brotli.Length;
        return context.Response.Body.WriteAsync(brotli).AsTask();
    }

    /// <summary>Brotli at its strongest: level 11.</summary>
    private static byte[] Compress(byte[] raw)
    {
        using var compressed = new MemoryStream();
        using (var stream = new BrotliStream(compressed, CompressionLevel.SmallestSize))
            stream.Write(raw);
        return compressed.ToArray();
    }

    [GeneratedRegex(@"\bbr\b")]
    private static partial Regex BrotliAccepted();
}
