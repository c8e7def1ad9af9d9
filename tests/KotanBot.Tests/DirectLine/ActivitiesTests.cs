using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace KotanBot.Tests.DirectLine;

public sealed class ActivitiesTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    [Fact]
    public async Task Numbers_the_history_without_gaps_and_gives_it_from_any_watermark()
    {
        var chat = await gateway.BeginAsync();
        Assert.Equal($"{chat.Id}|0000001", await chat.PostAsync(new JsonObject { ["type"] = "event", ["name"] = "webchat/join" }));
        Assert.Equal($"{chat.Id}|0000003", await chat.SayAsync("satu", "a1"));
        Assert.Equal($"{chat.Id}|0000005", await chat.SayAsync("dua", "a2"));

        var all = await chat.ReadAsync();
        var activities = all["activities"]!.AsArray();
        Assert.Equal("6", all["watermark"]!.GetValue<string>());
        Assert.Equal(Enumerable.Range(1, 6).Select(i => $"{chat.Id}|{i:D7}"), activities.Select(a => a!["id"]!.GetValue<string>()));
        Assert.Equal(["user", "bot", "user", "bot", "user", "bot"], activities.Select(a => a!["from"]!["role"]!.GetValue<string>()));
        Assert.Equal("a1", activities[2]!["channelData"]!["clientActivityID"]!.GetValue<string>());

        var rest = await chat.ReadAsync(4);
        Assert.Equal(["dua", "Anda menulis: dua"], rest["activities"]!.AsArray().Select(a => a!["text"]!.GetValue<string>()));
        Assert.Equal("6", (await chat.ReadAsync(6))["watermark"]!.GetValue<string>());
        Assert.Empty((await chat.ReadAsync(6))["activities"]!.AsArray());
    }

    [Fact]
    public async Task A_pressed_button_reaches_the_engine_as_a_press()
    {
        var chat = await gateway.BeginAsync();
        await chat.PostAsync(new JsonObject { ["type"] = "event", ["name"] = "webchat/join" });
        var action = (await chat.ReadAsync())["activities"]![1]!["suggestedActions"]!["actions"]![1]!;
        await chat.PostAsync(new JsonObject { ["type"] = "message", ["text"] = action["text"]!.DeepClone(), ["value"] = action["value"]!.DeepClone() });
        var texts = await chat.TextsAsync();
        Assert.Equal("Tes urine", texts[2]);
        Assert.Equal("Anda memilih tes-urine. Berapa peserta yang hadir?", texts[3]);
    }

    [Fact]
    public async Task Answers_a_repeated_delivery_once_and_with_the_same_id()
    {
        var (chat, other) = (await gateway.BeginAsync(), await gateway.BeginAsync());
        var first = await chat.SayAsync("sekali", "same");
        Assert.Equal(first, await chat.SayAsync("sekali", "same"));
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => chat.SayAsync("serentak", "burst")));
        Assert.Single(together.Distinct());
        Assert.Equal(4, (await chat.ReadAsync())["activities"]!.AsArray().Count);
        Assert.Equal($"{other.Id}|0000001", await other.SayAsync("milik orang lain", "same"));
    }

    [Fact]
    public async Task Keeps_markup_and_sql_as_plain_text()
    {
        const string text = "<script>alert(1)</script> '; drop table message; -- {{x}} \\\" 🙂";
        var chat = await gateway.BeginAsync();
        await chat.SayAsync(text);
        var set = await chat.ReadAsync();
        Assert.Equal(text, set["activities"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("plain", set["activities"]![0]!["textFormat"]!.GetValue<string>());
        Assert.Equal("Anda menulis: " + text, set["activities"]![1]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_forgotten_tip_keeps_its_place_without_its_text()
    {
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("tip", "milik-saya");
        var kept = (await chat.ReadAsync())["activities"]![0]!;
        Assert.Equal("", kept["text"]!.GetValue<string>());
        Assert.True(kept["channelData"]!["forgotten"]!.GetValue<bool>());
        Assert.Null(kept["channelData"]!["clientActivityID"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{\"text\":\"tanpa jenis\"}")]
    [InlineData("{\"type\":\"message\",\"text\":{}}")]
    [InlineData("{\"type\":\"message\",\"text\":\"\\ud800\"}")]
    [InlineData("\u0000\u0001\u0002")]
    public async Task Answers_400_to_what_is_no_activity_and_keeps_nothing(string body)
    {
        var chat = await gateway.BeginAsync();
        using var answer = await chat.PostRawAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("BadArgument", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["code"]!.GetValue<string>());
        Assert.Empty((await chat.ReadAsync())["activities"]!.AsArray());
    }

    [Fact]
    public async Task Passes_empty_long_and_unreadable_messages_to_the_engine()
    {
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("");
        await chat.SayAsync(new string('x', 5_000));
        await chat.SayAsync("\u0001\u0002");
        Assert.Equal(["Anda menulis: ", "Anda menulis: " + new string('x', 5_000), "Anda menulis: \u0001\u0002"], (await chat.TextsAsync()).Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public async Task Accepts_activities_without_use_and_keeps_nothing()
    {
        var chat = await gateway.BeginAsync();
        await chat.PostAsync(new JsonObject { ["type"] = "typing" });
        await chat.PostAsync(new JsonObject { ["type"] = "event", ["name"] = "apa saja" });
        Assert.Empty((await chat.ReadAsync())["activities"]!.AsArray());
    }

    [Fact]
    public async Task Answers_413_kindly_to_a_body_over_64_kilobytes()
    {
        var chat = await gateway.BeginAsync();
        var body = new JsonObject { ["type"] = "message", ["text"] = new string('x', 70_000) }.ToJsonString();
        using var sized = await chat.PostRawAsync(body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, sized.StatusCode);
        Assert.Contains("terlalu panjang", (await sized.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["message"]!.GetValue<string>());

        var unsized = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body)));
        unsized.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, chat.Path("/activities")) { Content = unsized };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new("Bearer", chat.Token);
        using var chunked = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, chunked.StatusCode);
    }

    [Fact]
    public async Task Answers_415_to_a_body_that_is_not_json()
    {
        var chat = await gateway.BeginAsync();
        using var answer = await gateway.CallAsync(HttpMethod.Post, chat.Path("/activities"), chat.Token, new StringContent("type=message", Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-5")]
    [InlineData("1.5")]
    public async Task Answers_400_to_a_watermark_it_never_gave(string watermark)
    {
        var chat = await gateway.BeginAsync();
        using var answer = await gateway.CallAsync(HttpMethod.Get, chat.Path($"/activities?watermark={watermark}"), chat.Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_flood_from_one_client_is_answered_to_the_last_message_and_in_order()
    {
        var chat = await gateway.BeginAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => chat.SayAsync($"{i}", $"f{i}")));
        var seen = new List<string>();
        for (long watermark = 0; ;)
        {
            var set = await chat.ReadAsync(watermark);
            if (set["activities"]!.AsArray().Count == 0)
                break;
            seen.AddRange(set["activities"]!.AsArray().Select(a => a!["id"]!.GetValue<string>()));
            watermark = long.Parse(set["watermark"]!.GetValue<string>());
        }

        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"{chat.Id}|{i:D7}"), seen);
    }
}
