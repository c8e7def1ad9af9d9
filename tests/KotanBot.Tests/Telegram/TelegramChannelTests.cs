using KotanBot.Channels.Telegram;
using KotanBot.Core.Conversations;
using KotanBot.Tests.Host;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Types.ReplyMarkups;

namespace KotanBot.Tests.Telegram;

public sealed class TelegramChannelTests
{
    private static readonly InlineKeyboardMarkup Buttons = new([[InlineKeyboardButton.WithCallbackData("Ya", "1.2.y")]]);

    [Fact]
    public async Task A_message_goes_with_markup_and_buttons_and_comes_back_with_its_number()
    {
        var api = new ChatApi();
        using var stage = new TelegramStage(api, _ => [new TelegramText("<b>Halo</b>", "Halo", Buttons)]);

        var result = await stage.SendAsync(TelegramStage.Message(77, "Halo"));

        var call = Assert.Single(api.Calls);
        Assert.Equal(("sendMessage", 77, "<b>Halo</b>"), (call.Method, call.ChatId, call.Text));
        Assert.Equal("html", call.Body.GetProperty("parse_mode").GetString(), ignoreCase: true);
        Assert.True(call.Has("reply_markup"));
        Assert.Equal(new SendResult.Sent("101"), result);
    }

    [Fact]
    public async Task A_refused_message_is_tried_once_as_plain_text_without_buttons()
    {
        var api = new ChatApi(call => call.Has("parse_mode") ? ChatApi.Refuse(400, "Bad Request: can't parse entities: Unsupported start tag \"rahasia\" at byte offset 0") : null);
        using var stage = new TelegramStage(api, _ => [new TelegramText("<rahasia>", "rahasia", Buttons)]);

        var sending = stage.SendAsync(TelegramStage.Message(77, "x"));
        await FinishAsync(stage, sending);

        var plain = api.Calls.Last();
        Assert.Equal("rahasia", plain.Text);
        Assert.False(plain.Has("parse_mode") || plain.Has("reply_markup"));
        Assert.Equal(new SendResult.Sent("101"), await sending);
        Assert.Contains(stage.Log.Lines, l => l.Contains("400 markup"));
        Assert.DoesNotContain(stage.Log.Lines, l => l.Contains("rahasia"));
    }

    [Fact]
    public async Task A_message_refused_plain_too_is_rejected_with_a_word_of_ours()
    {
        var api = new ChatApi(_ => ChatApi.Refuse(400, "Bad Request: inline keyboard button URL 'rahasia' is invalid"));
        using var stage = new TelegramStage(api);

        var sending = stage.SendAsync(TelegramStage.Message(77, "x"));
        await FinishAsync(stage, sending);

        Assert.Equal(new SendResult.Rejected("400 keyboard"), await sending);
        Assert.Equal(2, api.Calls.Count);
    }

    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user")]
    [InlineData(403, "Forbidden: user is deactivated")]
    [InlineData(403, "Forbidden: bot can't initiate conversation with a user")]
    [InlineData(400, "Bad Request: chat not found")]
    [InlineData(400, "Bad Request: PEER_ID_INVALID")]
    public async Task Nobody_there_is_tried_once_only(int code, string description)
    {
        var api = new ChatApi(_ => ChatApi.Refuse(code, description));
        using var stage = new TelegramStage(api);

        Assert.IsType<SendResult.Unreachable>(await stage.SendAsync(TelegramStage.Message(77, "x")));

        Assert.Single(api.Calls);
    }

    [Fact]
    public async Task A_wait_is_told_to_the_second_and_holds_for_the_chat_only()
    {
        using var stage = new TelegramStage(new ChatApi(call => call.ChatId == 77 ? ChatApi.Refuse(429, "Too Many Requests: retry after 37", 37) : null));

        Assert.Equal(new SendResult.RetryAfter(TimeSpan.FromSeconds(37)), await stage.SendAsync(TelegramStage.Message(77, "x")));

        Assert.True(stage.Pace.IsPaused(77));
        Assert.IsType<SendResult.Sent>(await stage.SendAsync(TelegramStage.Message(78, "x")));
    }

