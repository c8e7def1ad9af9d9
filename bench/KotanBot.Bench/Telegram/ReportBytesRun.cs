using System.Text;
using KotanBot.Fakes;

namespace KotanBot.Bench.Telegram;

/// <summary>What one whole activity report costs on the wire: through Telegram by buttons, by typed words, and in the web chat.</summary>
internal sealed class ReportBytesRun(RunOptions options, string data)
{
    private const long Reporter = 70_000;

    /// <summary>Longer than the edit after a press or the second message of a turn takes.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>Where a button answers, its label; otherwise what is typed: a long list is answered by its number.</summary>
    private static readonly string[] Pressed =
    [
        "/lapor", "1", "Kemarin", "Kab. Belitung", "SMPN 1 Membalong", "Pendidikan", "45", "1",
        "Siswa tahu bahaya narkoba dan tempat bertanya.", "Kirim",
    ];

    private readonly List<List<LoggedRequest>> _byButtons = [];
    private readonly List<List<LoggedRequest>> _byWords = [];
    private readonly List<WebReport> _byWeb = [];
    private int _presses;

    private int Reports => options.Quick ? 1 : 3;

    public async Task RunAsync()
    {
        var folder = Path.Combine(data, "bytes");
        var code = await Bot.InviteAsync(options, folder);
        await using var fake = await FakeTelegram.StartAsync();
        await using var bot = await Bot.StartHostedAsync(fake, folder, lifted: true, webhook: false);
        var phone = fake.Phone(Reporter);
        foreach (var line in Talk.Registration(code, 0))
            await SayAsync(fake, phone, line, presses: false);
        for (var i = 0; i < Reports; i++)
        {
            _byButtons.Add(await ReportAsync(fake, phone, presses: true));
            _byWords.Add(await ReportAsync(fake, phone, presses: false));
        }
        using var http = new HttpClient();
        using var page = new WebReporter(bot.Server.Address, http);
        await page.SitDownAsync(code);
        for (var i = 0; i < Reports; i++)
            _byWeb.Add(await page.ReportAsync());
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine($"One report of {Talk.Report.Length} messages, {_presses} of them presses where buttons are used; median (lowest – highest) of {Reports} reports each way. Bytes of HTTP/1.1 heads and bodies, without TLS.");
        page.AppendLine();
        page.AppendLine("| report through | calls | KotanBot sent, bytes | KotanBot received, bytes | together |");
        page.AppendLine("|---|---|---|---|---|");
        WriteRows(page, "Telegram, buttons", _byButtons);
        WriteRows(page, "Telegram, typed", _byWords);
        page.AppendLine($"| **web chat, typed** | {Over(_byWeb, w => w.Calls)} | {Over(_byWeb, w => w.Sent)} | {Over(_byWeb, w => w.Received)} | {Over(_byWeb, w => w.Sent + w.Received)} |");
        page.AppendLine();
    }

    private static void WriteRows(StringBuilder page, string name, List<List<LoggedRequest>> reports)
    {
        page.AppendLine($"| **{name}** | {Over(reports, r => r.Count)} | {Over(reports, r => r.Sum(c => c.BytesIn))} | {Over(reports, r => r.Sum(c => c.BytesOut))} | {Over(reports, r => r.Sum(c => c.BytesIn + c.BytesOut))} |");
        foreach (var method in reports.SelectMany(r => r).Select(c => c.Method).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
        {
            var calls = reports.ConvertAll(r => r.Where(c => c.Method.Equals(method, StringComparison.OrdinalIgnoreCase)).ToList());
            page.AppendLine($"| … {method} | {Over(calls, r => r.Count)} | {Over(calls, r => r.Sum(c => c.BytesIn))} | {Over(calls, r => r.Sum(c => c.BytesOut))} | |");
        }
    }

    private async Task<List<LoggedRequest>> ReportAsync(FakeTelegram fake, FakePhone phone, bool presses)
    {
        fake.ForgetRequests();
        var pressed = 0;
        foreach (var line in presses ? Pressed : [.. Talk.Report])
            pressed += await SayAsync(fake, phone, line, presses) ? 1 : 0;
        _presses = Math.Max(_presses, pressed);
        var calls = fake.Requests.ToList();
        if (!phone.FromBot.Last().Text.Contains(Talk.ReportKept, StringComparison.Ordinal))
            throw new InvalidOperationException($"the report was not kept:\n{phone}");
        return calls;
    }

    /// <summary>Whether it was a press.</summary>
    private static async Task<bool> SayAsync(FakeTelegram fake, FakePhone phone, string line, bool presses)
    {
        var before = phone.FromBot.Count();
        var button = presses ? phone.FromBot.LastOrDefault()?.Buttons.FirstOrDefault(b => b.Text.Equals(line, StringComparison.OrdinalIgnoreCase)) : null;
        if (button is not null)
            phone.Press(button.Text);
        else
            phone.SendText(line);
        await phone.WaitForAsync(p => p.FromBot.Count() > before);
        await Bot.DrainAsync(fake, Quiet);
        return button is not null;
    }

    private static string Over<T>(IEnumerable<T> reports, Func<T, long> figure) => ReportText.Cell(new Spread(reports.Select(r => (double)figure(r))), "0");
}
