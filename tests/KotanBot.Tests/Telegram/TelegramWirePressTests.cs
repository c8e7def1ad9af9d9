using KotanBot.Channels.Telegram;
using KotanBot.Core.Conversations;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace KotanBot.Tests.Telegram;

public sealed class TelegramWirePressTests
{
    private static readonly Input.Press Stale = new(-1, -1, "");

    [Theory]
    [InlineData("0.0.ya", 0, 0, "ya")]
    [InlineData("3f.zz.hari ini", 123, 1295, "hari ini")]
    [InlineData("1y2p0ij32e8e7.1y2p0ij32e8e7.a", long.MaxValue, long.MaxValue, "a")]
    [InlineData("1.2.a.b.", 1, 2, "a.b.")]
    [InlineData("1.2.?", 1, 2, "?")]
    public void Reads_back_what_it_wrote(string data, long turn, long ordinal, string key) => Assert.Equal(new Input.Press(turn, ordinal, key), Read(data));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("1.2")]
    [InlineData("1.2.")]
    [InlineData("-1.2.a")]
    [InlineData("01.2.a")]
    [InlineData("A.2.a")]
    [InlineData("1 .2.a")]
    [InlineData("١.2.a")]
    [InlineData("1y2p0ij32e8e8.1.a")]
    [InlineData("zzzzzzzzzzzzz.1.a")]
    [InlineData("zzzzzzzzzzzzzz.1.a")]
    [InlineData("{\"t\":1}")]
    public void Takes_what_it_never_wrote_for_an_old_button(string? data) => Assert.Equal(Stale, Read(data));

    [Fact]
    public void An_old_button_is_old_even_while_nothing_is_asked()
    {
        var result = ConversationEngine.RunTurn(
            TelegramWirePrompts.Definitions, new Conversation { Id = "c0ffee" }, new Facts { Role = "penggiat", Consent = "mulai@0" }, Stale, DateTimeOffset.UnixEpoch);

        Assert.Contains(result.Effects.OfType<Effect.Say>(), s => s.Prompt.Text.Contains("Tombol", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_does_not_fit_is_pressed_by_its_place_in_the_list()
    {
        var prompt = new Prompt("Yang mana?") { Choices = [new("a", "Satu"), new(new string('k', 60), "Dua"), new("\uD83D", "Tiga"), new("", "Empat"), new(string.Concat(Enumerable.Repeat("😀", 16)), "Lima")] };

        var keyboard = TelegramWire.Write(TelegramWirePrompts.Message(prompt))[0].Keyboard!;
        var presses = keyboard.InlineKeyboard.SelectMany(r => r).Select(b => Read(b.CallbackData)).ToList();

        Assert.Equal(["a", "2", "3", "4", "5"], presses.Select(p => p.Key));
        Assert.Equal("Yang mana?\n\n✓ Lima", TelegramWire.Chosen(prompt, "5")!.Plain);
    }

    [Fact]
    public void Any_key_of_32_bytes_fits_at_any_turn_that_a_conversation_reaches()
    {
        var prompt = new Prompt("?") { Choices = [new(new string('k', 32), "Ya")] };

        var data = TelegramWire.Write(TelegramWirePrompts.Message(prompt, 1_000_000_000_000, 1_000_000_000_000))[0].Keyboard!.InlineKeyboard.Single().Single().CallbackData;

        Assert.Equal(new Input.Press(1_000_000_000_000, 1_000_000_000_000, new string('k', 32)), Read(data));
    }

    internal static Input.Press Read(string? data)
    {
        var update = new Update
        {
            Id = 1,
            CallbackQuery = new CallbackQuery
            {
                Id = "1",
                From = new User { Id = 7, FirstName = "Sari" },
                ChatInstance = "1",
                Message = new Message { Id = 2, Chat = new Chat { Id = 7, Type = ChatType.Private } },
                Data = data,
            },
        };
        return (Input.Press)((TelegramReading.Press)TelegramWire.Read(update)).Inbound.Input;
    }
}
