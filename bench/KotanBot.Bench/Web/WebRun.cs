using System.Text;

namespace KotanBot.Bench.Web;

/// <summary>The questions about the web chat, one after the other, so that none disturbs another. Each has a block of its own in the report, and can be asked alone.</summary>
internal static class WebRun
{
    public static async Task RunAsync(RunOptions options)
    {
        var data = Directory.CreateDirectory(Path.Combine(options.Data, $"kotanbot-web-{Environment.ProcessId}")).FullName;
        try
        {
            var firstLoad = new FirstLoadRun();
            var bytes = new TalkBytesRun(options.Quick);
            var firstQuestion = new FirstQuestionRun(options.Quick);
            var sockets = new SocketsRun(options, data);
            var turns = new TurnsRun(options, data);
            WebPart[] parts =
            [
                new("load", "First load", c => firstLoad.RunAsync(c.Chrome, c.Server), firstLoad.Write),
                new("bytes", "Bytes of a report and of a questionnaire", c => bytes.RunAsync(c.Chrome, c.Server, c.Code), bytes.Write),
                new("question", "Time to the first question on EDGE", c => firstQuestion.RunAsync(c.Chrome, c.Server), firstQuestion.Write),
                new("sockets", "Open sockets", _ => sockets.RunAsync(), sockets.Write),
                new("turns", "Durable turns over the stream", _ => turns.RunAsync(), turns.Write),
            ];
            var wanted = parts.Where(p => options.Only is null || options.Only == p.Key).ToList();
            var version = await RunAsync(options, data, wanted);
            foreach (var part in wanted)
            {
                var page = new StringBuilder();
                ReportText.WriteMachine(page);
                page.AppendLine($"Chromium {version}, headless; Web Chat 4.18.1 (`webchat-minimal.js`) from the same server{(options.Quick ? "; a quick run, for checking only" : "")}.");
                page.AppendLine();
                part.Write(page);
                Console.WriteLine($"### {part.Title}\n\n{page}");
                if (options.Report is { } report)
                    ReportText.Place($"bench web {part.Key}", report, page.ToString());
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Returns the browser's version.</summary>
    private static async Task<string> RunAsync(RunOptions options, string data, List<WebPart> parts)
    {
        var hosted = Path.Combine(data, "hosted");
        var code = await Server.RunVerbAsync(options.Server, "invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--uses", "1000", "--data", hosted);
        await using var chrome = await Chrome.StartAsync();
        await using var server = await Server.StartHostedWebAsync(hosted, Definitions(data), WebChatScript(options));
        foreach (var part in parts)
        {
            var clock = Stopwatch64.Start();
            await part.Run(new WebScene(chrome, server.Address, code));
            Console.Error.WriteLine($"{part.Key}: done in {clock.Elapsed.TotalSeconds:0} s");
        }
        return chrome.Version;
    }

    /// <summary>The product's definitions with the bench's questionnaire beside them.</summary>
    private static string Definitions(string data)
    {
        var folder = Path.Combine(data, "definitions");
        foreach (var from in Directory.EnumerateFiles(ShippedFiles.Dialogs, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(ShippedFiles.Dialogs, from));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
        }
        File.Copy(Path.Combine(AppContext.BaseDirectory, "definitions", "lembar.yaml"), Path.Combine(folder, "lembar.yaml"));
        return folder;
    }

    private static string WebChatScript(RunOptions options) =>
        options.WebChat is { } script && File.Exists(script) ? script : throw new InvalidOperationException("--webchat must name webchat-minimal.js (see bench/run.sh)");

    private sealed record WebPart(string Key, string Title, Func<WebScene, Task> Run, Action<StringBuilder> Write);

    /// <summary>What the parts with a browser share; it is idle in the others.</summary>
    private sealed record WebScene(Chrome Chrome, Uri Server, string Code);
}
