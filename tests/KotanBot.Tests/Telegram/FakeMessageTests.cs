using System.Text.Json.Nodes;
using KotanBot.Fakes;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Telegram;

/// <summary>The fake server's rules about messages are Telegram's.</summary>
public sealed class FakeMessageTests
{
    [Fact]
    public async Task The_chat_shows_what_the_bot_sent_and_a_press_carries_the_message_as_it_stands()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var phone = fake.Phone(700);
        phone.SendText("/start KODE");
        var sent = await bot.ResultAsync("sendMessage", new { chat_id = 700, text = "Benar?", reply_markup = Keyboard(("Ya", "1"), ("Tidak", "0")) });
        await bot.ResultAsync("editMessageText", new { chat_id = 700, message_id = (int)sent["message_id"]!, text = "Sudah benar?", reply_markup = Keyboard(("Ya", "1")) });

        var press = phone.Press("Ya");
        var update = fake.Updates[^1];

        Assert.Equal(("callback_query", "Sudah benar?", "1"), (update.Kind, (string)update.Content["message"]!["text"]!, (string)update.Content["data"]!));
        Assert.Null(phone.AnswerTo(press));
        await bot.ResultAsync("answerCallbackQuery", new { callback_query_id = press, text = "Tercatat" });
        Assert.Equal("Tercatat", phone.AnswerTo(press)!.Text);
        Assert.Equal(["me  101: /start KODE", "bot 102: Sudah benar? [Ya]"], phone.ToString().Split('\n'));
        await bot.ResultAsync("editMessageReplyMarkup", new { chat_id = 700, message_id = (int)sent["message_id"]! });
        Assert.Empty(phone.Messages[^1].Keyboard);
        await bot.ResultAsync("deleteMessage", new { chat_id = 700, message_id = (int)sent["message_id"]! });
        Assert.Single(phone.Messages);
    }

    [Theory]
    [InlineData("sendMessage", """{"chat_id":700,"text":" \n "}""", "400 Bad Request: message text is empty")]
    [InlineData("sendMessage", """{"chat_id":701,"text":"a"}""", "400 Bad Request: chat not found")]
    [InlineData("sendMessage", """{"text":"a"}""", "400 Bad Request: chat_id is empty")]
    [InlineData("sendMessage", """{"chat_id":700,"text":"a","reply_parameters":{"message_id":9}}""", "400 Bad Request: message to be replied not found")]
    [InlineData("sendMessage", """{"chat_id":700,"text":"a","parse_mode":"Html5"}""", "400 Bad Request: unsupported parse_mode")]
    [InlineData("sendMessage", """{"chat_id":700,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"","callback_data":"1"}]]}}""", "400 Bad Request: inline keyboard button text must be non-empty")]
    [InlineData("sendMessage", """{"chat_id":700,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"A"}]]}}""", "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")]
    [InlineData("editMessageText", """{"chat_id":700,"message_id":999,"text":"a"}""", "400 Bad Request: message to edit not found")]
    [InlineData("editMessageText", """{"chat_id":700,"message_id":101,"text":"a"}""", "400 Bad Request: message can't be edited")]
    [InlineData("deleteMessage", """{"chat_id":700,"message_id":999}""", "400 Bad Request: message to delete not found")]
    [InlineData("answerCallbackQuery", """{"callback_query_id":"1"}""", "400 Bad Request: query is too old and response timeout expired or query ID is invalid")]
    [InlineData("sendChatAction", """{"chat_id":700,"action":"sleep"}""", "400 Bad Request: wrong parameter action in request")]
    [InlineData("setMyCommands", """{"commands":[{"command":"Mulai","description":"Mulai"}]}""", "400 Bad Request: BOT_COMMAND_INVALID")]
    [InlineData("getFile", """{"file_id":"x"}""", "400 Bad Request: wrong file_id or the file is temporarily unavailable")]
    [InlineData("fly", "{}", "404 Not Found")]
    public async Task A_wrong_call_is_refused_in_Telegrams_words(string method, string body, string expected)
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        fake.Phone(700).SendText("Halo");
        Assert.Equal(expected, await bot.RefusedAsync(method, JsonNode.Parse(body)!));
    }

    [Fact]
    public async Task Lengths_are_counted_as_Telegram_counts_them()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        fake.Phone(700).Open();
        // An emoji outside the basic plane is two units; tags do not count.
        await bot.ResultAsync("sendMessage", new { chat_id = 700, text = $"<b>{new string('a', 4094)}👍</b>", parse_mode = "HTML" });
        Assert.Equal("400 Bad Request: message is too long", await bot.RefusedAsync("sendMessage", new { chat_id = 700, text = new string('a', 4095) + "👍" }));
        await bot.ResultAsync("sendMessage", new { chat_id = 700, text = "a", reply_markup = Keyboard(("A", new string('d', 64))) });
        Assert.Equal("400 Bad Request: BUTTON_DATA_INVALID", await bot.RefusedAsync("sendMessage", new { chat_id = 700, text = "a", reply_markup = Keyboard(("A", new string('d', 62) + "é!")) }));
        Assert.Equal("400 Bad Request: reply markup is too long", await bot.RefusedAsync("sendMessage", new { chat_id = 700, text = "a", reply_markup = Keyboard([.. Enumerable.Range(0, 101).Select(i => ("A", $"{i}"))]) }));
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_refused_and_one_without_a_keyboard_takes_it_away()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var phone = fake.Phone(700).Open();
        var id = (int)(await bot.ResultAsync("sendMessage", new { chat_id = 700, text = "Satu", reply_markup = Keyboard(("A", "a")) }))["message_id"]!;
        Assert.StartsWith("400 Bad Request: message is not modified: ", await bot.RefusedAsync("editMessageText", new { chat_id = 700, message_id = id, text = "Satu", reply_markup = Keyboard(("A", "a")) }));
        await bot.ResultAsync("editMessageText", new { chat_id = 700, message_id = id, text = "Satu" });
        Assert.Empty(phone.Messages[^1].Keyboard);
        Assert.True(phone.Messages[^1].IsEdited);
        Assert.StartsWith("400 Bad Request: message is not modified: ", await bot.RefusedAsync("editMessageReplyMarkup", new { chat_id = 700, message_id = id }));
    }

    [Fact]
    public async Task A_press_is_answered_in_time_or_not_at_all()
    {
        var clock = new ManualClock();
        await using var fake = await FakeTelegram.StartAsync(new() { Time = clock });
        using var bot = new FakeClient(fake);
        var phone = fake.Phone(700).Open();
        await bot.ResultAsync("sendMessage", new { chat_id = 700, text = "a", reply_markup = Keyboard(("A", "a")) });
        var press = phone.Press("A");
        clock.Now += TimeSpan.FromMinutes(3);
        Assert.StartsWith("400 Bad Request: query is too old", await bot.RefusedAsync("answerCallbackQuery", new { callback_query_id = press }));
        // Nor does a poller that comes so late hear of it.
        Assert.Empty((JsonArray)await bot.ResultAsync("getUpdates"));
    }

    [Fact]
    public async Task Who_blocked_the_bot_gets_nothing_until_they_come_back()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var phone = fake.Phone(700);
        phone.SendText("Halo");
        phone.Block();
        Assert.Equal("403 Forbidden: bot was blocked by the user", await bot.RefusedAsync("sendMessage", new { chat_id = 700, text = "a" }));
        phone.Unblock();
        await bot.ResultAsync("sendMessage", new { chat_id = 700, text = "a" });
        Assert.Equal(["message", "my_chat_member", "my_chat_member"], fake.Updates.Select(u => u.Kind));
        Assert.Equal(["kicked", "member"], fake.Updates.Skip(1).Select(u => (string)u.Content["new_chat_member"]!["status"]!));
        phone.Deactivate();
        Assert.Equal("403 Forbidden: user is deactivated", await bot.RefusedAsync("sendMessage", new { chat_id = 700, text = "a" }));
    }

    [Fact]
    public async Task Arguments_may_come_as_json_as_a_form_or_in_the_address()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var phone = fake.Phone(700).Open();
        await bot.PostAsync("SENDMESSAGE", new FormUrlEncodedContent([new("chat_id", "700"), new("text", "satu"), new("reply_markup", """{"inline_keyboard":[[{"text":"A","callback_data":"a"}]]}""")]));
        await bot.GetAsync("sendMessage?chat_id=700&text=dua&strange=1");
        using var form = new MultipartFormDataContent { { new StringContent("700"), "chat_id" }, { new StringContent("tiga"), "text" } };
        await bot.PostAsync("sendmessage", form);
        Assert.Equal(["satu", "dua", "tiga"], phone.FromBot.Select(m => m.Text));
        Assert.Equal(401, (int)(await bot.PostAsync("getMe", new StringContent(""), "4815162342:wrong"))["error_code"]!);
        Assert.Equal("a", (string?)fake.RequestsOf("sendMessage").First().Body["reply_markup"]!["inline_keyboard"]![0]![0]!["callback_data"]);
    }

    private static JsonObject Keyboard(params (string Text, string Data)[] buttons) =>
        new() { ["inline_keyboard"] = new JsonArray([.. buttons.Select(b => new JsonArray(new JsonObject { ["text"] = b.Text, ["callback_data"] = b.Data }))]) };
}
