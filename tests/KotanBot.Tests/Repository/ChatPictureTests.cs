using KotanBot.Storage;
using KotanBot.Tests.DirectLine;
using KotanBot.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace KotanBot.Tests.Repository;

/// <summary>
/// The product whole, in a real browser: join, report, send, with the shipped dialogs over SQLite. With
/// <c>KOTANBOT_UPDATE_PICTURES=1</c> it also takes the README's picture (not under CI).
/// </summary>
public sealed class ChatPictureTests : IAsyncLifetime
{
    private const string Picture = "docs/images/chat.png";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kotanbot-picture-");

    private RunningGateway? _running;

    private static string? Chromium { get; } = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private static bool IsUpdating => Environment.GetEnvironmentVariable("KOTANBOT_UPDATE_PICTURES") == "1" && Environment.GetEnvironmentVariable("CI") is null;

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("Chromium is missing, and CI must not skip the browser (apt-get install chromium).");
        Assert.SkipWhen(Chromium is null, "Chromium is missing here (apt-get install chromium); CI=true makes this a failure.");
        _running = await RunningGateway.StartAsync(new GatewayOptions { DataPath = _folder.FullName, Urls = ["http://127.0.0.1:0"] });
        await _running.Services.GetRequiredService<InvitationStore>().CreateAsync("BNNK-19.02", "penggiat", 1, 30, TimeProvider.System.GetUtcNow(), "K7PM-2QXR");
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is { } running)
            await running.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The bytes of the report are counted both ways, with the handshake and every head and frame, as the phone company counts them (above TCP).</summary>
    [Fact]
    public async Task Joins_and_then_comes_back_and_reports_in_less_than_6_kilobytes()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        await using var line = new CountingLine(_running!.Url);
        await using var context = await browser.NewContextAsync(new() { BaseURL = line.Url, Locale = "id-ID", ViewportSize = new() { Width = 390, Height = 760 }, DeviceScaleFactor = 1.5f });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync("/?k=K7PM-2QXR");
        await AnswerAsync(page, Joining);
        await SeesAsync(page, "Selesai, Anda terdaftar.");
        var before = line.Bytes;
        await page.ReloadAsync();
        await AnswerAsync(page, Report);
        await SeesAsync(page, "Laporan terkirim dan tersimpan.");
        TestContext.Current.TestOutputHelper?.WriteLine($"joining with the first load: {before} bytes; the report: {line.Bytes - before} bytes");
        Assert.InRange(line.Bytes - before, 1, 6 * 1024);
    }

    private static async Task AnswerAsync(IPage page, IEnumerable<(string WaitFor, string Answer)> conversation)
    {
        foreach (var (waitFor, answer) in conversation)
        {
            await SeesAsync(page, waitFor);
            if (waitFor == "Mohon dicek dulu" && IsUpdating)
                await page.ScreenshotAsync(new() { Path = Docs.PathOf(Picture), Animations = ScreenshotAnimations.Disabled });
            await page.GetByLabel("Tulis jawaban").FillAsync(answer);
            await page.GetByLabel("Tulis jawaban").PressAsync("Enter");
        }
    }

    private static Task SeesAsync(IPage page, string text) => Assertions.Expect(page.GetByText(text).Last).ToBeVisibleAsync(new() { Timeout = 60_000 });

    private static IEnumerable<(string WaitFor, string Answer)> Joining =>
    [
        ("Anda setuju?", "setuju"),
        ("Siapa nama panggilan Anda?", "Rina"),
        ("Dari lembaga mana?", "Karang Taruna Desa Perawas"),
        ("termasuk lingkungan apa?", "masyarakat"),
        ("Mau pakai bahasa apa?", "1"),
    ];

    private static IEnumerable<(string WaitFor, string Answer)> Report =>
    [
        ("Selesai, Anda terdaftar.", "/lapor"),
        ("Kegiatan apa yang sudah dilakukan?", "penyuluhan"),
        ("Kapan?", "kemarin"),
        ("Di kecamatan atau kabupaten/kota mana?", "Kab. Belitung"),
        ("Nama tempat atau desanya?", "SMPN 2 Tanjungpandan"),
        ("Siapa sasarannya?", "sekolah"),
        ("Berapa orang yang ikut?", "empat puluh lima"),
        ("Dari mana biayanya?", "swadaya"),
        ("Bagaimana hasilnya?", "Siswa aktif bertanya"),
        ("Mohon dicek dulu", "kirim"),
    ];
}
