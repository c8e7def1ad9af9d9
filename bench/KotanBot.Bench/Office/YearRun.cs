using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KotanBot.Bench.Office;

/// <summary>
/// A year of the country, at a quarter and whole: a full Monday and the pages of the admin site, each in a process of its own, so that its memory is its own. The
/// ratio of the two sizes tells how cost grows.
/// </summary>
internal static class YearRun
{
    private const int Volunteers = 20_000;
    private const int Questionnaires = 200_000;

    private sealed record Size(string Name, int Volunteers, int Questionnaires);

    public static async Task RunAsync(RunOptions options)
    {
        Size[] sizes = options.Quick
            ? [new("tiny", 100, 600), new("small", 400, 2_400)]
            : [new("a quarter", Volunteers / 4, Questionnaires / 4), new("whole", Volunteers, Questionnaires)];
        var page = new StringBuilder();
        ReportText.WriteMachine(page);
        page.AppendLine();
        var figures = new List<Dictionary<string, string>>();
        foreach (var size in sizes)
        {
            var data = Directory.CreateDirectory(Path.Combine(options.Data, $"kotanbot-year-{Environment.ProcessId}")).FullName;
            try
            {
                page.AppendLine(CultureInfo.InvariantCulture, $"{size.Name}: {(await AskAsync("year-fill", data, $"{size.Volunteers}", $"{size.Questionnaires}")).Single().Value}");
                figures.Add(new((await AskAsync("year-monday", data)).Concat(await AskAsync("year-pages", data))));
            }
            finally
            {
                Directory.Delete(data, recursive: true);
            }
        }

        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"| what | {sizes[0].Name} | {sizes[1].Name} | ratio |");
        page.AppendLine("|---|---|---|---|");
        foreach (var (what, whole) in figures[1])
            page.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {figures[0].GetValueOrDefault(what)} | {whole} | {Ratio(whole, figures[0].GetValueOrDefault(what))} |");
        Console.WriteLine(page);
        if (options.Report is { } report)
            ReportText.Place("bench year", report, page.ToString());
    }

    /// <summary>The figures that another process of the bench prints, a line each: what, a tab, the number with its unit.</summary>
    private static async Task<IEnumerable<KeyValuePair<string, string>>> AskAsync(string mode, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), mode, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).Where(l => l.Length == 2).Select(l => KeyValuePair.Create(l[0], l[1]))
            : throw new InvalidOperationException($"{mode} ended with {process.ExitCode}");
    }

    private static IEnumerable<string> Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(YearRun).Assembly.Location] : [];

    private static string Ratio(string whole, string? part) =>
        part is not null && Number(part) is { } under && Number(whole) is { } over && under > 0 ? (over / under).ToString("0.0", CultureInfo.InvariantCulture) : "";

    private static double? Number(string figure) => double.TryParse(figure.Split(' ')[0], CultureInfo.InvariantCulture, out var number) ? number : null;
}
