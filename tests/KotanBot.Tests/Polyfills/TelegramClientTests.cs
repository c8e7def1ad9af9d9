using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace KotanBot.Tests.Polyfills;

/// <summary>
/// What we rely on in Telegram.Bot when sending. The same tests run on our polyfill and, in tests/use-packages.sh, on
/// the real package.
/// </summary>
public partial class TelegramClientTests
{
    private const string Secret = "AAH-the-secret-part-of-a-token";
    private const string Token = "4815162342:" + Secret;

    [Theory]
    [InlineData("")]
    [InlineData("no colon in " + Secret)]
    [InlineData(":" + Secret)]
    [InlineData("number:" + Secret)]
    [InlineData("12345678901234567:" + Secret)]
    public void Refuses_a_token_of_another_form_without_repeating_it(string token)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new TelegramBotClientOptions(token));
        Assert.DoesNotContain(Secret, refusal.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("api.example.org")]
    [InlineData("/relative")]
    public void Refuses_an_address_that_is_not_one(string address)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new TelegramBotClientOptions(Token, address));
        Assert.DoesNotContain(Secret, refusal.ToString());
    }

    [Fact]
    public void Takes_the_bots_number_from_the_token_and_the_host_from_the_address()
    {
        var options = new TelegramBotClientOptions(Token, "http://127.0.0.1:8081/some/path?and=more");

        Assert.Equal(4815162342, options.BotId);
        Assert.Equal($"http://127.0.0.1:8081/bot{Token}", options.BaseRequestUrl);
        Assert.Equal($"http://127.0.0.1:8081/file/bot{Token}", options.BaseFileUrl);
        Assert.StartsWith("https://api.telegram.org/bot", new TelegramBotClientOptions(Token).BaseRequestUrl);
    }

    [Fact]
    public async Task Posts_to_the_methods_address()
    {
        var api = new ScriptedApi(ScriptedApi.Json("answer.get-me"));

        var me = await Client(api).GetMe();

        var request = Assert.Single(api.Requests);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal($"http://127.0.0.1:8081/bot{Token}/getMe", request.Address.ToString());
        Assert.Equal("", request.Body);
        Assert.Equal((4815162342, true, "kotan_bot"), (me.Id, me.IsBot, me.Username));
    }

    public static TheoryData<string, string, Func<ITelegramBotClient, Task>> Calls => new()
    {
        { "getUpdates", "get-updates", bot => bot.GetUpdates(900000002, 50, 30, [UpdateType.Message, UpdateType.EditedMessage, UpdateType.CallbackQuery, UpdateType.MyChatMember]) },
        {
            "sendMessage", "message", bot => bot.SendMessage(
                700100200,
                "Apakah <b>benar</b>?",
                ParseMode.Html,
                new ReplyParameters { MessageId = 11, AllowSendingWithoutReply = true },
                Keyboard(),
                linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true },
                disableNotification: true)
        },
        { "sendMessage.plain", "message", bot => bot.SendMessage("@kabar_rw05", "Halo") },
        { "sendPhoto", "message", bot => bot.SendPhoto(700100200, InputFile.FromFileId("AgACAgUAAxkBAAIx"), "Grafik <b>minggu ini</b>", ParseMode.Html, replyMarkup: Keyboard(), disableNotification: true) },
        { "sendDocument", "message", bot => bot.SendDocument(700100200, InputFile.FromFileId("BQACAgUAAxkBAAIy"), "Rekap") },
        { "editMessageText", "message", bot => bot.EditMessageText(700100200, 31, "*Ya*", ParseMode.MarkdownV2, Keyboard()) },
        { "editMessageReplyMarkup", "message", bot => bot.EditMessageReplyMarkup(700100200, 31) },
        { "answerCallbackQuery", "true", bot => bot.AnswerCallbackQuery("3007001002009999", "Tercatat", showAlert: true) },
        { "sendChatAction", "true", bot => bot.SendChatAction(700100200, ChatAction.Typing) },
        {
            "setMyCommands", "true", bot => bot.SetMyCommands(
                [new BotCommand("mulai", "Mulai laporan"), new BotCommand { Command = "batal", Description = "Batalkan" }],
                BotCommandScope.AllPrivateChats(),
                "id")
        },
        {
            "setWebhook", "true", bot => bot.SetWebhook(
                "https://example.org/telegram/webhook",
                maxConnections: 4,
                allowedUpdates: [UpdateType.Message],
                dropPendingUpdates: true,
                secretToken: "a-secret")
        },
        { "deleteWebhook", "true", bot => bot.DeleteWebhook(dropPendingUpdates: true) },
        { "getFile", "file", bot => bot.GetFile("AgACAgUAAxkBAAIx") },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task Writes_the_body_that_the_Bot_API_documents(string request, string answer, Func<ITelegramBotClient, Task> call)
    {
        var api = new ScriptedApi(ScriptedApi.Json("answer." + answer));

        await call(Client(api));

        var sent = Assert.Single(api.Requests);
        Assert.EndsWith("/" + request.Split('.')[0], sent.Address.AbsolutePath);
        var expected = JsonNode.Parse(Fixture.Read("request." + request));
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(sent.Body)), $"{request} sent {sent.Body}");
    }

    [Fact]
    public void Every_request_fixture_is_compared_with_a_call() =>
        Assert.Equal(Fixture.Named("request."), Calls.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Reads_updates_and_skips_nothing_it_does_not_know()
    {
        var updates = await Client(new ScriptedApi(ScriptedApi.Json("answer.get-updates"))).GetUpdates();

        Assert.Equal([900000001, 900000002], updates.Select(update => update.Id));
        Assert.Equal(UpdateType.Unknown, updates[1].Type);
    }

    [Fact]
    public async Task Reads_the_sent_message_with_its_keyboard()
    {
        var message = await Client(new ScriptedApi(ScriptedApi.Json("answer.message"))).SendMessage(700100200, "Apakah benar?");

        Assert.Equal(31, message.Id);
        Assert.Equal(["a:1", "a:2", null], message.ReplyMarkup!.InlineKeyboard.SelectMany(row => row).Select(button => button.CallbackData));
    }

    [Fact]
    public async Task Reads_how_updates_are_delivered()
    {
        var info = await Client(new ScriptedApi(ScriptedApi.Json("answer.webhook-info"))).GetWebhookInfo();

        Assert.Equal("https://example.org/telegram/webhook", info.Url);
        Assert.Equal(7, info.PendingUpdateCount);
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), info.LastErrorDate);
        Assert.Equal([UpdateType.Message, UpdateType.CallbackQuery, UpdateType.MyChatMember, UpdateType.Unknown], info.AllowedUpdates!);
    }

    [Fact]
    public async Task Downloads_a_file_from_the_path_that_was_told()
    {
        var api = new ScriptedApi(ScriptedApi.Json("answer.file"), ScriptedApi.Text("the bytes", "application/octet-stream", HttpStatusCode.OK));
        var client = Client(api);
        using var bytes = new MemoryStream();

        var file = await client.GetFile("AgACAgUAAxkBAAIx");
        await client.DownloadFile(file.FilePath!, bytes);

        Assert.Equal("the bytes"u8.ToArray(), bytes.ToArray());
        Assert.Equal($"http://127.0.0.1:8081/file/bot{Token}/photos/file_3.jpg", api.Requests[1].Address.ToString());
    }

    public static TheoryData<string, Func<ITelegramBotClient, InputFile, Task>> Uploads => new()
    {
        { "sendPhoto photo", (bot, file) => bot.SendPhoto(700100200, file, "Grafik: É", ParseMode.Html, new ReplyParameters { MessageId = 11 }, disableNotification: true) },
        { "sendDocument document", (bot, file) => bot.SendDocument(700100200, file, "Grafik: É", ParseMode.Html, new ReplyParameters { MessageId = 11 }, disableNotification: true) },
    };

    [Theory]
    [MemberData(nameof(Uploads), DisableDiscoveryEnumeration = true)]
    public async Task Uploads_bytes_as_a_form_whose_parameter_points_to_them(string call, Func<ITelegramBotClient, InputFile, Task> send)
    {
        var api = new ScriptedApi(ScriptedApi.Json("answer.message"));

        await send(Client(api), InputFile.FromStream(new MemoryStream("the bytes"u8.ToArray()), "grafik.png"));

        var (method, parameter) = (call.Split(' ')[0], call.Split(' ')[1]);
        var sent = Assert.Single(api.Requests);
        Assert.EndsWith("/" + method, sent.Address.AbsolutePath);
        var parts = Parts(sent.Body);
        Assert.Equal("the bytes", parts["0; filename=grafik.png"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"message_id":11}"""), JsonNode.Parse(parts["reply_parameters"])), parts["reply_parameters"]);
        Assert.Equal(
            [("caption", "Grafik: É"), ("chat_id", "700100200"), ("disable_notification", "true"), ("parse_mode", "Html"), (parameter, "attach://0")],
            parts.Where(p => p.Key is not ("reply_parameters" or "0; filename=grafik.png")).Select(p => (p.Key, Text(p))).OrderBy(p => p.Item1 == parameter ? 1 : 0).ThenBy(p => p.Item1, StringComparer.Ordinal));

        // The package writes True where JSON has true; the Bot API takes both.
        static string Text(KeyValuePair<string, string> part) => part.Key == "disable_notification" ? part.Value.ToLowerInvariant() : part.Value;
    }

    /// <summary>What stands in each part of a form, by its name and file name.</summary>
    private static Dictionary<string, string> Parts(string form)
    {
        var boundary = form[..form.IndexOf("\r\n", StringComparison.Ordinal)];
        return form.Split(boundary, StringSplitOptions.RemoveEmptyEntries).Where(p => p.Contains("\r\n\r\n", StringComparison.Ordinal)).ToDictionary(
            p => Disposition().Match(p) is var name && name.Groups[2].Success ? $"{name.Groups[1]}; filename={name.Groups[2]}" : name.Groups[1].Value,
            p => p[(p.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..^2]);
    }

    [GeneratedRegex("""form-data; name="?([^";\r]+)"?(?:; filename="?([^";\r]+)"?)?""")]
    private static partial Regex Disposition();

    [Theory]
    [InlineData("400", 400)]
    [InlineData("401", 401)]
    [InlineData("403", 403)]
    [InlineData("409", 409)]
    [InlineData("429", 429)]
    [InlineData("502", 502)]
    public async Task Throws_the_servers_refusal_with_its_code_after_one_request(string answer, int code)
    {
        var api = new ScriptedApi(ScriptedApi.Json("answer." + answer, (HttpStatusCode)code));

        var refusal = await Assert.ThrowsAsync<ApiRequestException>(() => Client(api).GetUpdates());

        Assert.Equal(code, refusal.ErrorCode);
        Assert.Equal(JsonNode.Parse(Fixture.Read("answer." + answer))!["description"]!.GetValue<string>(), refusal.Message);
        Assert.DoesNotContain(Secret, refusal.ToString());
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Tells_how_long_to_wait_and_where_a_group_went()
    {
        var tooMany = await Assert.ThrowsAsync<ApiRequestException>(
            () => Client(new ScriptedApi(ScriptedApi.Json("answer.429", HttpStatusCode.TooManyRequests))).GetMe());
        var moved = await Assert.ThrowsAsync<ApiRequestException>(
            () => Client(new ScriptedApi(ScriptedApi.Json("answer.400-migrated", HttpStatusCode.BadRequest))).GetMe());

        Assert.Equal(35, tooMany.Parameters!.RetryAfter);
        Assert.Equal(-1001234567890, moved.Parameters!.MigrateToChatId);
    }

    [Fact]
    public async Task Never_waits_by_itself_when_the_threshold_is_zero()
    {
        var api = new ScriptedApi(ScriptedApi.Json("answer.429-at-once", HttpStatusCode.TooManyRequests), ScriptedApi.Json("answer.get-me"));

        await Assert.ThrowsAsync<ApiRequestException>(() => Client(api).GetMe());

        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Tries_again_up_to_the_count_when_a_threshold_allows_it()
    {
        var refused = new ScriptedApi(ScriptedApi.Json("answer.429-at-once", HttpStatusCode.TooManyRequests));
        await Assert.ThrowsAsync<ApiRequestException>(() => Client(refused, retryThreshold: 1).SendMessage(700100200, "Halo"));
        Assert.Equal(3, refused.Requests.Count);
        Assert.Single(refused.Requests.Select(request => request.Body).Distinct(StringComparer.Ordinal));

        var accepted = new ScriptedApi(ScriptedApi.Json("answer.429-at-once", HttpStatusCode.TooManyRequests), ScriptedApi.Json("answer.get-me"));
        await Client(accepted, retryThreshold: 1).GetMe();
        Assert.Equal(2, accepted.Requests.Count);

        var tooLong = new ScriptedApi(ScriptedApi.Json("answer.429", HttpStatusCode.TooManyRequests));
        await Assert.ThrowsAsync<ApiRequestException>(() => Client(tooLong, retryThreshold: 34).GetMe());
        Assert.Single(tooLong.Requests);
    }

    [Theory]
    [InlineData("<html>Bad Gateway</html>", "text/html", 502)]
    [InlineData("<html>Welcome to the hotel network</html>", "text/html", 200)]
    [InlineData("", "application/json", 200)]
    [InlineData("{}", "application/json", 200)]
    [InlineData("{\"ok\":true}", "application/json", 200)]
    [InlineData("{}", "application/json", 500)]
    [InlineData("null", "application/json", 500)]
    [InlineData("{\"ok\":true,\"result\":\"not a user\"}", "application/json", 200)]
    public async Task Throws_a_fault_without_a_code_when_the_answer_is_not_the_Bot_APIs(string text, string mediaType, int status)
    {
        var api = new ScriptedApi(ScriptedApi.Text(text, mediaType, (HttpStatusCode)status));

        var fault = await Assert.ThrowsAsync<RequestException>(() => Client(api).GetMe());

        Assert.Equal((HttpStatusCode)status, fault.HttpStatusCode);
        Assert.DoesNotContain(Secret, fault.ToString());
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Throws_a_fault_without_a_code_when_the_network_fails_or_times_out()
    {
        var broken = new ScriptedApi(() => throw new HttpRequestException("Connection refused (127.0.0.1:8081)"));
        var slow = new ScriptedApi(() => throw new TaskCanceledException("The request timed out."));

        var refused = await Assert.ThrowsAsync<RequestException>(() => Client(broken).GetMe());
        var late = await Assert.ThrowsAsync<RequestException>(() => Client(slow).GetMe());

        Assert.IsType<HttpRequestException>(refused.InnerException);
        Assert.IsType<TaskCanceledException>(late.InnerException);
        Assert.Null(refused.HttpStatusCode);
        Assert.DoesNotContain(Secret, refused.ToString() + late);
    }

    [Fact]
    public async Task A_cancelled_call_stays_a_cancellation()
    {
        var api = new ScriptedApi(ScriptedApi.Json("answer.get-me"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client(api).GetMe(new CancellationToken(canceled: true)));

        Assert.Empty(api.Requests);
    }

    private static TelegramBotClient Client(ScriptedApi api, int retryThreshold = 0) =>
        new(new TelegramBotClientOptions(Token, "http://127.0.0.1:8081") { RetryThreshold = retryThreshold }, new HttpClient(api));

    private static InlineKeyboardMarkup Keyboard() => new(
    [
        [InlineKeyboardButton.WithCallbackData("Ya", "a:1"), InlineKeyboardButton.WithCallbackData("Tidak", "a:2")],
        [InlineKeyboardButton.WithUrl("Buka halaman", "https://example.org/")],
    ]);
}
