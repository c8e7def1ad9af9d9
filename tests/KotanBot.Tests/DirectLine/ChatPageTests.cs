using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KotanBot.Tests.Corpus;

namespace KotanBot.Tests.DirectLine;

public sealed partial class ChatPageTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    [Fact]
    public async Task Loads_with_the_shipped_dialogs_in_less_than_10_kilobytes_of_brotli_all_told()
    {
        await using var shipped = await CorpusHost.StartNewAsync();
        var (page, size) = await GetAsync("/", from: shipped.Client);
        Assert.Contains("Anda setuju?", page);
        var named = Links().Matches(page).Select(m => m.Groups[1].Value).Append("/sw.js").Distinct().ToList();
        Assert.Equal(["/icon.svg", "/chat.webmanifest", "/chat.js", "/sw.js"], named.Select(n => n.Split('?')[0]));
        foreach (var path in named)
            size += (await GetAsync(path, from: shipped.Client)).Size;
        TestContext.Current.TestOutputHelper?.WriteLine($"first load: {size} bytes of brotli");
        Assert.InRange(size, 1, 10_240);
    }

    [Fact]
    public async Task Names_nothing_outside_its_own_server_and_runs_nothing_inline()
    {
        var (page, _) = await GetAsync("/");
        Assert.DoesNotContain("http", page);
        Assert.DoesNotMatch(Inline(), page);
        var (script, _) = await GetAsync("/chat.js");
        Assert.DoesNotContain("innerHTML", script);
        // But for what is loaded when a file is opened.
        Assert.Equal(1, Regex.Count(script, "import"));
        Assert.Contains("import('/file.js')", script);
        Assert.DoesNotContain("export", script);
        Assert.DoesNotContain("url(", page);
    }

    [Fact]
    public async Task Is_served_under_a_strict_policy()
    {
        using var answer = await gateway.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("require-trusted-types-for 'script'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        var script = Links().Matches(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Select(m => m.Groups[1].Value).First(p => p.Contains("chat.js"));
        using var file = await gateway.Client.GetAsync(new Uri(script, UriKind.Relative), TestContext.Current.CancellationToken);
        // What only a page needs is not repeated with every file.
        Assert.False(file.Headers.Contains("Content-Security-Policy"));
        Assert.Contains("immutable", file.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Is_not_sent_again_when_the_browser_has_it()
    {
        using var first = await gateway.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.FromMinutes(1), first.Headers.CacheControl!.MaxAge);
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var worker = await gateway.Client.GetAsync(new Uri("/sw.js", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.FromDays(1), worker.Headers.CacheControl!.MaxAge);
        Assert.Contains(first.Headers.ETag!.Tag.Trim('"'), await worker.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Comes_in_gzip_and_plain_for_those_who_need_it()
    {
        var (brotli, size) = await GetAsync("/chat.js");
        var (gzip, zipped) = await GetAsync("/chat.js", "gzip");
        var (plain, raw) = await GetAsync("/chat.js", "br;q=0");
        Assert.Equal(brotli, gzip);
        Assert.Equal(brotli, plain);
        Assert.True(size < zipped && zipped < raw);
    }

    [Fact]
    public async Task Can_be_installed()
    {
        var (page, _) = await GetAsync("/");
        var (text, _) = await GetAsync(Links().Matches(page).Select(m => m.Groups[1].Value).First(p => p.Contains("webmanifest")));
        var manifest = JsonNode.Parse(text)!;
        foreach (var member in new[] { "name", "short_name", "start_url", "display", "background_color", "theme_color" })
            Assert.NotNull(manifest[member]);
        var icon = manifest["icons"]![0]!;
        Assert.Equal("any", icon["sizes"]!.GetValue<string>());
        Assert.Contains("maskable", icon["purpose"]!.GetValue<string>());
        Assert.Contains("<svg", (await GetAsync(icon["src"]!.GetValue<string>())).Text);
    }

    private async Task<(string Text, int Size)> GetAsync(string path, string accepts = "gzip, deflate, br", HttpClient? from = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", accepts);
        using var answer = await (from ?? gateway.Client).SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var encoding = accepts.Contains("q=0") ? null : accepts.Split(", ")[^1];
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using Stream plain = encoding switch
        {
            "br" => new System.IO.Compression.BrotliStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(new MemoryStream(body), System.IO.Compression.CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        using var text = new StreamReader(plain);
        return (await text.ReadToEndAsync(TestContext.Current.CancellationToken), body.Length);
    }

    /// <summary>Every file that the page names, with its hash.</summary>
    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Links();

    /// <summary>Handlers and styles in attributes, and scripts with a body other than data.</summary>
    [GeneratedRegex("""\son[a-z]+=|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*type="application/json")|javascript:""", RegexOptions.None, 1000)]
    private static partial Regex Inline();
}