    [Theory]
    [InlineData("""{"ok":true,"result":{"message_id":5,"date":99999999999999,"chat":{"id":77,"type":"private"}}}""")]
    [InlineData("""{"ok":true,"resu""")]
    [InlineData("""{"ok":true,"result":null}""")]
    public async Task A_message_that_Telegram_took_is_not_sent_again_because_its_answer_is_strange(string answer)
    {
        var api = new ChatApi(_ => new HttpResponseMessage { Content = new StringContent(answer, System.Text.Encoding.UTF8, "application/json") });
        using var stage = new TelegramStage(api);

        Assert.Equal(new SendResult.Sent(), await stage.SendAsync(TelegramStage.Message(77, "x")));

        Assert.Single(api.Calls);
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public async Task An_outage_is_one_line_in_the_log_and_its_end_another()
    {
        var up = false;
        using var stage = new TelegramStage(new ChatApi(_ => up ? null : throw new HttpRequestException("no route")));

        for (var chat = 1; chat <= 3; chat++)
            Assert.IsType<SendResult.Unavailable>(await stage.SendAsync(TelegramStage.Message(chat, "x")));
        up = true;
        await stage.SendAsync(TelegramStage.Message(4, "x"));
        stage.Time.Advance(TelegramTrouble.Calm);
        await stage.SendAsync(TelegramStage.Message(5, "x"));

        Assert.Equal(
            ["Telegram cannot be reached at api.telegram.org (HttpRequestException); everything waits and is tried again.", "Telegram works again"],
            stage.Log.Lines);
    }

    [Fact]
    public async Task An_outage_in_which_every_second_request_fails_is_one_line()
    {
        var calls = 0;
        using var stage = new TelegramStage(new ChatApi(_ => calls++ % 2 == 0 ? ChatApi.Refuse(502, "Bad Gateway") : null));

        for (var chat = 1; chat <= 10; chat++)
        {
            await stage.SendAsync(TelegramStage.Message(chat, "x"));
            stage.Time.Advance(TelegramTrouble.Calm / 2);
        }

        Assert.Contains("(502)", Assert.Single(stage.Log.Lines));
    }

    [Fact]
    public async Task A_wait_or_a_block_ends_no_outage()
    {
        var calls = 0;
        using var stage = new TelegramStage(new ChatApi(_ => (calls++ % 3) switch
        {
            0 => ChatApi.Refuse(502, "Bad Gateway"),
            1 => ChatApi.Refuse(429, "Too Many Requests", 1),
            _ => ChatApi.Refuse(403, "Forbidden"),
        }));

        for (var chat = 1; chat <= 9; chat++)
        {
            await stage.SendAsync(TelegramStage.Message(chat, "x"));
            stage.Time.Advance(TelegramTrouble.Calm);
        }

        Assert.Single(stage.Log.Lines, l => l.Contains("cannot be reached", StringComparison.Ordinal));
        Assert.DoesNotContain(stage.Log.Lines, l => l.Contains("works again", StringComparison.Ordinal));
    }

    [Fact]
    public void A_revoked_token_is_one_line_whoever_meets_it_and_its_end_one()
    {
        var log = new ListLogger();
        var settings = TelegramSettings.Read(name => name == TelegramSettings.TokenVariable ? TelegramStage.Token : null)!;
        var trouble = new TelegramTrouble(settings, new VirtualTime(), log.CreateLogger<TelegramTrouble>());

        trouble.Fails(TelegramSide.Intake, new TelegramFault.TokenRefused(401));
        trouble.Fails(TelegramSide.Sending, new TelegramFault.TokenRefused(401));
        trouble.Works(TelegramSide.Intake, settled: true);
        Assert.Contains("(401)", Assert.Single(log.Lines));
        trouble.Works(TelegramSide.Sending, settled: true);

        Assert.Equal("Telegram works again", log.Lines.Last());
        Assert.Equal(2, log.Lines.Count);
    }

    [Theory]
    [InlineData(502, "Bad Gateway")]
    [InlineData(500, "Internal Server Error")]
    public async Task A_fault_of_the_server_is_no_refusal(int code, string description)
    {
        using var stage = new TelegramStage(new ChatApi(_ => ChatApi.Refuse(code, description)));

        Assert.IsType<SendResult.Unavailable>(await stage.SendAsync(TelegramStage.Message(1, "x")));
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(404, "Not Found")]
    public async Task A_revoked_token_is_one_line_without_the_token_and_loses_nothing(int code, string description)
    {
        using var stage = new TelegramStage(new ChatApi(_ => ChatApi.Refuse(code, description)));

        for (var chat = 1; chat <= 3; chat++)
            Assert.IsType<SendResult.Unavailable>(await stage.SendAsync(TelegramStage.Message(chat, "x")));

        Assert.Contains($"({code})", Assert.Single(stage.Log.Lines));
        Assert.DoesNotContain("rahasia", stage.Log.Lines.Single());
    }

    [Fact]
    public async Task A_request_without_an_answer_gives_its_place_back()
    {
        using var stage = new TelegramStage(new SilentApi());

        var sending = stage.SendAsync(TelegramStage.Message(1, "x"));
        stage.Time.Advance(TelegramSending.Patience);

        Assert.IsType<SendResult.Unavailable>(await sending);
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        (await stage.Pace.EnterAsync(1, TelegramPriority.Live, CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task A_long_message_goes_on_where_it_was_stopped_and_is_named_by_its_last_part()
    {
        var refusals = 1;
        var api = new ChatApi(call => call.Text == "dua" && refusals-- > 0 ? ChatApi.Refuse(429, "Too Many Requests", 3) : null);
        using var stage = new TelegramStage(api, _ => [new TelegramText("satu", "satu", null), new TelegramText("dua", "dua", null)]);
        var message = TelegramStage.Message(77, "x");

        var first = stage.SendAsync(message);
        await FinishAsync(stage, first);
        var again = stage.SendAsync(message);
        await FinishAsync(stage, again);

        Assert.Equal(new SendResult.RetryAfter(TimeSpan.FromSeconds(3)), await first);
        Assert.Equal(["satu", "dua", "dua"], api.Calls.Select(c => c.Text));
        Assert.Equal(new SendResult.Sent("102"), await again);
    }

    [Fact]
    public async Task A_refused_part_takes_no_later_part_with_it()
    {
        var api = new ChatApi(call => call.Text == "satu" ? ChatApi.Refuse(400, "Bad Request: message is too long") : null);
        using var stage = new TelegramStage(api, _ => [new TelegramText("satu", "satu", null), new TelegramText("dua", "dua", Buttons)]);

        var sending = stage.SendAsync(TelegramStage.Message(77, "x"));
        await FinishAsync(stage, sending);

        Assert.Equal(["satu", "satu", "dua"], api.Calls.Select(c => c.Text));
        Assert.Equal(new SendResult.Sent("101"), await sending);
        Assert.Contains(stage.Log.Lines, l => l.Contains("part 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("telegram", "budi")]
    [InlineData("directline", "77")]
    public async Task An_address_that_is_no_chat_id_is_rejected_unasked(string channel, string address)
    {
        var api = new ChatApi();
        using var stage = new TelegramStage(api);

        var result = await stage.SendAsync(TelegramStage.Message(77, "x") with { Address = new ChannelAddress(channel, address) });

        Assert.IsType<SendResult.Rejected>(result);
        Assert.Empty(api.Calls);
    }

    [Fact]
    public async Task What_becomes_of_a_touch_is_nobodys_trouble()
    {
        (int Code, string Description)[] faults =
            [(400, "Bad Request: message is not modified"), (400, "Bad Request: query is too old and response timeout expired"), (403, "Forbidden"), (429, "Too Many Requests"), (500, "Internal"), (401, "Unauthorized")];
        foreach (var (code, description) in faults)
        {
            var api = new ChatApi(_ => ChatApi.Refuse(code, description));
            using var stage = new TelegramStage(api);

            await stage.Touches.AnswerCallbackAsync("1", null, CancellationToken.None);
            await stage.Touches.TypingAsync(5, CancellationToken.None);
            await stage.Touches.ShowChosenAsync(6, 7, new TelegramText("a", "a", null), CancellationToken.None);
            await stage.Touches.DropKeyboardAsync(7, 7, CancellationToken.None);

            Assert.Equal(["answerCallbackQuery", "sendChatAction", "editMessageText", "editMessageReplyMarkup"], api.Calls.Select(c => c.Method));
            Assert.DoesNotContain(stage.Log.Lines, l => l.Contains("refused"));
        }
    }

    [Fact]
    public async Task While_a_chat_has_to_wait_nothing_is_shown_to_be_typed_there()
    {
        var api = new ChatApi();
        using var stage = new TelegramStage(api);
        stage.Pace.Paused(5, TimeSpan.FromSeconds(9));

        await stage.Touches.TypingAsync(5, CancellationToken.None);

        Assert.Empty(api.Calls);
    }

    /// <summary>Lets the clock run until this is done.</summary>
    private static async Task FinishAsync(TelegramStage stage, Task task)
    {
        while (!task.IsCompleted)
        {
            // Only who waits in the pace needs the clock; a request under way must not be timed out by it.
            if (stage.Pace.Waiting > 0)
                stage.Time.AdvanceToNext();
            await Task.Yield();
        }
    }

    private sealed class SilentApi : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("unreachable");
        }
    }
}
