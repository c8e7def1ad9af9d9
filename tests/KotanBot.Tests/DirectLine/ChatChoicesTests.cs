using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>How the page lays out what a question offers.</summary>
public sealed class ChatChoicesTests : ChatInBrowser
{
    [Fact]
    public async Task A_long_choice_stands_whole_on_its_button()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 320, Height = 568 } });
        await SayAsync(page, "panjang");
        await page.ScreenshotAsync(Shot("chat-choices-320.png"));
        await Choice(page, "Sosialisasi tatap muka di sekolah atau kampus").ClickAsync();
        await SeesAsync(page, "Anda memilih tatap-muka.");
        await Assertions.Expect(page.Locator(".me").Last).ToContainTextAsync("Sosialisasi tatap muka di sekolah atau kampus");
        Assert.Empty(Faults);
    }

    [Fact]
    public async Task Lettered_options_carry_their_letters()
    {
        var page = await OpenAsync();
        await SayAsync(page, "huruf");
        await Assertions.Expect(Choice(page, "a. Tidak pernah dalam satu tahun terakhir ini")).ToBeVisibleAsync();
        await page.ScreenshotAsync(Shot("chat-letters.png"));
        await Choice(page, "b. Sering sekali").ClickAsync();
        await SeesAsync(page, "Anda memilih b.");
    }

    [Fact]
    public async Task Several_choices_are_toggled_and_sent_together()
    {
        var page = await OpenAsync();
        await SayAsync(page, "beberapa");
        var first = Choice(page, "1. Pelajar");
        await Choice(page, "3. Warga desa").ClickAsync();
        await first.ClickAsync();
        await Choice(page, "2. Pekerja").ClickAsync();
        await Choice(page, "2. Pekerja").ClickAsync();
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(Choice(page, "2. Pekerja")).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(page.GetByLabel("Tulis jawaban")).ToHaveValueAsync("1, 3");
        await page.ScreenshotAsync(Shot("chat-several.png"));
        await page.FillAsync("#text", "3");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "false");
        await first.ClickAsync();
        // A press alone says nothing of the others to those who do not see them.
        await Assertions.Expect(page.Locator("#choices [role=status]")).ToHaveTextAsync("1, 3");
        await Choice(page, "Kirim pilihan").ClickAsync();
        await SeesAsync(page, "Anda menulis: 1, 3");
        await Assertions.Expect(page.GetByLabel("Tulis jawaban")).ToHaveValueAsync("");
        await Assertions.Expect(Choice(page, "Kirim pilihan")).ToHaveCountAsync(0);
        Assert.Empty(Faults);
    }

    [Fact]
    public async Task A_number_half_written_stays_when_a_button_is_pressed()
    {
        var page = await OpenAsync();
        await SayAsync(page, "ketik /bantuan");
        await page.FillAsync("#text", "45");
        await page.Locator(".m:not(.me) button").Last.ClickAsync();
        await SeesAsync(page, "Anda menulis: /bantuan");
        await Assertions.Expect(page.GetByLabel("Tulis jawaban")).ToHaveValueAsync("45");
    }

    [Fact]
    public async Task A_command_among_several_choices_is_no_toggle_and_a_question_mark_explains()
    {
        var page = await OpenAsync();
        await SayAsync(page, "beberapa");
        await Choice(page, "? Penjelasan").ClickAsync();
        await SeesAsync(page, "Anda menulis: ?");
        await SayAsync(page, "beberapa");
        await Choice(page, "Lewati").ClickAsync();
        await SeesAsync(page, "Anda memilih lewati.");
    }

    [Fact]
    public async Task A_number_is_asked_for_with_the_keyboard_of_numbers()
    {
        var page = await OpenAsync();
        await Choice(page, "Tes urine").ClickAsync();
        await SeesAsync(page, "Berapa peserta");
        Assert.Equal("decimal", await page.EvaluateAsync<string>("document.querySelector('#text').inputMode"));
    }
}
