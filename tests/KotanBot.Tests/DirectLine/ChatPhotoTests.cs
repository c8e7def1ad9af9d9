using Microsoft.Playwright;

namespace KotanBot.Tests.DirectLine;

/// <summary>Photos shrunk on the device, the location only on press, and how much data all that took.</summary>
public sealed class ChatPhotoTests : ChatInBrowser
{
    [Fact]
    public async Task Shrinks_a_photo_below_150_kilobytes_and_sets_it_upright()
    {
        var page = await OpenAsync();
        await SayAsync(page, "gabung " + await Gateway.InviteAsync());
        await SayAsync(page, "foto");
        await page.ScreenshotAsync(Shot("chat-photo.png"));
        await page.EvaluateAsync("() => { const real = fetch; window.fetch = (address, how) => { if (how.body && how.body.get) window.sent = how.body.get('file'); return real(address, how); }; }");
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Foto" }).ClickAsync());
        var upload = page.WaitForRequestAsync("**/upload");
        await chooser.SetFilesAsync(await ChatPhotos.NoisyJpegOnItsSideAsync(page, 2400, 1800));
        await upload;
        await SeesAsync(page, "1 foto diterima");
        // The pressed button is gone; a keyboard goes on from the photo.
        Assert.Equal("me", await page.EvaluateAsync<string>("document.activeElement.className.split(' ').pop()"));
        if (await page.EvaluateAsync<int[]>("async () => { const upright = await createImageBitmap(sent, { imageOrientation: 'none' }); return [sent.size, upright.width, upright.height]; }") is not [var size, var width, var height])
            throw new InvalidOperationException("three numbers were asked for");
        Assert.InRange(size, 1, 150_000);
        Assert.True(height > width, $"{width} × {height} lies on its side");
        Assert.InRange(height, 200, 1280);
        await page.GetByRole(AriaRole.Button, new() { Name = "Data terpakai" }).ClickAsync();
        var told = await page.Locator("#used").InnerTextAsync();
        Assert.InRange(int.Parse(told.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture), size / 1000, (size / 1000) + 35);
        Assert.Empty(Faults);
    }

    [Fact]
    public async Task Refuses_what_this_phone_cannot_read_in_kind_words_and_sends_none_of_it()
    {
        var page = await OpenAsync();
        await SayAsync(page, "foto");
        var uploads = 0;
        page.Request += (_, request) => uploads += request.Url.EndsWith("/upload", StringComparison.Ordinal) ? 1 : 0;
        await page.EvaluateAsync("() => { const chosen = new DataTransfer(); chosen.items.add(new File([new Uint8Array(300000)], 'x.heic')); const box = document.querySelector('#file'); box.files = chosen.files; box.dispatchEvent(new Event('change')); }");
        await SeesAsync(page, "Foto ini tidak bisa dibaca di HP ini. Pilih foto lain, atau ketik lewati.");

        // A phone without memory for a canvas gives an empty picture.
        await page.EvaluateAsync("() => { document.querySelector('#unseen').remove(); }");
        var picture = await ChatPhotos.PngAsync(page, 40, 30);
        await page.EvaluateAsync("() => { HTMLCanvasElement.prototype.toDataURL = () => 'data:,'; }");
        await page.SetInputFilesAsync("#file", picture);
        await SeesAsync(page, "Foto ini tidak bisa dibaca di HP ini.");
        await SayAsync(page, "lewati");
        Assert.Equal(0, uploads);
        await Assertions.Expect(page.Locator(".me")).ToHaveCountAsync(2);
        Assert.Empty(Faults);
    }

    [Fact]
    public async Task Says_what_to_do_when_the_location_may_not_be_read()
    {
        var page = await OpenAsync();
        await SayAsync(page, "lokasi");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lokasi" }).ClickAsync();
        await SeesAsync(page, "Nyalakan lokasi di HP lalu coba lagi, atau tekan Lewati.");
    }

    [Fact]
    public async Task Reads_the_location_only_when_pressed()
    {
        var page = await OpenAsync(new BrowserNewContextOptions { Permissions = ["geolocation"], Geolocation = new() { Latitude = -10.5f, Longitude = 123.25f } });
        await page.EvaluateAsync("() => { window.asked = 0; const real = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation); navigator.geolocation.getCurrentPosition = (...a) => { asked++; real(...a); }; }");
        await SayAsync(page, "lokasi");
        Assert.Equal(0, await page.EvaluateAsync<int>("asked"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Lokasi" }).ClickAsync();
        await SeesAsync(page, "Lokasi diterima: -10.5 123.25");
        Assert.Equal("me", await page.EvaluateAsync<string>("document.activeElement.className.split(' ').pop()"));
        Assert.Equal(1, await page.EvaluateAsync<int>("asked"));
        Assert.Empty(Faults);
    }

    [Fact]
    public async Task Tells_the_data_used_now_and_this_month_when_asked()
    {
        var page = await OpenAsync();
        await SayAsync(page, "halo");
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Data terpakai" });
        await button.ClickAsync();
        var told = page.Locator("#used");
        await Assertions.Expect(told).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Data terpakai: (1\d|2\d) KB sejak halaman dibuka, \1 KB bulan ini\. Ini perkiraan\.$"));
        await page.ScreenshotAsync(Shot("chat-data.png"));
        await button.ClickAsync();
        await Assertions.Expect(told).ToHaveCountAsync(1);

        await page.ReloadAsync();
        await SeesAsync(page, "Terhubung");
        await button.ClickAsync();
        // Coming back cost a handshake and no page.
        await Assertions.Expect(told).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Data terpakai: [1-4] KB sejak halaman dibuka, \d\d KB bulan ini"));
    }
}
