using KotanBot.Core.Conversations;
using KotanBot.Fakes;
using KotanBot.Tests.Host;
using KotanBot.Tests.Media;

namespace KotanBot.Tests.Telegram;

/// <summary>What a person in Telegram sees of the bot, from their phone through the real host and back.</summary>
public sealed class TelegramIntakeTests : IAsyncLifetime
{
    private FakeTelegram _fake = null!;
    private TelegramHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeTelegram.StartAsync();
        _host = new TelegramHost(_fake);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task The_pressed_button_shows_what_was_chosen_and_the_keyboard_goes_away()
    {
        await _host.StartAsync();
        var phone = _fake.Phone(700);
        phone.SendText("/start " + await _host.InviteAsync());
        var question = await phone.WaitForMessageAsync(m => m.Buttons.Any(b => b.Text == "Setuju"));

        var press = phone.Press("Setuju");

        await phone.WaitForAsync(p => p.AnswerTo(press) is not null && p.Messages.Single(m => m.Id == question.Id) is { IsEdited: true });
        var shown = phone.Messages.Single(m => m.Id == question.Id);
        Assert.EndsWith("✓ Setuju", shown.Text);
        Assert.Empty(shown.Buttons);
        Assert.Equal("", phone.AnswerTo(press)!.Text);
    }

    [Fact]
    public async Task An_answer_in_words_takes_the_keyboard_of_its_question_away_and_a_question_mark_brings_it_again()
    {
        await _host.StartAsync();
        var phone = _fake.Phone(700);
        phone.SendText("/start " + await _host.InviteAsync());
        var first = await phone.WaitForMessageAsync(m => m.Buttons.Any(b => b.Text == "Setuju"));

        phone.SendText("?");
        var again = await phone.WaitForMessageAsync(m => m.Id != first.Id && m.Buttons.Any(b => b.Text == "Setuju"));
        await phone.WaitForAsync(p => !p.Messages.Single(m => m.Id == first.Id).Buttons.Any());
        phone.SendText("setuju");
        await phone.WaitForAsync(p => !p.Messages.Single(m => m.Id == again.Id).Buttons.Any());

        Assert.Equal(again.Text, phone.Messages.Single(m => m.Id == again.Id).Text);
        await phone.WaitForTextAsync("nama panggilan");
    }

    [Fact]
    public async Task A_question_that_was_answered_before_it_could_be_sent_comes_without_buttons()
    {
        await _host.StartAsync();
        var phone = await _host.JoinAsync(7);
        phone.SendText("/batal");
        await phone.WaitForTextAsync("dibatalkan");
        _fake.FailNext("sendMessage", 502, "Bad Gateway");

        phone.SendText("/bahasa");
        await _fake.WaitForAsync(f => f.RequestsOf("sendMessage").Any(r => r.Status == 502));
        phone.SendText("Bahasa Indonesia");

        await phone.WaitForTextAsync("Baik");
        Assert.Empty((await phone.WaitForTextAsync("Choose a language")).Buttons);
    }

    [Fact]
    public async Task A_press_on_an_old_question_gets_a_short_word_and_loses_the_old_buttons()
    {
        await _host.StartAsync();
        var phone = _fake.Phone(700);
        phone.SendText("/start " + await _host.InviteAsync());
        var question = await phone.WaitForMessageAsync(m => m.Buttons.Any(b => b.Text == "Setuju"));
        var data = question.Buttons.Single(b => b.Text == "Tidak setuju").Data!;
        phone.Press("Setuju");
        await phone.WaitForTextAsync("nama panggilan");

        var late = phone.PressData(question.Id, data);

        await phone.WaitForAsync(p => p.AnswerTo(late) is not null);
        Assert.Equal("Tombol itu dari pertanyaan yang sudah lewat.", phone.AnswerTo(late)!.Text);
        Assert.EndsWith("✓ Setuju", phone.Messages.Single(m => m.Id == question.Id).Text);
    }

    [Fact]
    public async Task A_redelivered_press_is_one_turn_and_answered_each_time()
    {
        await _host.StartAsync();
        _fake.DeliverTwice(u => u.Kind == "callback_query");
        var phone = await _host.JoinAsync(700);

        await _fake.WaitForAsync(f => f.RequestsOf("answerCallbackQuery").Count() == 2);

        Assert.Equal(1, _host.Count("select count(*) from message where direction = 'in' and ordinal > 1"));
        Assert.All(phone.Toasts, t => Assert.Equal("", t.Text));
    }

    [Fact]
    public async Task After_an_erasure_the_same_chat_begins_anew()
    {
        await _host.StartAsync();
        var phone = await _host.JoinAsync(700);
        phone.SendText("/hapus");
        var question = await phone.WaitForMessageAsync(m => m.Buttons.Any(b => b.Text == "Ya, hapus data saya"));

        phone.Press("Ya, hapus data saya");
        await phone.WaitForAsync(p => !p.Messages.Single(m => m.Id == question.Id).Buttons.Any() && p.FromBot.Any(m => m.Id > question.Id));
        var erased = phone.Messages[^1].Id;
        phone.SendText("halo");

        await phone.WaitForMessageAsync(m => m.Id > erased && m.Buttons.Any(b => b.Text == "Setuju"));
    }

