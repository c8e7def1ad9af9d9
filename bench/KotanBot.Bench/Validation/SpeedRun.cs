using System.Globalization;
using System.Text;

namespace KotanBot.Bench.Validation;

/// <summary>How long a calibration of 10,000 × 60 answers takes beside the R script, and a selection among 70 items; both in one run on one machine.</summary>
internal sealed class SpeedRun(Verb verb, ReferenceScript script, string folder, bool quick)
{
    private readonly StringBuilder _rows = new();

    public async Task RunAsync()
    {
        var size = quick ? 1000 : 10_000;
        var (answers, variables) = Write(new SurveyScenario("calibration") { Districts = 1, Sectors = 1, Variables = 1, ItemsPerVariable = 60, GroupSize = (size, size + 1), DistrictSpread = 0, SectorSpread = 0 });
        var ours = (double)(await verb.JsonAsync("calibrate", "--responses", answers, "--variables", variables, "--out", Path.Combine(folder, "speed.yaml"), "--json"))["seconds"]!;
        Console.Error.WriteLine($"speed: calibrated in {ours:0.0} s");
        var theirs = script.IsThere && !quick ? (await script.RunAsync(answers, Path.Combine(folder, "speed.items.csv"), "no-errors")).Seconds : (double?)null;
        _rows.AppendLine("| what | KotanBot | base R | ratio |");
        _rows.AppendLine("|---|---|---|---|");
        _rows.AppendLine($"| calibrate {size:#,##0} × 60, standard errors, fit and moments included (R: parameters only), s | {Text(ours, "0.0")} | {Text(theirs, "0")} | {Text(theirs / ours, "0")} × |");
        foreach (var (words, count) in new[] { ("one variable", 1), ("five variables", 5) })
        {
            var (sheet, parts) = Write(new SurveyScenario("selection") { Districts = 1, Sectors = 1, Variables = count, ItemsPerVariable = 70 / count, GroupSize = (1000, 1001) });
            var figures = new SimulationFigures(await verb.JsonAsync("simulate", "--responses", sheet, "--variables", parts, "--folds", "2", "--items", "12", "--mode", "hybrid", "--seed", "1", "--json"), 1);
            _rows.AppendLine($"| choose among 70 items of {words}, µs: mean (99th percentile) | {figures.MicrosecondsPerSelection} | | |");
        }
    }

    public void Write(StringBuilder page)
    {
        ReportText.WriteMachine(page);
        page.AppendLine();
        page.Append(_rows);
        page.AppendLine();
    }

    private (string Answers, string Variables) Write(SurveyScenario scenario)
    {
        var (answers, variables) = (Path.Combine(folder, scenario.Id + ".csv"), Path.Combine(folder, scenario.Id + ".variables.csv"));
        new SurveyGenerator(scenario).Write(answers, variables);
        return (answers, variables);
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
