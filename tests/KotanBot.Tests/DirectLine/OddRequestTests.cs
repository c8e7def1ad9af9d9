using System.Net;
using System.Net.Http.Headers;
using System.Text;
using KotanBot.Channels.DirectLine;
using KotanBot.Pages;

namespace KotanBot.Tests.DirectLine;

/// <summary>Headers that no honest client sends, or that a proxy hands on unread.</summary>
public sealed class OddRequestTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    private const string Long = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static TheoryData<string, string> NoHosts => new()
    {
        { "1.1", "Host: a..b\r\n" },
        { "1.1", "Host: .\r\n" },
        { "1.1", "Host: x:99999\r\n" },
        { "1.1", "Host: \r\n" },
        { "1.1", "Host: " + Long + Long + Long + "\r\n" },
        { "1.1", "Host: xn--\r\n" },
        { "1.0", "" },
    };

    [Theory]
    [MemberData(nameof(NoHosts))]
    public async Task A_host_that_nobody_could_open_is_refused_kindly(string version, string host)
    {
        var code = await gateway.InviteAsync();
        var page = await RawCall.SendAsync(gateway.Url, $"GET {InvitationPage.Path}?k={code} HTTP/{version}\r\n{host}Connection: close\r\n\r\n");
        var token = await RawCall.SendAsync(gateway.Url, $"POST /chat/token HTTP/{version}\r\n{host}Sec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", page);
        Assert.StartsWith("HTTP/1.1 400 ", token);
        Assert.DoesNotContain("streamUrl", token);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("kotan_bot:8080", true)]
    [InlineData("[::1]:5080", true)]
    [InlineData("10.0.0.7", true)]
    [InlineData("lapor.example.org.", true)]
    [InlineData("a/b", false)]
    [InlineData("a@b", false)]
    public void A_host_is_a_name_or_an_address(string host, bool holds) => Assert.Equal(holds, HostCheck.IsHost(host));

    [Fact]
    public async Task Old_probes_without_a_host_see_the_health() =>
        Assert.StartsWith("HTTP/1.1 200 ", await RawCall.SendAsync(gateway.Url, "GET /health/live HTTP/1.0\r\n\r\n"));

    [Fact]
    public async Task A_scheme_that_is_none_of_the_web_makes_no_link()
    {
        var code = await gateway.InviteAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{InvitationPage.Path}?k={code}") { Headers = { { "X-Forwarded-For", "198.51.100.1" }, { "X-Forwarded-Proto", "javascript" } } };
        using var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("href=\"http://", html);
        Assert.DoesNotContain("javascript", html);
    }

    [Theory]
    [InlineData("ftp://{0}")]
    [InlineData("http://evil@{0}")]
    [InlineData("http://{0}/")]
    [InlineData("http://{0}/path")]
    public async Task Our_page_has_an_origin_as_browsers_send_it(string origin)
    {
        using var answer = await gateway.PostPageTokenAsync("{}", string.Format(System.Globalization.CultureInfo.InvariantCulture, origin, new Uri(gateway.Url).Authority));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("Application/JSON; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/activity+json", HttpStatusCode.OK)]
    [InlineData("application/jsonx", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("x/json;evil", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain;json", HttpStatusCode.UnsupportedMediaType)]
    public async Task An_activity_is_JSON_by_its_whole_type(string type, HttpStatusCode expected)
    {
        var chat = await gateway.BeginAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"type":"message","text":"halo"}"""));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await gateway.CallAsync(HttpMethod.Post, chat.Path("/activities"), chat.Token, content);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("=")]
    [InlineData("==")]
    [InlineData(" ")]
    [InlineData("\n")]
    public void A_token_has_one_spelling(string more)
    {
        var tokens = new DirectLineTokens(new DirectLineSecret("rahasia"), TimeProvider.System);
        Assert.IsType<TokenCheck.Invalid>(tokens.Check(tokens.Sign("c1", "dl_1", TokenUse.Conversation) + more));
    }

    [Theory]
    [InlineData("audio/ogg", "x", "audio")]
    [InlineData(null, "OggS....", "audio")]
    [InlineData(null, "....ftypisom....", "video")]
    [InlineData("video/mp4", "x", "video")]
    [InlineData("image/heic", "....ftypheic....", "file")]
    public async Task What_is_no_photo_is_refused_in_the_words_for_what_it_is(string? type, string bytes, string kind)
    {
        var chat = await gateway.BeginReportAsync();
        using var answer = await UploadAsync(chat, File(bytes, type));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"Tidak bisa dibaca: {kind}", (await chat.TextsAsync())[^1]);
    }

    [Fact]
    public async Task Six_files_are_too_many_and_not_too_big()
    {
        using var answer = await UploadAsync(await gateway.BeginAsync(), [.. Enumerable.Repeat(0, 6).Select(_ => File("x", null))]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Paling banyak 5 berkas sekaligus.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_long_text_beside_a_file_is_told_as_that()
    {
        var activity = new StringContent(new string('a', 70_000), Encoding.UTF8, "application/vnd.microsoft.activity");
        using var form = new MultipartFormDataContent { { activity, "activity" } };
        var chat = await gateway.BeginAsync();
        using var answer = await gateway.CallAsync(HttpMethod.Post, chat.Path("/upload"), chat.Token, form);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("terlalu panjang", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static ByteArrayContent File(string bytes, string? type)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(bytes));
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return content;
    }

    private static async Task<HttpResponseMessage> UploadAsync(Chat chat, params ByteArrayContent[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var file in files)
            form.Add(file, "file", "nama");
        return await chat.Gateway.CallAsync(HttpMethod.Post, chat.Path("/upload"), chat.Token, form);
    }
}
