using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace KotanBot.Tests.Polyfills;

/// <summary>
/// What we rely on in Telegram.Bot when reading, one fixture per wire shape. The same tests run on our polyfill and, in
/// tests/use-packages.sh, on the real package.
/// </summary>
public class TelegramUpdateTests
{
    public static TheoryData<string, UpdateType> Fixtures => new()
    {
        { "added-to-group", UpdateType.MyChatMember },
        { "album-part", UpdateType.Message },
        { "animation", UpdateType.Message },
        { "audio", UpdateType.Message },
        { "auto-delete-timer", UpdateType.Message },
        { "blocked", UpdateType.MyChatMember },
        { "callback-for-help", UpdateType.CallbackQuery },
        { "callback-garbled", UpdateType.CallbackQuery },
        { "callback-of-ours", UpdateType.CallbackQuery },
        { "callback-on-a-message-that-is-gone", UpdateType.CallbackQuery },
        { "callback-under-no-message", UpdateType.CallbackQuery },
        { "callback-without-data", UpdateType.CallbackQuery },
        { "callback", UpdateType.CallbackQuery },
        { "channel-post", UpdateType.ChannelPost },
        { "chat-background", UpdateType.Message },
        { "chat-shared", UpdateType.Message },
        { "checklist-tasks-done", UpdateType.Message },
        { "command", UpdateType.Message },
        { "connected-website", UpdateType.Message },
        { "contact", UpdateType.Message },
        { "content-to-come", UpdateType.Message },
        { "dice", UpdateType.Message },
        { "document-named-as-pdf", UpdateType.Message },
        { "document-of-another-picture-format", UpdateType.Message },
        { "document-picture", UpdateType.Message },
        { "document-table", UpdateType.Message },
        { "document-too-big", UpdateType.Message },
        { "document", UpdateType.Message },
        { "edited-caption", UpdateType.EditedMessage },
        { "edited-live-location", UpdateType.EditedMessage },
        { "edited-text", UpdateType.EditedMessage },
        { "forwarded-text", UpdateType.Message },
        { "from-another-bot", UpdateType.Message },
        { "from-nobody", UpdateType.Message },
        { "game", UpdateType.Message },
        { "gift", UpdateType.Message },
        { "group-command-to-another-bot", UpdateType.Message },
        { "group-command", UpdateType.Message },
        { "group-mention", UpdateType.Message },
        { "group-reply", UpdateType.Message },
        { "group-text", UpdateType.Message },
        { "live-location", UpdateType.Message },
        { "location", UpdateType.Message },
        { "of-a-kind-to-come", UpdateType.Unknown },
        { "paid-media", UpdateType.Message },
        { "photo-too-big", UpdateType.Message },
        { "photo-with-a-size-too-big", UpdateType.Message },
        { "photo", UpdateType.Message },
        { "pinned", UpdateType.Message },
        { "poll", UpdateType.Message },
        { "promoted-in-group", UpdateType.MyChatMember },
        { "removed-from-group", UpdateType.MyChatMember },
        { "reply-with-quote", UpdateType.Message },
        { "reply", UpdateType.Message },
        { "start-at-bot", UpdateType.Message },
        { "start-with-code", UpdateType.Message },
        { "sticker", UpdateType.Message },
        { "story", UpdateType.Message },
        { "text", UpdateType.Message },
        { "unblocked", UpdateType.MyChatMember },
        { "users-shared", UpdateType.Message },
        { "venue", UpdateType.Message },
        { "video-note", UpdateType.Message },
        { "video", UpdateType.Message },
        { "voice", UpdateType.Message },
        { "with-words-to-come", UpdateType.Message },
        { "write-access", UpdateType.Message },
    };

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Tells_the_kind_of_an_update_also_after_writing_it_out(string fixture, UpdateType type)
    {
        var update = Read(fixture);
        Assert.Equal(type, update.Type);
        Assert.InRange(update.Id, 900000001, 900000099);

        if (fixture == "with-words-to-come") return; // A word that we do not know cannot be written back.
        var again = JsonSerializer.Deserialize<Update>(JsonSerializer.Serialize(update, JsonBotAPI.Options), JsonBotAPI.Options)!;
        Assert.Equal((update.Id, update.Type, update.Message?.Date), (again.Id, again.Type, again.Message?.Date));
    }

