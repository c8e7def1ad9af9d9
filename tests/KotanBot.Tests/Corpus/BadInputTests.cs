using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// What no transcript can say: bodies that are no activities, text that is no text, buttons that nobody was shown. Each
/// gets a kind word or a 4xx, and the conversation goes on after it.
/// </summary>
public sealed class BadInputTests(BadInputTests.Running running) : IClassFixture<BadInputTests.Running>
{
    /// <summary>One server for all of these.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal CorpusHost Host { get; } = new();

        public async ValueTask InitializeAsync() => await Host.StartAsync();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    public static TheoryData<string, byte[]> NoActivities => new()
    {
        { "nothing", [] },
        { "binary", [0, 1, 2, 0xFE, 0xFF, 0x80] },
        { "a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] },
        { "invalid UTF-8", [.. """{"type":"message","text":" """u8, 0xC3, 0x28, 0xFF, .. "\"}"u8] },
        { "half of a surrogate pair", """{"type":"message","text":"\ud83d"}"""u8.ToArray() },
        { "the wrong half first", """{"type":"message","text":"\ude00\ud83d"}"""u8.ToArray() },
        { "half a pair in a button's key", """{"type":"message","value":{"t":1,"o":1,"k":"\ud83d"}}"""u8.ToArray() },
        { "half a pair in a name", """{"type":"message","\ud83d":1,"text":"a"}"""u8.ToArray() },
        { "half a pair in the client's id", """{"type":"message","text":"a","channelData":{"clientActivityID":"\ud83d"}}"""u8.ToArray() },
        { "cut off", """{"type":"message","text":"hal"""u8.ToArray() },
        { "a list", "[1,2]"u8.ToArray() },
        { "a string", "\"halo\""u8.ToArray() },
        { "null", "null"u8.ToArray() },
        { "very deep", Encoding.UTF8.GetBytes(new string('[', 10_000)) },
        { "deep inside", Encoding.UTF8.GetBytes("""{"type":"message","text":"a","value":""" + new string('[', 200) + new string(']', 200) + "}") },
        { "a list as text", """{"type":"message","text":["a"]}"""u8.ToArray() },
        { "an object as text", """{"type":"message","text":{"a":1}}"""u8.ToArray() },
        { "a number as type", """{"type":true,"text":"a"}"""u8.ToArray() },
        { "too much", Encoding.UTF8.GetBytes($$"""{"type":"message","text":"{{new string('a', 70_000)}}"}""") },
        { "another encoding", Encoding.Unicode.GetBytes("""{"type":"message","text":"halo"}""") },
    };

    [Theory]
    [MemberData(nameof(NoActivities))]
    public async Task What_is_no_activity_is_refused_and_leaves_no_trace(string what, byte[] body)
    {
        var chat = await AskedAsync();

        using var answer = await PostAsync(chat, body);

        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{what}: {answer.StatusCode}");
        Assert.Contains("\"error\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty((await chat.ReadOnAsync())!);
        await GoesOnAsync(chat);
    }

    public static TheoryData<string, string> Strange => new()
    {
        { "4,001 characters", $$"""{"type":"message","text":"{{new string('a', 4_001)}}"}""" },
        { "30,000 emoji", $$"""{"type":"message","text":"{{string.Concat(Enumerable.Repeat("😀", 15_000))}}"}""" },
        { "no text", """{"type":"message"}""" },
        { "null as text", """{"type":"message","text":null}""" },
        { "control characters", """{"type":"message","text":"\u0000\u0007\u001b"}""" },
        { "direction marks", """{"type":"message","text":"\u202e\u200f\u2066\ufeff"}""" },
        { "combining marks", $$"""{"type":"message","text":"zz{{new string('\u0301', 500)}}"}""" },
        { "a button of the future", """{"type":"message","value":{"t":9007199254740993,"o":9223372036854775807,"k":"rapat"}}""" },
        { "a button of before the beginning", """{"type":"message","value":{"t":-1,"o":-9223372036854775808,"k":"rapat"}}""" },
        { "a button with numbers too big", """{"type":"message","value":{"t":1e400,"o":1,"k":"rapat"}}""" },
        { "a button with words for numbers", """{"type":"message","value":{"t":"satu","o":[],"k":"rapat"}}""" },
        { "a button with an empty key", """{"type":"message","value":{"t":1,"o":2,"k":""}}""" },
        { "a place off the earth", """{"type":"message","entities":[{"type":"GeoCoordinates","latitude":1e308,"longitude":null}]}""" },
        { "a voice message", """{"type":"message","attachments":[{"contentType":"audio/ogg","contentUrl":"file:///etc/passwd"}]}""" },
        { "attachments that are none", """{"type":"message","attachments":[null,1,"a",{}]}""" },
        { "everything of a wrong type", """{"type":"message","text":12,"value":[],"entities":{},"attachments":"a","channelData":7,"from":[],"timestamp":{}}""" },
        { "repeated members", """{"type":"message","text":"zzy","text":"zzx"}""" },
    };

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task A_strange_message_gets_a_kind_answer_and_the_question_again(string what, string body)
    {
        var chat = await AskedAsync();

        using var answer = await PostAsync(chat, Encoding.UTF8.GetBytes(body));

        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{what}: {answer.StatusCode}");
        Assert.Contains("Kegiatan apa", Text((await chat.ReadOnAsync())![^1]), StringComparison.Ordinal);
        await GoesOnAsync(chat);
    }

    [Fact]
    public async Task A_button_of_another_conversation_counts_for_nothing()
    {
        var mine = await AskedAsync();
        var foreign = await AskedAsync(one: "halo");
        var button = (await LastAsync(foreign))["suggestedActions"]!["actions"]![0]!["value"]!;

        using var answer = await mine.PostAsync(new() { ["type"] = "message", ["value"] = button.DeepClone() });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = Text((await mine.ReadOnAsync())![^1]);
        Assert.Contains("sudah lewat", said, StringComparison.Ordinal);
        Assert.Contains("Kegiatan apa", said, StringComparison.Ordinal);
        await GoesOnAsync(mine);
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("9223372036854775807")]
    public async Task A_watermark_of_the_future_is_refused_instead_of_reading_nothing_for_ever(string watermark)
    {
        var chat = await AskedAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v3/directline/conversations/{chat.Id}/activities?watermark={watermark}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", running.Host.Secret);
        using var answer = await running.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await GoesOnAsync(chat);
    }

    /// <summary>A conversation whose first question waits for an answer.</summary>
    private async Task<DirectLineChat> AskedAsync(string one = "/lapor")
    {
        var chat = await DirectLineChat.BeginAsync(running.Host);
        if (one == "/lapor")
            await new CorpusPeople(running.Host.Stores).JoinAsync(chat.Address, new Dictionary<string, string> { ["role"] = "penggiat", ["satker"] = "BNNK-19.02" }, running.Host.Time.Now);
        using var answer = await chat.PostAsync(new() { ["type"] = "message", ["text"] = one });
        if (one == "/lapor")
            await chat.ReadOnAsync();
        return chat;
    }

    private static async Task GoesOnAsync(DirectLineChat chat)
    {
        using var answer = await chat.PostAsync(new() { ["type"] = "message", ["text"] = "rapat" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("(2/8)", Text((await chat.ReadOnAsync())![^1]), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> LastAsync(DirectLineChat chat) => (await chat.ReadOnAsync())![^1];

    private static string Text(JsonNode activity) => activity["text"]!.GetValue<string>();

    private static async Task<HttpResponseMessage> PostAsync(DirectLineChat chat, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await chat.PostRawAsync(content);
    }
}
