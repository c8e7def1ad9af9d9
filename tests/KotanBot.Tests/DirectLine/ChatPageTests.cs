using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;

namespace KotanBot.Tests.DirectLine;

public sealed partial class ChatPageTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    [Fact]
    public async Task Loads_in_less_than_10_kilobytes_of_brotli_all_told()
    {
        var (page, size) = await GetAsync("/");
        var named = Links().Matches(page).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Equal(3, named.Count);
        foreach (var path in named)
            size += (await GetAsync(path)).Size;
        TestContext.Current.TestOutputHelper?.WriteLine($"first load: {size} bytes of brotli");
        Assert.InRange(size, 1, 10_240);
    }

    [Fact]
    public async Task Names_nothing_outside_its_own_server_and_holds_nothing_inline()
    {
        var (page, _) = await GetAsync("/");
        Assert.DoesNotContain("http", page);
        Assert.DoesNotMatch(Inline(), page);
        foreach (var path in new[] { "/chat.js", "/chat.css" })
        {
            var (text, _) = await GetAsync(path);
            Assert.DoesNotContain("innerHTML", text);
            Assert.DoesNotContain("url(", text);
            Assert.DoesNotContain("import ", text);
        }
    }

    [Fact]
    public async Task Is_served_under_a_strict_policy()
    {
        using var answer = await gateway.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Is_not_sent_again_when_the_browser_has_it()
    {
        using var first = await gateway.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        var script = Links().Matches(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Select(m => m.Groups[1].Value).First(p => p.Contains("chat.js"));
        using var kept = await gateway.Client.GetAsync(new Uri(script, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("immutable", kept.Headers.CacheControl!.ToString());
    }

    private async Task<(string Text, int Size)> GetAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "gzip, deflate, br");
        using var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(body), CompressionMode.Decompress));
        return (await reader.ReadToEndAsync(TestContext.Current.CancellationToken), body.Length);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("""<style|<script(?![^>]* src=)|\son\w+=|\sstyle=|javascript:""")]
    private static partial Regex Inline();
}
