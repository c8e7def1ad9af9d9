using System.Globalization;
using System.Text;

namespace KotanBot.Bench.Validation;

/// <summary>Parameters that answers were made from, against those that <c>kotanbot calibrate</c> finds, for growing numbers of respondents.</summary>
internal sealed class RecoveryRun(Verb verb, string folder, bool quick)
{
    private readonly List<Row> _rows = [];

    private int RepeatsOf(int respondents) => quick ? 2 : respondents switch { 500 => 80, 2000 => 40, _ => 20 };

    private sealed record Row(int Respondents, string Parameter, double Bias, double BiasError, double RootMeanSquare, double StatedError);

    public async Task RunAsync()
    {
        foreach (var respondents in quick ? [500] : new[] { 500, 2000, 8000 })
        {
            var errors = new Dictionary<string, List<(double Error, double Stated, int Repeat)>> { ["discrimination"] = [], ["threshold"] = [] };
            for (var repeat = 0; repeat < RepeatsOf(respondents); repeat++)
                await CollectAsync(respondents, repeat, errors);
            foreach (var (parameter, found) in errors)
                _rows.Add(Summarise(respondents, parameter, found));
            Console.Error.WriteLine($"recovery: {respondents} respondents");
        }
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine("| respondents | parameter | bias (its Monte-Carlo standard error) | root mean square error | × √(n/500) | mean stated standard error |");
        page.AppendLine("|---|---|---|---|---|---|");
        foreach (var row in _rows)
            page.AppendLine($"| {row.Respondents} | {row.Parameter} | {Text(row.Bias)} ({Text(row.BiasError)}) | {Text(row.RootMeanSquare)} | {Text(row.RootMeanSquare * Math.Sqrt(row.Respondents / 500.0))} | {Text(row.StatedError)} |");
        page.AppendLine();
        page.AppendLine($"20 items of four categories, {RepeatsOf(500)}, {RepeatsOf(2000)} and {RepeatsOf(8000)} data sets. The bias is over all items; its error comes from the spread between data sets.");
        page.AppendLine();
    }

    private async Task CollectAsync(int respondents, int repeat, Dictionary<string, List<(double Error, double Stated, int Repeat)>> errors)
    {
        var generator = new SurveyGenerator(new SurveyScenario("recovery")
        {
            Districts = 1,
            Sectors = 1,
            Variables = 1,
            ItemsPerVariable = 20,
            GroupSize = (respondents, respondents + 1),
            DistrictSpread = 0,
            SectorSpread = 0,
            Seed = 1000 + repeat,
        });
        var (answers, variables) = (Path.Combine(folder, "recovery.csv"), Path.Combine(folder, "recovery.variables.csv"));
        generator.Write(answers, variables);
        var found = await verb.JsonAsync("calibrate", "--responses", answers, "--variables", variables, "--out", Path.Combine(folder, "recovery.yaml"), "--json");
        foreach (var (item, truth) in found["items"]!.AsArray().Zip(generator.Truth))
        {
            errors["discrimination"].Add(((double)item!["discrimination"]! - truth.Discrimination, (double)item["discriminationStandardError"]!, repeat));
            for (var k = 0; k < truth.Thresholds.Count; k++)
                errors["threshold"].Add(((double)item["thresholds"]![k]! - truth.Thresholds[k], (double)item["thresholdStandardErrors"]![k]!, repeat));
        }
    }

    private static Row Summarise(int respondents, string parameter, List<(double Error, double Stated, int Repeat)> found)
    {
        var means = found.GroupBy(f => f.Repeat).Select(g => g.Average(f => f.Error)).ToList();
        var bias = means.Average();
        var spread = Math.Sqrt(means.Sum(m => (m - bias) * (m - bias)) / Math.Max(1, means.Count - 1) / means.Count);
        return new Row(respondents, parameter, bias, spread, Math.Sqrt(found.Average(f => f.Error * f.Error)), found.Average(f => f.Stated));
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−');
}
