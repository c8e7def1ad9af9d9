using System.Globalization;
using System.Text;

namespace KotanBot.Bench.Validation;

/// <summary>The same answers through <c>kotanbot calibrate</c> and through a short script in base R that shares no line with it.</summary>
internal sealed class ReferenceRun(Verb verb, ReferenceScript script, string tai, string folder, bool quick)
{
    private readonly List<string> _rows = [];

    public async Task RunAsync()
    {
        if (!script.IsThere)
        {
            _rows.Add("| Rscript is not installed here: not compared | | | | | | |");
            return;
        }

        if (!quick)
            await CompareAsync("TAI, real", tai, null);
        var generator = new SurveyGenerator(new SurveyScenario("reference") { Districts = 1, Sectors = 1, Variables = 1, ItemsPerVariable = 8, GroupSize = (1000, 1001), DistrictSpread = 0, SectorSpread = 0, Missing = 0.3 });
        var (answers, variables) = (Path.Combine(folder, "reference.csv"), Path.Combine(folder, "reference.variables.csv"));
        generator.Write(answers, variables);
        await CompareAsync("made up, a third missing", answers, variables);
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine("| answers | log-likelihood, KotanBot | R | largest difference of a discrimination | of a threshold | of a discrimination's standard error | seconds: KotanBot, R |");
        page.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var row in _rows)
            page.AppendLine(row);
        page.AppendLine();
    }

    private async Task CompareAsync(string words, string answers, string? variables)
    {
        var pooled = Path.Combine(folder, "reference.pooled.csv");
        // Both calibrate one population.
        File.WriteAllLines(pooled, File.ReadLines(answers).Select((line, n) => n == 0 ? line : OneGroup(line)));
        string[] arguments = ["calibrate", "--responses", pooled, .. variables is null ? [] : new[] { "--variables", variables }, "--out", Path.Combine(folder, "reference.yaml"), "--json"];
        var ours = await verb.JsonAsync(arguments);
        var found = Path.Combine(folder, "reference.items.csv");
        var told = await script.RunAsync(pooled, found);
        var theirs = File.ReadLines(found).Skip(1).Select(l => l.Replace("\"", "", StringComparison.Ordinal).Split(',')).ToDictionary(f => (f[0], f[1]), f => (ReferenceScript.Number(f[2]), ReferenceScript.Number(f[3])));
        var (a, b, error) = (0.0, 0.0, 0.0);
        foreach (var item in ours["items"]!.AsArray().Select(i => i!.AsObject()))
        {
            var id = (string)item["item"]!;
            a = Math.Max(a, Math.Abs((double)item["discrimination"]! - theirs[(id, "discrimination")].Item1));
            error = Math.Max(error, Math.Abs((double)item["discriminationStandardError"]! - theirs[(id, "discrimination")].Item2));
            var thresholds = item["thresholds"]!.AsArray();
            for (var k = 0; k < thresholds.Count; k++)
                b = Math.Max(b, Math.Abs((double)thresholds[k]! - theirs[(id, $"threshold{k + 1}")].Item1));
        }

        _rows.Add($"| {words} | {Text((double)ours["logLikelihood"]!, "0.00")} | {Text(told.LogLikelihood, "0.00")} | {Text(a, "0.0000")} | {Text(b, "0.0000")} | {Text(error, "0.0000")} | {Text((double)ours["seconds"]!, "0.0")}, {Text(told.Seconds, "0")} |");
        Console.Error.WriteLine($"reference: {words}");
    }

    private static string OneGroup(string line)
    {
        var fields = line.Split(',', 3);
        return $"{fields[0]},all,{fields[2]}";
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
}
