using System.Text.Json;
using KotanBot.Channels.Telegram;
using KotanBot.Core.Conversations;
using KotanBot.Tests.Polyfills;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace KotanBot.Tests.Telegram;

/// <summary>What every kind of update means to the bot, from the wire's JSON through the client's own models.</summary>
public sealed class TelegramWireReadTests
{
    private const long Group = -1001234567890;

    private static readonly ChannelAddress Sari = new("telegram", "700100200");

    private static readonly Dictionary<string, TelegramReading> Readings = new(StringComparer.Ordinal)
    {
        ["text"] = Said(1, 11, new Input.Text("Lima belas orang 👍"), "Lima belas orang 👍"),
        ["command"] = Said(2, 12, new Input.Text("/mulai RW05"), "/mulai RW05"),
        ["start-with-code"] = Said(22, 31, new Input.Text("/start 7KQ2XM9P"), "/start 7KQ2XM9P"),
        ["start-at-bot"] = Said(23, 32, new Input.Text("/start@kotan_bot 7KQ2XM9P"), "/start@kotan_bot 7KQ2XM9P"),
        ["forwarded-text"] = Said(25, 34, new Input.Text("Rapat jadi hari Kamis"), "Rapat jadi hari Kamis"),
        ["reply"] = Said(4, 13, new Input.Reply("9", "Tiga"), "Tiga"),
        ["reply-with-quote"] = Said(24, 33, new Input.Reply("9", "Empat"), "Empat"),
        ["edited-text"] = Said(3, null, new Input.Edit("11", "Enam belas orang"), "Enam belas orang"),
        ["edited-caption"] = new TelegramReading.Ignored(),
        ["edited-live-location"] = new TelegramReading.Ignored(),

        ["photo"] = Sent(7, 14, "Spanduk kegiatan", "13579", "📷 Spanduk kegiatan", new("AgACAgUAAxkBAAIx", "AgACAgUAAxkBAAIm", 98304, "image/jpeg")),
        ["album-part"] = Sent(28, 37, null, "13579", "📷", new("AgACAgUAAxkBAAJc", "AgACAgUAAxkBAAJb", 204800, "image/jpeg")),
        ["photo-with-a-size-too-big"] = Sent(29, 38, null, null, "📷", new("AgACAgUAAxkBAAJe", "AgACAgUAAxkBAAJd", 204800, "image/jpeg")),
        ["photo-too-big"] = Said(30, 39, new Input.Unsupported("file"), "📎"),
        ["document"] = Sent(8, 15, null, null, "📷", new("BQACAgUAAxkBAAIP", "AgACAgUAAxkBAAIt", 5242880, "application/pdf")),
        ["document-picture"] = Sent(31, 40, "Asli", null, "📷 Asli", new("BQACAgUAAxkBAAIQ", "AgACAgUAAxkBAAJh", 2000000, "image/jpeg")),
        ["document-named-as-pdf"] = Sent(32, 41, null, null, "📷", new("BQACAgUAAxkBAAIQ", null, 2000, "application/octet-stream")),
        ["document-table"] = Said(33, 42, new Input.Unsupported("file"), "📎"),
        ["document-of-another-picture-format"] = Said(34, 43, new Input.Unsupported("file"), "📎"),
        ["document-too-big"] = Said(35, 44, new Input.Unsupported("file"), "📎"),

        ["location"] = Said(9, 16, new Input.Place(0, 109.322134), "📍 0, 109.32213"),
        ["live-location"] = Said(10, 17, new Input.Place(-6.914744, 107.60981), "📍 -6.91474, 107.60981"),
        ["venue"] = Said(11, 18, new Input.Place(-6.914744, 107.60981), "📍 Balai RW 05 -6.91474, 107.60981"),

        ["contact"] = Said(12, 19, new Input.Unsupported("contact"), "👤"),
        ["voice"] = Said(13, 20, new Input.Unsupported("voice"), "🎤"),
        ["video"] = Said(14, 21, new Input.Unsupported("video"), "🎬"),
        ["sticker"] = Said(15, 22, new Input.Unsupported("sticker"), "👋"),
        ["audio"] = Said(36, 45, new Input.Unsupported("audio"), "🎵"),
        ["video-note"] = Said(37, 46, new Input.Unsupported("video-note"), "🎬"),
        ["animation"] = Said(38, 47, new Input.Unsupported("animation"), "🎬"),
        ["poll"] = Said(39, 48, new Input.Unsupported("poll"), "📊"),
        ["dice"] = Said(40, 49, new Input.Unsupported("dice"), "🎯"),
        ["game"] = Said(41, 50, new Input.Unsupported("game"), "🎮"),
        ["story"] = Said(42, 51, new Input.Unsupported("story"), "📎"),
        ["paid-media"] = Said(43, 52, new Input.Unsupported("other"), "📎"),
        ["content-to-come"] = Said(44, 53, new Input.Unsupported("other"), "📎 Lihat"),

        ["pinned"] = new TelegramReading.Ignored(),
        ["auto-delete-timer"] = new TelegramReading.Ignored(),
        ["users-shared"] = new TelegramReading.Ignored(),
        ["chat-shared"] = new TelegramReading.Ignored(),
        ["write-access"] = new TelegramReading.Ignored(),
        ["connected-website"] = new TelegramReading.Ignored(),
        ["chat-background"] = new TelegramReading.Ignored(),
        ["gift"] = new TelegramReading.Ignored(),
        ["checklist-tasks-done"] = new TelegramReading.Ignored(),

        ["callback"] = Pressed(5, new Input.Press(-1, -1, ""), "Ya", "3007001002009999", 10),
        ["callback-on-a-message-that-is-gone"] = Pressed(6, new Input.Press(-1, -1, ""), "", "3007001002008888", 2),
        ["callback-of-ours"] = Pressed(61, new Input.Press(3, 9, "tiga"), "15 orang", "3007001002007777", 10),
        ["callback-for-help"] = Pressed(62, new Input.Press(3, 9, "?"), "?", "3007001002007777", 10),
        ["callback-without-data"] = Pressed(63, new Input.Press(-1, -1, ""), "", "3007001002007777", 10),
        ["callback-garbled"] = Pressed(64, new Input.Press(-1, -1, ""), "", "3007001002007777", 10),
        ["callback-under-no-message"] = new TelegramReading.Ignored(),

        ["blocked"] = new TelegramReading.Blocked(Sari, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
        ["unblocked"] = new TelegramReading.Unblocked(Sari, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),

        ["group-text"] = new TelegramReading.Ignored(),
        ["group-command"] = new TelegramReading.Group(Group),
        ["group-command-to-another-bot"] = new TelegramReading.Ignored(),
        ["group-mention"] = new TelegramReading.Group(Group),
        ["group-reply"] = new TelegramReading.Group(Group),
        ["added-to-group"] = new TelegramReading.Group(Group),
        ["promoted-in-group"] = new TelegramReading.Ignored(),
        ["removed-from-group"] = new TelegramReading.Ignored(),

        ["channel-post"] = new TelegramReading.Ignored(),
        ["from-another-bot"] = new TelegramReading.Ignored(),
        ["from-nobody"] = new TelegramReading.Ignored(),
        ["of-a-kind-to-come"] = new TelegramReading.Ignored(),
        ["with-words-to-come"] = new TelegramReading.Ignored(),
    };

    public static TheoryData<string> Fixtures => [.. Fixture.Named("update.")];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Reads_an_update_as_what_the_person_meant(string fixture)
    {
        Assert.True(Readings.TryGetValue(fixture, out var expected), $"no reading is expected of {fixture}");
        var read = TelegramWire.Read(Read(fixture), "kotan_bot");
        Assert.Equal(expected, read);
    }

    [Fact]
    public void Without_its_own_name_it_answers_every_command_in_a_group_and_nothing_else()
    {
        Assert.IsType<TelegramReading.Group>(TelegramWire.Read(Read("group-command-to-another-bot")));
        Assert.IsType<TelegramReading.Ignored>(TelegramWire.Read(Read("group-mention")));
    }

    [Fact]
    public void Reads_an_update_the_same_when_it_comes_twice() =>
        Assert.Equal(TelegramWire.Read(Read("photo")), TelegramWire.Read(Read("photo")));

    [Fact]
    public void A_caption_tells_no_control_characters_to_the_history()
    {
        var update = Read("photo");
        update.Message!.Caption = "a\u0007b\u202E\uD83D";

        var message = Assert.IsType<TelegramReading.Message>(TelegramWire.Read(update));

        Assert.Equal("📷 ab\u202E", message.Inbound.Shown);
    }

    [Theory]
    [InlineData(90.1, 100)]
    [InlineData(-7, 180.1)]
    [InlineData(double.NaN, 100)]
    public void A_place_off_the_earth_is_refused_like_anything_unreadable(double latitude, double longitude)
    {
        var update = Read("location");
        update.Message!.Location!.Latitude = latitude;
        update.Message.Location.Longitude = longitude;

        Assert.Equal(new Input.Unsupported("other"), Assert.IsType<TelegramReading.Message>(TelegramWire.Read(update)).Inbound.Input);
    }

    [Fact]
    public void Both_start_words_begin_the_registration_with_the_code()
    {
        foreach (var fixture in (string[])["start-with-code", "start-at-bot"])
        {
            var typed = (Input.Text)((TelegramReading.Message)TelegramWire.Read(Read(fixture))).Inbound.Input;
            var command = Assert.IsType<Command.StartDialog>(TelegramWirePrompts.Definitions.Commands.Recognise(typed.Value, inRun: false));
            Assert.Equal(("mulai", "7KQ2XM9P"), (command.Dialog.Id, command.Payload));
        }
    }

    private static TelegramReading.Message Said(int update, int? message, Input input, string shown) =>
        new(Inbound(update, input, shown) with { Ref = message is null ? null : $"{message}" }, []);

    private static TelegramReading.Message Sent(int update, int message, string? caption, string? album, string shown, TelegramFile file) =>
        new(Inbound(update, new Input.Photos([], caption) { Album = album }, shown) with { Ref = $"{message}" }, [file]);

    private static TelegramReading.Press Pressed(int update, Input.Press press, string shown, string callback, int message) =>
        new(Inbound(update, press, shown), callback, message);

    private static InboundMessage Inbound(int update, Input input, string shown) => new(Sari, $"{900000000 + update}", input, shown);

    private static Update Read(string fixture) => JsonSerializer.Deserialize<Update>(Fixture.Read("update." + fixture), JsonBotAPI.Options)!;
}
