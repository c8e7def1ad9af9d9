using System.Collections.Immutable;
using KotanBot.Channels.Telegram;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Tests.Telegram;

public sealed class TelegramWireWriteTests
{
    [Theory]
    [InlineData("Ya,Tidak", false, "Ya,Tidak")]
    [InlineData("Ya,Tidak", true, "Ya,Tidak,?")]
    [InlineData("Hari ini,Kemarin", true, "Hari ini,Kemarin,?")]
    [InlineData("Keluarga,Sekolah,Kampus,Tempat kerja,Masyarakat", false, "Keluarga,Sekolah,Kampus|Tempat kerja,Masyarakat")]
    [InlineData("Kirim laporan ini,Perbaiki jawaban,Batal", false, "Kirim laporan ini|Perbaiki jawaban|Batal")]
    [InlineData("Kirim laporan ini,Perbaiki jawaban,Batal", true, "Kirim laporan ini|Perbaiki jawaban|Batal,?")]
    public void Short_labels_stand_on_the_buttons_in_three_rows_at_most(string labels, bool help, string rows) =>
        Assert.Equal(rows, Rows(new Prompt("Yang mana?") { Choices = Choices(labels.Split(',')), Help = help }));

    [Theory]
    [InlineData(2, "1,2")]
    [InlineData(5, "1,2,3,4,5")]
    [InlineData(6, "1,2,3|4,5,6")]
    [InlineData(12, "1,2,3,4|5,6,7,8|9,10,11,12")]
    [InlineData(20, "1,2,3,4,5,6,7|8,9,10,11,12,13,14|15,16,17,18,19,20")]
    [InlineData(24, "1,2,3,4,5,6,7,8|9,10,11,12,13,14,15,16|17,18,19,20,21,22,23,24")]
    public void Long_labels_are_numbered_lines_and_the_buttons_carry_the_numbers(int count, string rows)
    {
        var prompt = new Prompt("Yang mana?") { Choices = Choices([.. Enumerable.Range(1, count).Select(n => $"Sebuah pilihan yang panjang sekali nomor {n}")]) };

        Assert.Equal(rows, Rows(prompt));
        Assert.Contains($"\n{count}. Sebuah pilihan yang panjang sekali nomor {count}", TelegramWire.Write(TelegramWirePrompts.Message(prompt))[0].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_buttons_a_question_still_names_its_choices()
    {
        var prompt = new Prompt("Jenis kelamin?") { Choices = Choices("Laki-laki", "Perempuan") };

        Assert.Equal("Jenis kelamin?\n1. Laki-laki\n2. Perempuan", TelegramWire.Write(TelegramWirePrompts.Message(prompt))[^1].Plain);
        var full = TelegramWire.Write(TelegramWirePrompts.Message(prompt with { Text = new string('a', 4_096) }))[^1];
        Assert.Equal(4_096, full.Plain.Length);
        Assert.EndsWith("a…\n1. Laki-laki\n2. Perempuan", full.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_short_labels_become_numbers_when_three_rows_do_not_hold_them()
    {
        var prompt = new Prompt("Kecamatan mana?") { Choices = Choices("Rote Barat Daya", "Rote Barat Laut", "Lobalain", "Rote Tengah", "Rote Selatan", "Pantai Baru", "Rote Timur") };

        Assert.Equal("1,2,3,4|5,6,7", Rows(prompt));
        Assert.StartsWith("Kecamatan mana?\n1. Rote Barat Daya\n2. ", TelegramWire.Write(TelegramWirePrompts.Message(prompt))[0].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void More_choices_than_numbers_fit_stand_in_the_text_alone()
    {
        var prompt = new Prompt("Yang mana?") { Help = true, Choices = Choices([.. Enumerable.Range(1, 30).Select(n => $"Pilihan {n}")]).Add(new("lewati", "Lewati")) };

        Assert.Equal("Lewati,?", Rows(prompt));
        Assert.Contains("\n30. Pilihan 30\nlewati – Lewati", TelegramWire.Write(TelegramWirePrompts.Message(prompt))[0].Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", false, "a,b,c,d,?|Tidak tahu,Tidak berlaku")]
    [InlineData("en", false, "a,b,c,d,?|I do not know,Does not apply")]
    [InlineData("id", true, "Ya, benar|a,b,c,d,?|Tidak tahu,Tidak berlaku")]
    [InlineData("en", true, "Yes, right|a,b,c,d,?|I do not know,Does not apply")]
    public void An_item_has_its_letters_in_one_row_and_what_is_no_option_in_another(string language, bool suggested, string rows)
    {
        string Say(TextKey key) => TelegramWirePrompts.Definitions.Texts.Say(key, language);
        ImmutableArray<PromptChoice> choices =
        [
            .. "abcd".Select(c => new PromptChoice($"{c}", $"Pilihan yang panjang sekali {c}")), new(SkipReasons.DoesNotKnow, Say(EngineTexts.ItemNotKnown)), new(SkipReasons.NotApplicable, Say(EngineTexts.ItemNotApplicable)),
        ];
        var prompt = new Prompt("Seberapa sering?") { Choices = suggested ? choices.Insert(0, new("ya", Say(EngineTexts.ConfirmSuggestion))) : choices, Help = true };

        Assert.Equal(rows, Rows(prompt));
        Assert.Contains("\nd. Pilihan yang panjang sekali d\n– ", TelegramWire.Write(TelegramWirePrompts.Message(prompt))[0].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_is_typed_still_offers_its_explanation() => Assert.Equal("?", Rows(new Prompt("Berapa peserta?") { Help = true }));

    [Fact]
    public void A_question_says_whether_it_can_be_explained()
    {
        var definitions = TelegramWirePrompts.Definitions;
        foreach (var dialog in definitions.Dialogs)
            foreach (var step in dialog.Steps.Where(s => s.IsQuestion && s is not ReviewStep))
            {
                var run = new Run { Id = "run", DialogId = dialog.Id, DialogHash = dialog.Hash, StepId = step.Id, TouchedAt = DateTimeOffset.UnixEpoch };
                var before = new Conversation { Id = "c0ffee", Run = run, State = LifecycleState.Asking };

                var result = ConversationEngine.RunTurn(definitions, before, new Facts { Role = "penggiat", Consent = "mulai@0" }, new Input.Text("?"), DateTimeOffset.UnixEpoch);

                var prompt = result.Effects.OfType<Effect.Say>().Last().Prompt;
                Assert.Equal((step.Id, step.Help is not null), (result.Conversation.Run?.StepId, prompt.Help));
            }
    }

    [Fact]
    public void The_press_is_seen_in_the_message_and_the_buttons_are_gone()
    {
        var chosen = TelegramWire.Chosen(new Prompt("Setuju <b>?") { Choices = [new("ya", "Ya & <tentu>"), new("tidak", "Tidak")] }, "ya")!;

        Assert.Equal("Setuju &lt;b&gt;?\n\n✓ <b>Ya &amp; &lt;tentu&gt;</b>", chosen.Html);
        Assert.Equal("Setuju <b>?\n\n✓ Ya & <tentu>", chosen.Plain);
        Assert.Null(chosen.Keyboard);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("entah")]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("")]
    public void A_question_that_was_not_answered_by_the_press_stays_as_it_is(string key) =>
        Assert.Null(TelegramWire.Chosen(new Prompt("Setuju?") { Help = true, Choices = Choices("Ya", "Tidak") }, key));

    [Fact]
    public void A_press_under_a_message_in_parts_changes_the_last_part_only()
    {
        var prompt = new Prompt(new string('a', 3_000) + "\n\n" + new string('b', 4_095)) { Choices = [new("ya", "Ya")] };

        var chosen = TelegramWire.Chosen(prompt, "ya")!;

        Assert.Equal(4_096, chosen.Plain.Length);
        Assert.StartsWith("bbb", chosen.Plain, StringComparison.Ordinal);
        Assert.EndsWith("b…\n\n✓ Ya", chosen.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_texts_are_cut_between_paragraphs_else_lines_else_words_and_the_buttons_come_last()
    {
        var (a, b, c, d) = (new string('a', 2_000), new string('b', 2_000), new string('c', 2_000), new string('d', 5_000));

        var parts = TelegramWire.Write(TelegramWirePrompts.Message(new Prompt($"{a}\n{a}\n\n{b}\n{c}\n{c} {d}") { Choices = Choices("Ya", "Tidak") }));

        Assert.Equal([a + "\n" + a, b + "\n" + c, c, d[..4_096], d[4_096..]], parts.Select(p => p.Html));
        Assert.Equal([false, false, false, false, true], parts.Select(p => p.Keyboard is not null));
    }

    [Fact]
    public void No_cut_goes_through_a_picture_sign()
    {
        var parts = TelegramWire.Write(TelegramWirePrompts.Message(new Prompt("a" + string.Concat(Enumerable.Repeat("😀", 3_000)))));

        Assert.Equal([4_095, 1_906], parts.Select(p => p.Plain.Length));
    }

    [Fact]
    public void Nothing_to_see_is_not_sent_unless_there_is_something_to_press()
    {
        Assert.Empty(TelegramWire.Write(TelegramWirePrompts.Message(new Prompt(" \n\u200B\0"))));
        Assert.Empty(TelegramWire.Write(TelegramWirePrompts.Message(new Prompt("a")) with { Prompt = null }));
        Assert.Equal("…\n1. Ya", Assert.Single(TelegramWire.Write(TelegramWirePrompts.Message(new Prompt("") { Choices = Choices("Ya") }))).Plain);
    }

    [Theory]
    [InlineData(Languages.Indonesian, "Lanjutkan isian yang tertunda")]
    [InlineData(Languages.English, "Go on with what is unfinished")]
    public void The_menu_names_every_command_as_telegram_takes_it(string language, string resume)
    {
        var commands = TelegramCommands.Of(TelegramWirePrompts.Definitions, language);

        // What only offices do stands behind /kantor, whose button they see.
        var everybodys = TelegramWirePrompts.Definitions.Commands.Menu.Where(m => m.Action is not { } action || !Access.IsForOffices(action));
        Assert.Equal(everybodys.Select(m => m.Command), commands.Select(c => "/" + c.Command));
        Assert.All(commands, c => Assert.Matches("^[a-z0-9_]{1,32}$", c.Command));
        Assert.All(commands, c => Assert.InRange(c.Description.Length, 1, 256));
        Assert.Equal(resume, commands.Single(c => c.Command == "lanjut").Description);
    }

    private static ImmutableArray<PromptChoice> Choices(params string[] labels) =>
        [.. labels.Select(l => new PromptChoice(l.ToLowerInvariant()[..Math.Min(30, l.Length)], l))];

    private static string Rows(Prompt prompt) =>
        string.Join('|', TelegramWire.Write(TelegramWirePrompts.Message(prompt))[^1].Keyboard!.InlineKeyboard.Select(row => string.Join(',', row.Select(b => b.Text))));
}
