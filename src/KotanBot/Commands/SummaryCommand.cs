using System.CommandLine;
using System.Globalization;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;

namespace KotanBot.Commands;

/// <summary><c>kotanbot summary</c>: the weekly summaries that were made.</summary>
internal static class SummaryCommand
{
    public static Command Create() => new("summary", "Ringkasan mingguan satker") { CreateList(), CreateShow() };

    private static Command CreateList()
    {
        var (satker, json, data) = (CreateSatker(), CreateJson(), DataOption.Create());
        var command = new Command("list", "Minggu yang ada ringkasannya, yang terbaru dulu") { satker, json, data };
        command.SetAction(async parsed =>
        {
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var code = CollectedData.FindSatker(stores, parsed.GetValue(satker)!).Code;
            var (output, summaries) = (parsed.InvocationConfiguration.Output, stores.Summaries.List(Scope.Server, code));
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(new { Satker = code, Summaries = summaries.Select(ToJson) }));
            else
                foreach (var summary in summaries)
                    await output.WriteLineAsync(Line(summary));
            return KotanCommand.Done;
        });
        return command;
    }

    private static Command CreateShow()
    {
        var (satker, json, data) = (CreateSatker(), CreateJson(), DataOption.Create());
        var week = new Option<ReportWeek?>("--week")
        {
            Required = true,
            Description = "minggu menurut ISO 8601, misalnya 2026-W48",
            HelpName = "WEEK",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                if (ReportWeek.Parse(result.Tokens[0].Value) is { } read)
                    return read;
                result.AddError($"--week must be a week such as 2026-W48, not {result.Tokens[0].Value}");
                return null;
            },
        };
        var command = new Command("show", "Satu ringkasan, seperti dikirim lalu rinciannya") { satker, week, json, data };
        command.SetAction(async parsed =>
        {
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var (code, wanted) = (CollectedData.FindSatker(stores, parsed.GetValue(satker)!).Code, parsed.GetValue(week)!);
            var summary = stores.Summaries.Find(Scope.Server, code, wanted) ?? throw new RefusedException($"there is no summary of {code} for {wanted.Name}");
            var words = new SummaryText(DefinitionFiles.LoadServed(ShippedFiles.Dialogs, stores).Current, Languages.Indonesian);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? VerbJson.Write(ToJson(summary))
                : $"{words.Screen(summary.Content)}\n\n{words.Details(summary.Content)}");
            return KotanCommand.Done;
        });
        return command;
    }

    private static object ToJson(StoredSummary summary) => new { Week = summary.Content.Week.Name, summary.MadeAt, summary.Told, summary.Content };

    private static string Line(StoredSummary summary)
    {
        var week = summary.Content.Facts;
        var silence = week.Offices.Select(o => o.Silence).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Content.Week.Name}  {summary.Content.MadeOn:yyyy-MM-dd}  laporan {week.Reports,6}  nihil {week.NullReports,6}  tidak mengirim {silence.Sum(s => s.Silent)}/{silence.Sum(s => s.Volunteers)}{(summary.Told ? "" : "  hanya arsip")}");
    }

    private static Option<string> CreateSatker() => new("--satker") { Required = true, Description = "kode satker, misalnya BNNK-19.02", HelpName = "CODE" };

    private static Option<bool> CreateJson() => new("--json") { Description = "cetak sebagai JSON" };
}
