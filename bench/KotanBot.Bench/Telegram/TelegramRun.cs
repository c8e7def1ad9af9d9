using System.Text;

namespace KotanBot.Bench.Telegram;

/// <summary>The four questions about Telegram, one after the other, so that none disturbs another.</summary>
internal static class TelegramRun
{
    public static async Task RunAsync(RunOptions options)
    {
        var data = Directory.CreateDirectory(Path.Combine(options.Data, $"kotanbot-telegram-{Environment.ProcessId}")).FullName;
        try
        {
            var webhook = new WebhookRun(options, data);
            var broadcast = new BroadcastRun(options, data);
            var bytes = new ReportBytesRun(options, data);
            var crashes = new CrashRun(options, data);
            await webhook.RunAsync();
            await broadcast.RunAsync();
            await bytes.RunAsync();
            await crashes.RunAsync();
            var page = new StringBuilder();
            ReportText.WriteMachine(page);
            page.AppendLine(options.Quick ? "A quick run, for checking only." : "The Bot API server is the one of the tests, in the bench's process; it answers at once.");
            page.AppendLine();
            Section(page, "Updates through the webhook", webhook.Write);
            Section(page, "A reply under a broadcast", broadcast.Write);
            Section(page, "Bytes of one report", bytes.Write);
            Section(page, "What comes twice after a crash", crashes.Write);
            Console.WriteLine(page);
            if (options.Report is { } report)
                ReportText.Place("bench telegram", report, page.ToString());
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static void Section(StringBuilder page, string title, Action<StringBuilder> write)
    {
        page.AppendLine($"### {title}").AppendLine();
        write(page);
    }
}
