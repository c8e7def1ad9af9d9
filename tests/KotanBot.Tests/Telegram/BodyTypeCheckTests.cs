using System.Text.Json.Nodes;
using KotanBot.Tests.Clients;
using KotanBot.Tests.Repository;

namespace KotanBot.Tests.Telegram;

/// <summary>The judge of request bodies refuses what it should, so that its silence means something.</summary>
public sealed class BodyTypeCheckTests
{
    [Fact]
    public async Task Refuses_wrong_bodies_and_lets_right_ones_pass()
    {
        NodePackages.Telegram.SkipWhenMissing();
        var failures = await BodyTypeCheck.RunAsync(
        [
            Call("sendMessage", """{"chat_id":1,"text":"a","parse_mode":"HTML","link_preview_options":{"is_disabled":true},"reply_markup":{"inline_keyboard":[[{"text":"A","callback_data":"a"}]]}}"""),
            Call("sendPhoto", """{"chat_id":1,"photo":{"$file":{"name":"a.jpg","type":"image/jpeg","size":3}},"caption":"a"}"""),
            Call("getMe", "{}"),
            Call("(file)", """{"path":"photos/file_1.jpg"}"""),
            Call("sendMessage", """{"chat_id":1,"text":5}"""),
            Call("sendMessage", """{"chat_id":1,"text":"unknown member","colour":"red"}"""),
            Call("sendMessage", """{"chat_id":1}"""),
            Call("sendMessage", """{"chat_id":1,"text":"deep","reply_markup":{"inline_keyboard":[[{"text":"A","callback_data":1}]]}}"""),
            Call("getUpdates", """{"allowed_updates":["messages"]}"""),
            Call("getMe", """{"chat_id":1}"""),
            Call("sendLove", "{}"),
        ]);
        Assert.Equal(
            ["sendMessage TS2322", "sendMessage TS2353", "sendMessage TS2741", "sendMessage TS2322", "getUpdates TS2820", "getMe TS2322", "sendLove TS2344"],
            failures.Select(f => $"{f.Method} {f.Complaint.Split(':')[0]}"));
    }

    [Fact]
    public async Task The_requests_that_the_client_is_held_to_are_right()
    {
        NodePackages.Telegram.SkipWhenMissing();
        var files = Directory.GetFiles(Docs.PathOf("tests/wire/telegram"), "request.*.json");
        Assert.NotEmpty(files);
        Assert.Empty(await BodyTypeCheck.RunAsync(files.Select(f => Call(Path.GetFileName(f).Split('.')[1], File.ReadAllText(f)))));
    }

    private static (string, JsonNode) Call(string method, string body) => (method, JsonNode.Parse(body)!);
}
