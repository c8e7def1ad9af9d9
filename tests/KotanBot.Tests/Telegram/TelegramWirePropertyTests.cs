using System.Text;
using KotanBot.Channels.Telegram;
using KotanBot.Core.Conversations;
using KotanBot.Storage;
using Telegram.Bot.Types.ReplyMarkups;

namespace KotanBot.Tests.Telegram;

/// <summary>What Telegram would refuse must never leave, whatever the bot says.</summary>
public sealed class TelegramWirePropertyTests
{
    [Fact]
    public void Every_message_of_the_corpus_can_be_sent()
    {
        var said = TelegramWirePrompts.Said().ToList();
        Assert.InRange(said.Count, 2_000, int.MaxValue);
        Assert.All(said, CheckSendable);
        Assert.All(said, CheckButtons);
    }

    [Fact]
    public void Every_shipped_question_can_be_sent_with_the_keys_whole()
    {
        var shipped = TelegramWirePrompts.Shipped().ToList();
        Assert.Contains(shipped, p => p.Help);
        Assert.Contains(shipped, p => p.Many);
        foreach (var prompt in shipped)
        {
            CheckSendable(prompt);
            CheckButtons(prompt);
            var keys = Keyboard(TelegramWirePrompts.Message(prompt, 123_456, 7_654_321)).Select(b => b.CallbackData!.Split('.', 3)[2]);
            Assert.Equal(prompt.Help ? [.. prompt.Choices.Select(c => c.Key), "?"] : prompt.Choices.Select(c => c.Key), keys);
        }
    }

    [Fact]
    public void Whatever_chance_says_can_be_sent()
    {
        var prompts = TelegramWirePrompts.Random(800).ToList();
        Assert.Contains(prompts, p => TelegramWire.Write(TelegramWirePrompts.Message(p)).Length > 2);
        Assert.All(prompts, CheckSendable);
    }

    [Fact]
    public void Any_text_is_escaped_so_that_only_itself_is_seen()
    {
        var random = new Random(19_02);
        for (var i = 0; i < 2_000; i++)
        {
            var text = TelegramWirePrompts.Text(random, 400);
            Assert.Equal(TelegramHtml.Clean(text), TelegramWireHtml.Plain(TelegramHtml.Escape(text)));
        }
    }

    [Fact]
    public void Cleaning_keeps_all_but_control_characters_and_broken_pairs() =>
        Assert.Equal("a\n\tb😀c\u200Dd\uFFFD", TelegramHtml.Clean("a\n\t\0b😀\uD83D\u0007c\u200D\uDE00d\uFFFD\uD83D"));

    [Fact]
    public void A_chosen_message_can_be_sent_too()
    {
        foreach (var prompt in TelegramWirePrompts.Random(300).Concat(TelegramWirePrompts.Shipped()))
            foreach (var choice in prompt.Choices)
                if (TelegramWire.Chosen(prompt, choice.Key) is { } chosen)
                    CheckText(chosen);
                else
                    Assert.Equal("?", choice.Key);
    }

    private static void CheckSendable(Prompt prompt)
    {
        var message = TelegramWirePrompts.Message(prompt, long.MaxValue, 7_654_321);
        var parts = TelegramWire.Write(message);
        Assert.All(parts, CheckText);
        Assert.All(parts.SkipLast(1), p => Assert.Null(p.Keyboard));
        var text = Seen(string.Concat(parts.Select(p => TelegramWireHtml.Plain(p.Html))));
        Assert.Contains(text, (string[])[Seen(PromptLayout.For(prompt).Text), Seen(PromptLayout.Numbered(prompt).Text), "…"]);

        if (parts.LastOrDefault()?.Keyboard is not null && !prompt.Choices.IsEmpty)
        {
            var choices = Seen(PromptLayout.Lines(prompt with { Text = "" }));
            if (choices.Length < 2_000)
                Assert.EndsWith(choices, Seen(string.Concat(parts.Select(p => p.Plain))), StringComparison.Ordinal);
        }

        var buttons = Keyboard(message);
        Assert.All(buttons, b => Assert.InRange(Encoding.UTF8.GetByteCount(b.CallbackData!), 5, 64));
        Assert.All(buttons, b => Assert.False(TelegramHtml.IsBlank(b.Text) || b.Text.Contains('\n')));
        Assert.All(buttons, b => Assert.Equal(TelegramHtml.Clean(b.Text), b.Text));
        if (parts.LastOrDefault()?.Keyboard is { } keyboard)
        {
            // A menu of long commands stands one below the other.
            var stacked = prompt.Choices.All(c => c.Key.StartsWith('/')) && keyboard.InlineKeyboard.All(row => row.Count() == 1);
            Assert.InRange(keyboard.InlineKeyboard.Count(), 1, stacked ? Math.Max(3, prompt.Choices.Length + 1) : 3);
            Assert.All(keyboard.InlineKeyboard, row => Assert.InRange(row.Count(), 1, 8));
        }
    }

    /// <summary>
    /// Of what the bot really says: a button for every choice, read back as the very choice. The explanation has one too, the last but for an
    /// item: there it may stand with the letters, before the reasons that are no options.
    /// </summary>
    private static void CheckButtons(Prompt prompt)
    {
        var message = TelegramWirePrompts.Message(prompt, 123_456, 7_654_321);
        var help = new Input.Press(123_456, 7_654_321, "?");
        var pressed = Keyboard(message).Select(b => TelegramWirePressTests.Read(b.CallbackData)).ToList();
        Assert.Equal(prompt.Choices.Select(c => new Input.Press(123_456, 7_654_321, c.Key)), pressed.Where(p => p != help));
        Assert.Equal(prompt.Help ? 1 : 0, pressed.Count(p => p == help));
        if (prompt.Help && pressed[^1] != help)
            Assert.All(pressed.Skip(pressed.IndexOf(help) + 1), p => Assert.Contains(p.Key, SkipReasons.All));
    }

    private static void CheckText(TelegramText text)
    {
        Assert.InRange(text.Plain.Length, 1, 4_096);
        Assert.False(TelegramHtml.IsBlank(text.Plain));
        Assert.InRange(TelegramWireHtml.Plain(text.Html).Length, 1, 4_096);
        if (text.Keyboard is null)
            Assert.Equal(text.Plain, TelegramWireHtml.Plain(text.Html));
        Assert.Equal(text.Plain.Trim(), text.Plain);
    }

    private static List<InlineKeyboardButton> Keyboard(StoredMessage message) =>
        [.. TelegramWire.Write(message).LastOrDefault()?.Keyboard?.InlineKeyboard.SelectMany(r => r) ?? []];

    /// <summary>Without white space, which cuts may eat, and without what nobody sees.</summary>
    private static string Seen(string text) => string.Concat(TelegramHtml.Clean(text).EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r) && r.Value != 0x200B));
}