    [Fact]
    public void Every_update_fixture_has_its_line() =>
        Assert.Equal(Fixture.Named("update."), Fixtures.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void Reads_who_wrote_what_where_and_when()
    {
        var message = Read("text").Message!;

        Assert.Equal((11, "Lima belas orang 👍"), (message.Id, message.Text));
        Assert.Equal(message.Id, message.MessageId);
        Assert.Equal((700100200L, ChatType.Private), (message.Chat.Id, message.Chat.Type));
        Assert.Equal((700100200L, "Sari", "Wulandari", "sariw", "id"), (message.From!.Id, message.From.FirstName, message.From.LastName, message.From.Username, message.From.LanguageCode));
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), message.Date);
        Assert.Equal(DateTimeKind.Utc, message.Date.Kind);
    }

    [Fact]
    public void Reads_where_a_command_stands_in_the_text()
    {
        var message = Read("command").Message!;
        var entity = Assert.Single(message.Entities!);

        Assert.Equal(MessageEntityType.BotCommand, entity.Type);
        Assert.Equal("/mulai", message.Text!.Substring(entity.Offset, entity.Length));
    }

    [Fact]
    public void Reads_corrections_and_answers_to_older_questions()
    {
        Assert.Equal(new DateTime(2026, 1, 1, 0, 1, 0, DateTimeKind.Utc), Read("edited-text").EditedMessage!.EditDate);
        Assert.Equal(9, Read("reply").Message!.ReplyToMessage!.Id);
    }

    [Fact]
    public void Reads_a_pressed_button_with_the_message_it_stands_under()
    {
        var pressed = Read("callback").CallbackQuery!;

        Assert.Equal(("3007001002009999", "a:1", 700100200L), (pressed.Id, pressed.Data, pressed.From.Id));
        Assert.Equal([2, 1], pressed.Message!.ReplyMarkup!.InlineKeyboard.Select(row => row.Count()));
        Assert.Equal("https://example.org/", pressed.Message.ReplyMarkup.InlineKeyboard.Last().Single().Url);
    }

    [Fact]
    public void A_message_that_is_gone_has_the_default_date()
    {
        var message = Read("callback-on-a-message-that-is-gone").CallbackQuery!.Message!;

        Assert.Equal(default, message.Date);
        Assert.Equal((2, 700100200L), (message.Id, message.Chat.Id));
    }

    [Fact]
    public void Reads_photos_and_documents()
    {
        var photo = Read("photo").Message!;
        var document = Read("document").Message!.Document!;

        Assert.Equal([(90, 67), (320, 240), (800, 600)], photo.Photo!.Select(size => (size.Width, size.Height)));
        Assert.Equal(("AgACAgUAAxkBAAIx", "AQADux", 98304L), (photo.Photo![^1].FileId, photo.Photo[^1].FileUniqueId, photo.Photo[^1].FileSize));
        Assert.Equal(("Spanduk kegiatan", "13579"), (photo.Caption, photo.MediaGroupId));
        Assert.Equal(("daftar hadir.pdf", "application/pdf", 320), (document.FileName, document.MimeType, document.Thumbnail!.Width));
    }

    [Fact]
    public void Reads_places_and_contacts()
    {
        var equator = Read("location").Message!.Location!;
        var live = Read("live-location").Message!.Location!;
        var venue = Read("venue").Message!;
        var contact = Read("contact").Message!.Contact!;

        Assert.Equal((0.0, 109.322134, 12.5, null), (equator.Latitude, equator.Longitude, equator.HorizontalAccuracy, equator.LivePeriod));
        Assert.Equal(900, live.LivePeriod);
        Assert.Equal(("Balai RW 05", -6.914744, -6.914744), (venue.Venue!.Title, venue.Venue.Location.Latitude, venue.Location!.Latitude));
        Assert.Equal(("+6281200000000", 700100200L), (contact.PhoneNumber, contact.UserId));
    }

    [Fact]
    public void Reads_what_must_be_refused_kindly()
    {
        Assert.Equal(4, Read("voice").Message!.Voice!.Duration);
        Assert.Equal(9, Read("video").Message!.Video!.Duration);
        Assert.Equal("👋", Read("sticker").Message!.Sticker!.Emoji);
        Assert.Equal(("Penggiat RW 05", ChatType.Supergroup), (Read("group-text").Message!.Chat.Title, Read("group-text").Message!.Chat.Type));
    }

    [Fact]
    public void Reads_that_the_bot_was_blocked_and_unblocked()
    {
        var blocked = Read("blocked").MyChatMember!;
        var unblocked = Read("unblocked").MyChatMember!;

        Assert.Equal(ChatMemberStatus.Kicked, blocked.NewChatMember.Status);
        Assert.False(blocked.NewChatMember.IsInChat);
        Assert.Equal(700100200L, blocked.Chat.Id);
        Assert.Equal(ChatMemberStatus.Member, unblocked.NewChatMember.Status);
        Assert.True(unblocked.NewChatMember.IsInChat);
    }

    [Theory]
    [InlineData("creator", "", ChatMemberStatus.Creator, true)]
    [InlineData("administrator", "", ChatMemberStatus.Administrator, true)]
    [InlineData("restricted", ",\"is_member\":true", ChatMemberStatus.Restricted, true)]
    [InlineData("restricted", ",\"is_member\":false", ChatMemberStatus.Restricted, false)]
    [InlineData("left", "", ChatMemberStatus.Left, false)]
    public void Reads_every_place_one_can_have_in_a_chat(string status, string more, ChatMemberStatus expected, bool inChat)
    {
        var json = $$"""{"user":{"id":1,"is_bot":false,"first_name":"Sari"},"status":"{{status}}"{{more}}}""";

        var member = JsonSerializer.Deserialize<ChatMember>(json, JsonBotAPI.Options)!;

        Assert.Equal((expected, inChat, 1L), (member.Status, member.IsInChat, member.User.Id));
    }

    [Fact]
    public void Words_that_did_not_exist_yet_do_not_lose_the_update()
    {
        var message = Read("with-words-to-come").Message!;

        Assert.Equal("@sariw halo", message.Text);
        Assert.Equal(default, message.Chat.Type);
        Assert.Equal(default, Assert.Single(message.Entities!).Type);
    }

    [Fact]
    public void Other_options_can_be_made_to_read_the_same()
    {
        var options = new JsonSerializerOptions();
        JsonBotAPI.Configure(options);

        Assert.Equal(900000017, JsonSerializer.Deserialize<Update>(Fixture.Read("update.blocked"), options)!.Id);
    }

    [Fact]
    public void A_chat_is_named_by_a_number_or_by_its_public_name()
    {
        ChatId number = 700100200;
        ChatId name = "@Kabar_RW05";

        Assert.Equal((700100200L, null), (number.Identifier, number.Username));
        Assert.Equal(new ChatId("700100200"), number);
        Assert.Equal(new ChatId("@kabar_rw05"), name);
        Assert.NotEqual(number, name);
        Assert.Equal("700100200 @Kabar_RW05", $"{number} {name}");
        Assert.Throws<ArgumentException>(() => new ChatId("kabar_rw05"));
    }

    [Fact]
    public void Keyboards_are_rows_of_buttons()
    {
        var button = InlineKeyboardButton.WithCallbackData("Ya", "a:1");

        Assert.Empty(new InlineKeyboardMarkup().InlineKeyboard);
        Assert.Equal([1], new InlineKeyboardMarkup(button).InlineKeyboard.Select(row => row.Count()));
        Assert.Equal([2], new InlineKeyboardMarkup(button, button).InlineKeyboard.Select(row => row.Count()));
        Assert.Equal([2], new InlineKeyboardMarkup(new[] { button, button }.AsEnumerable()).InlineKeyboard.Select(row => row.Count()));
    }

    private static Update Read(string fixture) => JsonSerializer.Deserialize<Update>(Fixture.Read("update." + fixture), JsonBotAPI.Options)!;
}