    [Fact]
    public async Task An_edited_message_begins_no_conversation_where_there_is_none()
    {
        await _host.StartAsync();
        var phone = await _host.JoinAsync(700);
        var old = phone.SendText("Sari");
        phone.SendText("/hapus");
        var question = await phone.WaitForMessageAsync(m => m.Buttons.Any(b => b.Text == "Ya, hapus data saya"));
        phone.Press("Ya, hapus data saya");
        await phone.WaitForAsync(p => !p.Messages.Single(m => m.Id == question.Id).Buttons.Any() && p.FromBot.Any(m => m.Id > question.Id));
        await _fake.WaitForAsync(f => f.PendingUpdates == 0);
        var before = (_host.Count("select count(*) from conversation"), _host.Count("select count(*) from person"), phone.FromBot.Count());

        phone.Edit(old, "Sari Dewi");
        await _fake.WaitForAsync(f => f.PendingUpdates == 0);

        Assert.Equal(before, (_host.Count("select count(*) from conversation"), _host.Count("select count(*) from person"), phone.FromBot.Count()));
    }

    [Fact]
    public async Task A_photo_is_expected_once_where_a_report_has_a_place_for_it()
    {
        await _host.StartAsync();
        var phone = await RegisterAsync();
        phone.SendText("/lapor");
        await phone.WaitForTextAsync("(1/8)");

        phone.SendPhoto(SmallPhoto.Jpeg);
        await phone.WaitForAsync(p => p.FromBot.Count(m => m.Text.Contains("(1/8)", StringComparison.Ordinal)) == 2);
        _fake.Redeliver(_fake.Updates[^1].Id);
        await _fake.WaitForAsync(f => f.PendingUpdates == 0);

        Assert.Equal(1, _host.Count("select count(*) from attachment"));
        Assert.Equal(1, _host.Count("select count(*) from answer where kind = 'photos'"));
    }

    [Fact]
    public async Task A_photo_that_nothing_asks_for_is_not_fetched()
    {
        await _host.StartAsync();
        var phone = await RegisterAsync();

        phone.SendPhoto(SmallPhoto.Jpeg);
        await phone.WaitForTextAsync("foto tidak diperlukan");
        await _fake.WaitForAsync(f => f.PendingUpdates == 0);

        Assert.Equal(0, _host.Count("select count(*) from attachment"));
        Assert.Empty(_fake.RequestsOf("getFile"));
    }

    [Fact]
    public async Task Who_blocks_the_bot_is_unreachable_until_they_let_it_in_again()
    {
        await _host.StartAsync();
        var phone = await _host.JoinAsync(700);

        phone.Block();
        await _fake.WaitForAsync(f => f.PendingUpdates == 0);
        var blocked = _host.Count("select count(*) from conversation where unreachable_at is not null");
        phone.Unblock();
        await _fake.WaitForAsync(f => f.PendingUpdates == 0);

        Assert.Equal(1, blocked);
        Assert.Equal(0, _host.Count("select count(*) from conversation where unreachable_at is not null"));
    }

    [Fact]
    public async Task A_group_is_told_once_an_hour_where_the_bot_listens()
    {
        await _host.StartAsync();
        await _fake.WaitForAsync(f => f.RequestsOf("getMe").Any());
        var group = _fake.Phone(700).InGroup();

        group.SendText("/lapor");
        var line = await group.WaitForTextAsync("https://t.me/kotan_bot");
        group.SendText("/lapor");
        await _fake.WaitForAsync(f => f.PendingUpdates == 0);
        _host.Time.Now += TimeSpan.FromMinutes(61);
        group.SendText("/lapor");
        await group.WaitForMessageAsync(m => m.Id > line.Id);

        Assert.Equal(2, group.FromBot.Count());
        Assert.Equal(0, _host.Count("select count(*) from conversation"));
    }

    [Fact]
    public async Task Typing_is_shown_when_a_turn_takes_longer_than_a_second_and_only_then()
    {
        var time = new VirtualTime();
        Task typing = Task.CompletedTask;
        TurnResult Decide(Core.Definitions.DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now)
        {
            if (input is Input.Text { Value: "lama" })
            {
                time.Advance(TimeSpan.FromSeconds(1.1));
                ((IAsyncResult)typing).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(20));
            }
            return TurnStage.Echo(conversation, input);
        }

        await using var host = await new TelegramHost(_fake, time, Decide).StartAsync();
        var quick = _fake.Phone(701);
        quick.SendText("cepat");
        await quick.WaitForTextAsync("cepat");
        var slow = _fake.Phone(702);
        typing = slow.WaitForAsync(p => p.Actions.Contains("typing"));
        slow.SendText("lama");
        await slow.WaitForTextAsync("lama");

        Assert.Equal(["typing"], slow.Actions);
        Assert.Empty(quick.Actions);
    }

    private async Task<FakePhone> RegisterAsync()
    {
        var phone = await _host.JoinAsync(700);
        phone.SendText("Rina");
        await phone.WaitForTextAsync("Dari lembaga mana?");
        phone.SendText("Karang Taruna Perawas");
        await phone.WaitForTextAsync("lingkungan apa?");
        phone.Press("Masyarakat");
        await phone.WaitForTextAsync("bahasa apa?");
        phone.Press("Bahasa Indonesia");
        await phone.WaitForTextAsync("Anda terdaftar");
        return phone;
    }
}
