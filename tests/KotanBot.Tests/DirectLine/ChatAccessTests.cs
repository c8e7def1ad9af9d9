using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>For everybody: keyboard, screen reader, contrast, targets, zoom (WCAG 2.2 AA).</summary>
public sealed class ChatAccessTests : ChatInBrowser
{
    /// <summary>Texts below 4.5 : 1, as WCAG computes it.</summary>
    private const string Pale = """
        () => {
          const light = colour => colour.match(/[\d.]+/g).slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const behind = e => { const c = getComputedStyle(e).backgroundColor; return /, 0\)$/.test(c) ? behind(e.parentElement) : c; };
          return [...document.querySelectorAll('body *')]
            .filter(e => e.checkVisibility() && !e.closest('svg,noscript') && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
            .map(e => { const a = light(getComputedStyle(e).color), b = light(behind(e)); return [e.outerHTML.slice(0, 80), (Math.max(a, b) + .05) / (Math.min(a, b) + .05)]; })
            .filter(([, ratio]) => ratio < 4.5).map(([what, ratio]) => what + ' ' + ratio.toFixed(2));
        }
        """;

    /// <summary>Controls of less than 44 pixels; links and commands inside a text are excepted, as in WCAG.</summary>
    private const string Small = "() => [...document.querySelectorAll('button,textarea')].filter(b => b.checkVisibility() && !b.classList.contains('in')).filter(b => b.offsetHeight < 44 || b.offsetWidth < 44).map(b => b.outerHTML)";

    [Theory]
    [InlineData(ColorScheme.Light, 320, 568)]
    [InlineData(ColorScheme.Dark, 320, 568)]
    [InlineData(ColorScheme.Dark, 320, 256)]
    [InlineData(ColorScheme.Light, 1280, 800)]
    public async Task Fits_every_screen_with_contrast_and_targets_of_44_pixels(ColorScheme scheme, int width, int height)
    {
        var page = await OpenAsync(new BrowserNewContextOptions { Locale = "id-ID", ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });
        await page.ScreenshotAsync(Shot($"chat-first-{scheme}-{width}x{height}.png"));
        await SayAsync(page, "lihat https://bnn.example/satu-alamat-yang-panjang-sekali-tanpa-satu-spasi-pun atau /bantuan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Data terpakai" }).ClickAsync();
        foreach (var question in new[] { "foto", "lokasi", "beberapa" })
        {
            await SayAsync(page, question);
            Assert.Empty(await page.EvaluateAsync<string[]>(Pale));
            Assert.Empty(await page.EvaluateAsync<string[]>(Small));
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        }

        await Choice(page, "1. Pelajar").ClickAsync();
        await page.Context.SetOfflineAsync(true);
        await TypeAsync(page, "menunggu");
        await SeesAsync(page, "Disimpan di HP ini");
        Assert.Empty(await page.EvaluateAsync<string[]>(Pale));
        await page.ScreenshotAsync(Shot($"chat-{scheme}-{width}x{height}.png"));
        Assert.DoesNotContain(Faults, f => !f.Contains("ERR_INTERNET_DISCONNECTED"));
    }

    [Theory]
    [InlineData(320, 568)]
    [InlineData(390, 720)]
    public async Task Letters_of_twice_the_size_stay_on_the_screen_and_leave_room_for_the_talk(int width, int height)
    {
        var context = await ContextAsync(new BrowserNewContextOptions { Locale = "id-ID", ViewportSize = new() { Width = width, Height = height } });
        await context.AddInitScriptAsync("new MutationObserver(() => { if (document.documentElement) document.documentElement.style.fontSize = '32px'; }).observe(document, { childList: true, subtree: true })");
        var page = await OpenAsync(context);
        await page.WaitForFunctionAsync("() => document.querySelector('#choices button').onclick");
        // The first question is read from its beginning.
        await page.WaitForFunctionAsync("() => document.querySelector('.m').getBoundingClientRect().top >= document.querySelector('header').getBoundingClientRect().bottom");
        await page.ScreenshotAsync(Shot($"chat-large-first-{width}.png"));
        foreach (var language in new[] { "id", "english" })
        {
            await SayAsync(page, "beberapa");
            await FitsAsync(page);
            await SayAsync(page, language);
            await FitsAsync(page);
            await context.SetOfflineAsync(true);
            await SeesAsync(page, language == "id" ? "Tidak ada sinyal" : "No signal");
            await FitsAsync(page);
            await page.ScreenshotAsync(Shot($"chat-large-{language}-{width}.png"));
            await context.SetOfflineAsync(false);
            await SeesAsync(page, language == "id" ? "Terhubung" : "Connected");
        }
    }

    private static async Task FitsAsync(IPage page)
    {
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('header *')].filter(e => e.getBoundingClientRect().right > innerWidth || e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML)"));
        Assert.InRange(await page.EvaluateAsync<double>("document.querySelector('header').offsetHeight / innerHeight"), 0, .33);
    }

    [Fact]
    public async Task Everything_is_reached_by_keyboard_and_the_focus_is_seen()
    {
        var page = await OpenAsync();
        await SayAsync(page, "beberapa");
        var seen = new List<string>();
        await page.EvaluateAsync("() => { const top = document.querySelector('h1'); top.tabIndex = -1; top.focus(); }");
        for (var i = 0; i < 9; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            seen.Add(await page.EvaluateAsync<string>("document.activeElement.textContent.trim() || document.activeElement.id"));
            Assert.Equal("solid", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }

        Assert.Equal(["Data", "1. Pelajar", "2. Pekerja", "3. Warga desa", "Kirim pilihan", "Lewati", "?", "text", "send"], seen);
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await SeesAsync(page, "Anda memilih lewati.");
        // The pressed button is gone; a keyboard goes on from what was said and not from the top.
        Assert.Equal("me", await page.EvaluateAsync<string>("document.activeElement.className.split(' ').pop()"));
    }

    [Fact]
    public async Task A_screen_reader_gets_each_message_of_the_bot_once_and_the_persons_own_never()
    {
        var page = await OpenAsync();
        Assert.Equal("log", await page.GetAttributeAsync("#log", "role"));
        await Assertions.Expect(page.Locator("#log")).Not.ToHaveAttributeAsync("aria-live", "off");
        await page.EvaluateAsync("() => { window.read = []; new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(n => { const quiet = '[aria-live=off],[aria-hidden=true]'; if (!one.target.closest(quiet) && !(n.matches && n.matches(quiet))) read.push(n.textContent); }))).observe(document.querySelector('#log'), { childList: true, subtree: true }); }");
        await SayAsync(page, "satu");
        await SayAsync(page, "dua");
        Assert.Equal(["KotanBot: Anda menulis: satu", "KotanBot: Anda menulis: dua"], await page.EvaluateAsync<string[]>("read"));
    }

    [Fact]
    public async Task Every_control_has_a_name_and_the_page_its_landmarks()
    {
        var page = await OpenAsync();
        await SayAsync(page, "foto");
        foreach (var name in new[] { "Foto", "Kirim", "Data terpakai" })
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = name })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Tulis jawaban" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "KotanBot" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Nothing_moves_for_those_who_asked_for_that()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        await page.EvaluateAsync("() => { const p = document.createElement('p'); p.className = 'm dots'; document.querySelector('#log').append(p); }");
        Assert.Equal("none", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.dots')).animationName"));
    }
}
