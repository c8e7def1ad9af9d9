using System.Net;
using KotanBot.Channels.Telegram;
using KotanBot.Media;
using KotanBot.Tests.Polyfills;
using Telegram.Bot;

namespace KotanBot.Tests.Media;

public sealed class TelegramFilesTests
{
    private static readonly Func<HttpResponseMessage> Found = ScriptedApi.Json("answer.file");

    [Fact]
    public async Task Asks_where_the_file_is_and_fetches_it()
    {
        var api = new ScriptedApi(Found, Bytes("the bytes"));
        var got = Assert.IsType<MediaFetch.Got>(await FetchAsync(api));
        Assert.Equal("the bytes"u8.ToArray(), got.Bytes.ToArray());
        Assert.Equal(["getFile", "file_3.jpg"], api.Requests.Select(r => r.Address.Segments[^1]));
    }

    [Fact]
    public async Task A_file_that_is_told_to_be_longer_is_not_fetched()
    {
        var api = new ScriptedApi(Text("""{"ok":true,"result":{"file_id":"a","file_unique_id":"b","file_size":10485761,"file_path":"photos/a.jpg"}}"""));
        Assert.IsType<MediaFetch.TooBig>(await FetchAsync(api));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_file_that_turns_out_longer_is_not_read_to_its_end() =>
        Assert.IsType<MediaFetch.TooBig>(await FetchAsync(new ScriptedApi(Text("""{"ok":true,"result":{"file_id":"a","file_unique_id":"b","file_path":"photos/a.jpg"}}"""), Bytes("more than ten")), 10));

    [Theory]
    [InlineData("""{"ok":false,"error_code":400,"description":"Bad Request: file is too big"}""", 400, "TooBig")]
    [InlineData("""{"ok":true,"result":{"file_id":"a","file_unique_id":"b"}}""", 200, "Gone")]
    public async Task What_Telegram_will_never_give_is_given_up(string answer, int status, string result) =>
        Assert.Equal(result, (await FetchAsync(new ScriptedApi(Text(answer, (HttpStatusCode)status)))).GetType().Name);

    [Theory]
    [InlineData("""{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}""", 429, 35)]
    [InlineData("""{"ok":false,"error_code":400,"description":"Bad Request: wrong file_id or the file is temporarily unavailable"}""", 400, 0)]
    [InlineData("""{"ok":false,"error_code":401,"description":"Unauthorized"}""", 401, 0)]
    [InlineData("<html>Bad Gateway</html>", 502, 0)]
    public async Task What_may_pass_is_tried_later(string answer, int status, int seconds)
    {
        var later = new MediaFetch.RetryAfter(TimeSpan.FromSeconds(seconds));
        Assert.Equal(later, await FetchAsync(new ScriptedApi(Text(answer, (HttpStatusCode)status))));
        Assert.Equal(later, await FetchAsync(new ScriptedApi(Found, Text(answer, (HttpStatusCode)status))));
    }

    [Theory]
    [InlineData("../../bot1:other/getMe")]
    [InlineData("photos/../../secret")]
    [InlineData("photos/%2e%2E/a.jpg")]
    [InlineData("/etc/passwd")]
    public async Task A_path_that_leads_away_is_not_followed(string path)
    {
        var api = new ScriptedApi(Text($$$"""{"ok":true,"result":{"file_id":"a","file_unique_id":"b","file_path":"{{{path}}}"}}"""), Bytes("secret"));
        Assert.IsType<MediaFetch.Gone>(await FetchAsync(api));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_wait_beyond_measure_is_an_hour() =>
        Assert.Equal(
            new MediaFetch.RetryAfter(TimeSpan.FromHours(1)),
            await FetchAsync(new ScriptedApi(Text("""{"ok":false,"error_code":429,"description":"Too Many","parameters":{"retry_after":2147483647}}""", HttpStatusCode.TooManyRequests))));

    [Fact]
    public async Task A_network_that_fails_is_tried_later_and_an_end_is_an_end()
    {
        Assert.Equal(new MediaFetch.RetryAfter(TimeSpan.Zero), await FetchAsync(new ScriptedApi(() => throw new HttpRequestException("refused"))));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Files(new ScriptedApi(Found)).FetchAsync("a", 10, new CancellationToken(canceled: true)));
    }

    private static Task<MediaFetch> FetchAsync(ScriptedApi api, int most = MediaLimits.MostFileBytes) => Files(api).FetchAsync("AgACAgUAAxkBAAIx", most, TestContext.Current.CancellationToken);

    private static TelegramFiles Files(ScriptedApi api) =>
        new(new TelegramBotClient(new TelegramBotClientOptions("4815162342:secret", "http://127.0.0.1:8081") { RetryThreshold = 0 }, new HttpClient(api)));

    private static Func<HttpResponseMessage> Text(string text, HttpStatusCode status = HttpStatusCode.OK) => ScriptedApi.Text(text, "application/json", status);

    private static Func<HttpResponseMessage> Bytes(string text) => ScriptedApi.Text(text, "application/octet-stream", HttpStatusCode.OK);
}
